import os
import time
from pathlib import Path

import pytest
from tests.host.users import as_another, needs_root, start

from weftc.host import cache
from weftc.host.cache import Key
from weftc.host.private_folder import NotPrivate

ENTRY = b"artefact \n\0 of the engine"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WEFT_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "cache"


def entries(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.weft"))


def test_reads_back(own_folder: Path) -> None:
    key = Key("main.py", b"print(1)", "threads")
    assert cache.lookup(key) is None
    assert cache.store(key, ENTRY) is None
    assert cache.lookup(key) == ENTRY
    assert [p.suffix for p in own_folder.iterdir()] == [".weft"]


@pytest.mark.parametrize(
    "other",
    [
        Key("main.py", b"print(2)", "threads"),
        Key("main.py", b"print(1)", "portable"),
        Key("./main.py", b"print(1)", "threads"),
        Key("main.py", b"print(1)", "threads", ("stress",)),
    ],
)
def test_other_keys_find_nothing(other: Key) -> None:
    cache.store(Key("main.py", b"print(1)", "threads"), ENTRY)
    assert cache.lookup(other) is None


def test_another_compiler_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    key = Key("main.py", b"", "threads")
    cache.store(key, ENTRY)
    monkeypatch.setattr(cache, "fingerprint", lambda: "another")
    assert cache.lookup(key) is None


def test_fingerprint_changes_with_any_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.py").write_text("1")
    monkeypatch.setattr(cache, "_COMPILER", str(tmp_path))
    before = cache.fingerprint()
    assert cache.fingerprint() == before
    os.utime(tmp_path / "inner" / "a.py", ns=(1, 1))
    assert cache.fingerprint() != before


def test_holds_only_while_sources_are_as_they_were(tmp_path: Path) -> None:
    key, helper = Key("main.py", b"import helper", "threads"), tmp_path / "helper.py"
    helper.write_bytes(b"x = 1")
    cache.store(key, ENTRY, {"helper.py": b"x = 1"}, ["helper/__init__.py"])
    assert cache.lookup(key) == ENTRY
    helper.write_bytes(b"x = 2")
    assert cache.lookup(key) is None
    helper.write_bytes(b"x = 1")
    assert cache.lookup(key) == ENTRY
    (tmp_path / "helper").mkdir()
    (tmp_path / "helper" / "__init__.py").write_text("")
    assert cache.lookup(key) is None
    (tmp_path / "helper" / "__init__.py").unlink()
    helper.unlink()
    assert cache.lookup(key) is None


def test_every_damage_is_found(own_folder: Path) -> None:
    key = Key("main.py", b"", "threads")
    cache.store(key, ENTRY, {"other.py": b""})
    [path] = entries(own_folder)
    whole = path.read_bytes()
    for position in range(len(whole)):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        assert cache.lookup(key) is None, position
        assert not path.exists()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert cache.lookup(key) is None, length
    assert cache.store(key, ENTRY) is None
    assert cache.lookup(key) == ENTRY


def test_works_without_a_folder(own_folder: Path) -> None:
    own_folder.write_text("a file is in the way")
    key = Key("main.py", b"", "threads")
    note = cache.store(key, ENTRY)
    assert note is not None
    assert note.startswith("no cache: ")
    assert cache.lookup(key) is None


def test_full_disk_leaves_nothing_behind(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **_by: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert cache.store(Key("main.py", b"", "threads"), ENTRY) == "no cache: No space left on device"
    assert list(own_folder.iterdir()) == []


def test_oldest_go_first(own_folder: Path) -> None:
    keys = [Key(f"{n}.py", b"", "threads") for n in range(4)]
    for age, key in enumerate(keys):
        cache.store(key, bytes(1000))
        newest = max(entries(own_folder), key=lambda p: p.stat().st_mtime_ns)
        os.utime(newest, (1000 + age, 1000 + age))
    assert cache.lookup(keys[0]) is not None  # now the one used last
    cache.evict(limit=3000)
    assert [cache.lookup(key) is not None for key in keys] == [True, False, False, True]


def test_within_the_limit_nothing_goes(own_folder: Path) -> None:
    cache.store(Key("a.py", b"", "threads"), ENTRY)
    cache.evict()
    assert len(entries(own_folder)) == 1


def test_storing_keeps_the_bound(own_folder: Path) -> None:
    keys = [Key(f"{n}.py", b"", "threads") for n in range(8)]
    for age, key in enumerate(keys):
        cache.store(key, bytes(1000), limit=4300)
        newest = max(entries(own_folder), key=lambda p: p.stat().st_mtime_ns)
        os.utime(newest, (1000 + age, 1000 + age))
        assert sum(path.stat().st_size for path in entries(own_folder)) <= 4300
    assert cache.lookup(keys[-1]) is not None
    assert cache.lookup(keys[0]) is None


def test_processes_at_once(own_folder: Path) -> None:
    """Each stores, removes what is too much, and looks up, while the others do."""

    def work(number: int) -> None:
        for n in range(40):
            key = Key(f"{number * n}.py", b"", "threads")
            assert cache.store(key, bytes([n % 7]) * 1000, limit=8000) is None
            assert cache.lookup(key) in (None, *(bytes([k]) * 1000 for k in range(7)))
            cache.size()

    children = [start(lambda number=number: work(number)) for number in range(1, 5)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert all(path.suffix == ".weft" for path in own_folder.iterdir())
    cache.store(Key("last.py", b"", "threads"), ENTRY, limit=8000)
    assert cache.size()[1] <= 8000


def test_size_and_clean(own_folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        cache.size()
    for name in ("a.py", "b.py"):
        cache.store(Key(name, b"", "threads"), ENTRY)
    total = sum(path.stat().st_size for path in own_folder.iterdir())
    for name in ("notes.txt", "notes.tmp"):
        (own_folder / name).write_text("somebody's")
    (own_folder / "x.weft.1.tmp").write_text("12345")
    assert cache.size() == (2, total + 5)
    assert cache.clean() == (2, total + 5)
    assert sorted(path.name for path in own_folder.iterdir()) == ["notes.tmp", "notes.txt"]
    assert cache.size() == (0, 0)


def test_nobody_else_can_look_in(own_folder: Path) -> None:
    before = os.umask(0)
    try:
        cache.store(Key("a.py", b"", "threads"), ENTRY)
    finally:
        os.umask(before)
    assert own_folder.stat().st_mode & 0o777 == 0o700
    assert entries(own_folder)[0].stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o770, 0o702, 0o1777])
def test_a_folder_that_others_can_write(own_folder: Path, mode: int) -> None:
    key = Key("a.py", b"", "threads")
    cache.store(key, ENTRY)
    own_folder.chmod(mode)
    assert cache.lookup(key) is None
    for act in (lambda: cache.store(key, ENTRY), cache.size, cache.clean):
        with pytest.raises(NotPrivate, match="can be written by others"):
            act()
    own_folder.chmod(0o755)
    assert cache.lookup(key) == ENTRY


def test_an_entry_that_others_can_write(own_folder: Path) -> None:
    key = Key("a.py", b"", "threads")
    cache.store(key, ENTRY)
    entries(own_folder)[0].chmod(0o664)
    assert cache.lookup(key) is None
    assert entries(own_folder) == []


@needs_root
def test_a_forged_entry(own_folder: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another user knows which entry will be asked for, and writes one with a checksum that is right."""
    key, place = Key("a.py", b"", "threads"), open_folder / "cache"
    cache.store(key, b"native code")
    [whole] = entries(own_folder)
    forged = whole.read_bytes()
    monkeypatch.setenv("WEFT_CACHE", str(place))

    def forge() -> None:
        place.mkdir(exist_ok=True)
        (place / whole.name).write_bytes(forged)

    as_another(forge)
    assert cache.lookup(key) is None
    with pytest.raises(NotPrivate, match=f"{place} belongs to another user"):
        cache.store(key, ENTRY)
    os.chown(place, 0, 0)  # the folder is ours again, but not what lies in it
    assert cache.lookup(key) is None
    assert entries(place) == []
    cache.store(key, ENTRY)
    assert cache.lookup(key) == ENTRY


@needs_root
def test_a_link_in_place_of_an_entry_or_of_a_temporary_file(own_folder: Path, open_folder: Path) -> None:
    key, target = Key("a.py", b"", "threads"), open_folder / "target"
    cache.store(key, ENTRY)
    [entry] = entries(own_folder)
    entry.rename(target)
    entry.symlink_to(target)
    assert cache.lookup(key) is None
    cache.store(key, b"new")
    assert cache.lookup(key) == b"new"
    assert (entry.is_symlink(), target.stat().st_size) == (False, entry.stat().st_size - 3 + len(ENTRY))


def test_dead_writers_files_go(own_folder: Path) -> None:
    cache.store(Key("a.py", b"", "threads"), ENTRY)
    dead, alive = own_folder / "x.weft.1.tmp", own_folder / "x.weft.2.tmp"
    dead.write_text("")
    alive.write_text("")
    os.utime(dead, (0, time.time() - 2 * cache.STALE_SECONDS))
    cache.evict()
    assert (dead.exists(), alive.exists()) == (False, True)
