"""Which folders are taken for the user's own, whatever stands on the way to them."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from tests.host.users import ANOTHER, as_another, needs_root

from weftc.host.private_folder import NotPrivate, private_folder


def opened(path: Path | str, make: bool = False) -> tuple[int, int]:
    """The folder that was opened, by device and number."""
    with private_folder(str(path), make) as folder:
        status = os.fstat(folder)
    return status.st_dev, status.st_ino


def identity(path: Path) -> tuple[int, int]:
    return path.stat().st_dev, path.stat().st_ino


def test_made_with_all_above(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b"
    with pytest.raises(FileNotFoundError):
        opened(path)
    assert opened(path, make=True) == opened(path) == identity(path)
    assert [p.stat().st_mode & 0o777 for p in (path, path.parent)] == [0o700, 0o700]


def test_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    assert opened("../b/./c", make=True) == identity(tmp_path / "b" / "c")


def test_what_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(NotADirectoryError):
            opened(path, make=True)


def test_no_descriptor_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "others").mkdir()
    (tmp_path / "others").chmod(0o777)
    before = len(os.listdir("/dev/fd"))
    for path in ("made", "file", "others", "file/below"):
        with suppress(NotPrivate, NotADirectoryError):
            opened(tmp_path / path, make=True)
    assert len(os.listdir("/dev/fd")) == before


def test_own_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "real" / "inner").mkdir(parents=True)
    (tmp_path / "absolute").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "relative").symlink_to("../absolute/inner")
    assert opened(tmp_path / "absolute" / "relative") == identity(tmp_path / "real" / "inner")


def test_links_in_a_ring(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError, match=r"Not a directory|Too many levels"):
        opened(tmp_path / "a", make=True)


def test_folders_on_the_way_may_be_writable(open_folder: Path) -> None:
    (open_folder / "group").mkdir()
    (open_folder / "group").chmod(0o775)
    path = open_folder / "group" / "own"
    assert opened(path, make=True) == identity(path)


def test_but_then_no_link_is_followed(open_folder: Path) -> None:
    (open_folder / "real").mkdir(mode=0o700)
    (open_folder / "link").symlink_to("real")
    with pytest.raises(NotPrivate, match=r"link is a link where others could put another"):
        opened(open_folder / "link")
    open_folder.chmod(0o1777)  # sticky: nobody can replace what is ours
    assert opened(open_folder / "link") == identity(open_folder / "real")


@needs_root
@pytest.mark.parametrize("mode", [0o777, 0o1777])
def test_a_link_of_another_user(open_folder: Path, tmp_path: Path, mode: int) -> None:
    """He would choose where we write, and what of ours we take for the cache."""
    target = tmp_path / "private"
    target.mkdir(mode=0o700)
    open_folder.chmod(mode)
    as_another(lambda: (open_folder / "link").symlink_to(target))
    for path in (open_folder / "link", open_folder / "link" / "weft"):
        with pytest.raises(NotPrivate, match=f"link is a link of another user's \\({ANOTHER}\\)"):
            opened(path, make=True)
    assert list(target.iterdir()) == []


@needs_root
def test_a_link_in_another_users_folder(open_folder: Path) -> None:
    (open_folder / "real").mkdir(mode=0o700)
    as_another(lambda: (open_folder / "his").mkdir())
    (open_folder / "his" / "link").symlink_to(open_folder / "real")
    with pytest.raises(NotPrivate, match="is a link where others could put another"):
        opened(open_folder / "his" / "link")


@needs_root
def test_a_folder_of_another_user(open_folder: Path) -> None:
    as_another(lambda: (open_folder / "his").mkdir(mode=0o755))
    with pytest.raises(NotPrivate, match=f"his belongs to another user \\({ANOTHER}\\)"):
        opened(open_folder / "his")
    with pytest.raises(NotPrivate, match="his belongs to another user, where root makes nothing"):
        opened(open_folder / "his" / "weft", make=True)
    assert list((open_folder / "his").iterdir()) == []


@needs_root
def test_a_user_below_folders_that_he_cannot_read(open_folder: Path) -> None:
    """As /home often is."""
    home = open_folder / "home" / "user"
    home.mkdir(parents=True)
    os.chown(home, ANOTHER, ANOTHER)
    home.chmod(0o700)
    home.parent.chmod(0o711)
    as_another(lambda: opened(home / ".cache" / "weft", make=True))
    assert (home / ".cache" / "weft").stat().st_uid == ANOTHER
