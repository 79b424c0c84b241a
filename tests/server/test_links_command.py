"""`weft links`, as a process, beside a server that runs or without one."""

from __future__ import annotations

import json
import os
import pty
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.server.conftest import PATIENCE, ROOT, Start, environment
from tests.server.link_files import Clock, disk, fill, heed_modes, make_read_only, old_file, pack
from weft_server.links import ID_LENGTH, Links
from weft_server.links_backup import back_up
from weft_server.links_file import LinksFailed, LinksFile
from weftc.cli.arguments import MIN_ID

LINKS = [sys.executable, "-P", "-m", "weftc.cli", "links"]
HOSTILE = "\x1b]0;title\x07print('\u202e')\n\tpass\r\n"


class Command:
    """Runs in a folder of its own, with a file of links there."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "links.sqlite"
        self.clock = Clock()
        self.links = Links(self.file, 1 << 20, 90, self.clock)

    def __call__(self, *arguments: str, **settings: object) -> subprocess.CompletedProcess[str]:
        options: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.run(
            [*LINKS, *arguments], timeout=PATIENCE, **options, **self.options(**{"links_file": self.file, **settings})
        )

    def options(self, **settings: object) -> dict[str, Any]:
        return {"env": environment(self.folder, **settings), "cwd": self.folder, "preexec_fn": heed_modes}

    def fails(self, *arguments: str, **settings: object) -> str:
        """Why the command can't do something; nothing has changed then."""
        before = sorted(path.name for path in self.folder.iterdir())
        done = self(*arguments, **settings)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1
        assert sorted(path.name for path in self.folder.iterdir()) == before
        return done.stderr.removeprefix("error: ").strip()


@pytest.fixture
def command(tmp_path: Path) -> Command:
    return Command(tmp_path)


# -- what it does ------------------------------------------------------------------------------------------------------


def test_list(command: Command) -> None:
    first = command.links.keep(pack("\n\nimport sys\nprint(1)\n"))
    command.links.note_opened([first])
    command.clock.pass_days(1)
    others = [command.links.keep(text) for text in (pack(HOSTILE), "code=" + "x" * 100, "1.damaged")]
    done = command("list")
    assert (done.returncode, done.stderr) == (0, "")
    heading, *rows = done.stdout.splitlines()
    assert heading == "ID           BYTES  MADE        OPENED      PROGRAM"
    assert rows[0] == f"{first}      58  2030-01-01  2030-01-01  import sys"
    assert sorted(row[:ID_LENGTH] for row in rows[1:]) == sorted(others)
    told = {row[12:].strip() for row in rows[1:]}
    assert f"105  2030-01-02  -           #code={'x' * 53}…" in told
    assert any(row.endswith(r"\x1b]0;title\x07print('\u202e')") for row in told)
    assert "9  2030-01-02  -           #1.damaged" in told
    rows = command("list", "--json").stdout.splitlines()
    assert json.loads(rows[0]) == {
        "id": first,
        "bytes": 58,
        "made": "2030-01-01 12:00:00",
        "opened": "2030-01-01",
        "first_line": "import sys",
    }
    assert {json.loads(row)["first_line"] for row in rows[1:]} == {HOSTILE.splitlines()[0], None}


def test_show(command: Command) -> None:
    name, other = command.links.keep(pack(HOSTILE)), command.links.keep("code=abc")
    assert command("show", name).stdout == HOSTILE.replace("\r\n", "\n")  # as this test reads it
    assert command("show", name, "--raw").stdout == pack(HOSTILE) + "\n"
    assert command("show", "--raw", other).stdout == "code=abc\n"
    assert "holds no program of this version's form; --raw shows" in command.fails("show", other)
    damaged = command.links.keep("1.damaged")
    assert "can't be shown: it is damaged" in command.fails("show", damaged)
    assert command.fails("show", "nothing") == f"there is no link nothing in {command.file}"


def test_a_link_cannot_drive_the_terminal(command: Command) -> None:
    name = command.links.keep(pack(HOSTILE))
    screen, terminal = pty.openpty()
    with subprocess.Popen([*LINKS, "show", name], stdout=terminal, **command.options(links_file=command.file)):
        os.close(terminal)
        shown = b""
        while b"pass" not in shown or not shown.endswith(b"\n"):
            shown += os.read(screen, 1000)
    os.close(screen)
    assert shown == b"\\x1b]0;title\\x07print('\\u202e')\r\n\tpass\\r\r\n"


def test_ids_that_begin_with_a_minus_sign(command: Command) -> None:
    names = (command.links.keep(str(number)) for number in range(1000))
    name = next(name for name in names if name.startswith("-") and not name.startswith("--"))
    assert command("show", name, "--raw").returncode == 0
    assert command("show", "--raw", "--", name).returncode == 0
    assert command("delete", name).stdout == "removed 1 link\n"
    assert MIN_ID == ID_LENGTH


def test_delete(command: Command) -> None:
    first, second, third = (command.links.keep(text) for text in ("first", "second", "third"))
    assert command("delete", first).stdout == "removed 1 link\n"
    done = command("delete", second, "nothing", third, third)
    assert (done.returncode, done.stdout) == (1, "removed 2 links\n")
    assert done.stderr == f"error: there is no link nothing in {command.file}\n"
    assert command.fails("delete", first) == f"there is no link {first} in {command.file}"
    assert not list(command.links.all())


def test_prune(command: Command) -> None:
    """By the system's clock, for which the links of the test are from 2020."""
    command.clock.pass_days(-3652)
    opened = command.links.keep("opened")
    for number in range(120):
        command.links.keep(str(number))
    command.links.note_opened([opened])
    assert command("prune", links_days=0).stdout == "removed 0 links\n"
    assert command("prune").stdout == "removed 120 links\n"
    assert command("prune", "--unopened-for", "36500").stdout == "removed 0 links\n"
    assert command("prune", "--unopened-for", "365").stdout == "removed 1 link\n"


def test_backup(command: Command) -> None:
    command.links.keep("text")
    done = command("backup", "copy.sqlite")
    assert (done.returncode, done.stdout) == (0, "copied 1 link to copy.sqlite\n")
    copy = command.folder / "copy.sqlite"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert [link.fragment for link in Links(copy, 1 << 20, 90).all()] == ["text"]
    assert command.fails("backup", "copy.sqlite") == "copy.sqlite: there is such a file already"
    (command.folder / "dangling").symlink_to("nowhere")
    assert command.fails("backup", "dangling") == "dangling: there is such a file already"
    assert command.fails("backup", "no/folder") == "no/folder: no such file or directory"
    assert command("list", "--file", "copy.sqlite").returncode == 0
    assert sorted(path.name for path in command.folder.iterdir()) == ["copy.sqlite", "dangling", "links.sqlite"]


def test_beside_a_server(command: Command, start_server: Start) -> None:
    server = start_server(workers=1, links_file=command.file)
    path = server.post("/api/links", {"fragment": pack("print(1)\n")}).json["path"]
    name = path.removeprefix("/s/")
    assert command("show", name).stdout == "print(1)\n"
    assert command("backup", "copy.sqlite").returncode == 0
    assert command("delete", name).returncode == 0
    assert server.get(path).code == "no-such-link"
    os.replace(command.folder / "copy.sqlite", command.file)
    assert server.get(path).status == 302


def test_a_backup_while_others_write(command: Command) -> None:
    """It is of one moment, and nobody waits for it."""
    for number in range(100):
        command.links.keep(f"{number}-" + "x" * 5_000)
    with closing(sqlite3.connect(command.file, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM links")
        assert command("backup", "copy.sqlite").stdout == "copied 100 links to copy.sqlite\n"


# -- what it can't do --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "what is to be done with the links?\nhelp: the actions are list, show, delete, prune, backup\n"),
        (["lst"], "unknown action lst\nhelp: did you mean `weft links list`?\n"),
        (["mend"], "unknown action mend\nhelp: the actions are list, show, delete, prune, backup\n"),
        (["show"], "which link?\nhelp: `weft links show ID`\n"),
        (["delete"], "which link?\nhelp: `weft links delete ID...`\n"),
        (["show", "a", "b"], "unexpected argument b\nhelp: `weft links show ID`\n"),
        (["list", "a"], "unexpected argument a\nhelp: `weft links list`\n"),
        (["backup"], "where does the copy go?\nhelp: `weft links backup FILE`\n"),
        (["list", "--raw"], "--raw belongs to `weft links show`, not to list\n"),
        (["delete", "a", "--unopened-for", "5"], "--unopened-for belongs to `weft links prune`, not to delete\n"),
        (["prune", "--unopened-for", "0"], "--unopened-for takes a number from 1 to 36500, not 0\n"),
        (["prune", "--unopen-for", "5"], "unknown flag --unopen-for\nhelp: did you mean --unopened-for?\n"),
    ],
)
def test_wrong_usage(command: Command, arguments: list[str], told: str) -> None:
    done = command(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"error: {told}")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (
            {"links_fiel": "x"},
            "there is no setting WEFT_SERVER_LINKS_FIEL\nhelp: did you mean `WEFT_SERVER_LINKS_FILE`?",
        ),
        ({"links_days": -1}, "WEFT_SERVER_LINKS_DAYS must be at least 0, not -1\nhelp: server/README.md lists"),
    ],
)
def test_wrong_settings(command: Command, settings: dict[str, object], told: str) -> None:
    done = command("list", **settings)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {told}")


ACTIONS = [["list"], ["show", "a"], ["delete", "a"], ["prune"], ["prune", "--unopened-for", "5"], ["backup", "copy"]]


@pytest.mark.parametrize("arguments", ACTIONS, ids=" ".join)
def test_files_without_links(command: Command, arguments: list[str]) -> None:
    assert command.fails(*arguments) == f"{command.file}: there is no such file"
    assert command.fails(*arguments, "--file", "gone/links").endswith("links: there is no such file")
    assert command.fails(*arguments, "--file", ".") == ".: this is no file"
    command.file.touch()
    assert command.fails(*arguments) == f"{command.file}: there are no links in it"
    command.file.write_text("no database")
    assert command.fails(*arguments) == f"{command.file}: this is no database"
    command.file.unlink()
    with closing(sqlite3.connect(command.file)) as database:
        database.execute("CREATE TABLE others (name)")
    assert command.fails(*arguments) == f"{command.file}: this is a database of something else"


def test_a_read_only_folder(command: Command) -> None:
    name = command.links.keep(pack("print(1)\n"))
    folder = command.folder / "folder"
    folder.mkdir()
    file = command.file.rename(folder / "links.sqlite")
    folder.chmod(0o555)
    given = ("--file", str(file))
    assert command("show", name, *given).stdout == "print(1)\n"
    assert command("list", *given).returncode == 0
    assert command("backup", "copy.sqlite", *given).returncode == 0
    for arguments in (["delete", name], ["prune"], ["prune", "--unopened-for", "5"]):
        assert command.fails(*arguments, *given) == f"{file}: it can only be read"
    assert command.fails("backup", "folder/copy", *given) == "folder/copy: permission denied"
    folder.chmod(0o755)


def test_a_read_only_disk(command: Command) -> None:
    with disk(command.folder / "disk") as folder:
        old_file(folder / "links.sqlite", {"abcdefghij": pack("print(1)\n")})
        make_read_only(folder)
        given = ("--file", "disk/links.sqlite")
        assert command("show", "abcdefghij", *given).stdout == "print(1)\n"
        assert command.fails("delete", "abcdefghij", *given) == "disk/links.sqlite: it can only be read"
        assert command.fails("backup", "disk/copy", *given) == "disk/copy: read-only file system"


def test_a_full_disk(command: Command) -> None:
    command.links.keep(pack("print(1)\n"))
    with disk(command.folder / "disk", kib=512) as folder:
        fill(folder)
        assert command.fails("backup", "disk/copy") == "disk/copy: there is no room for more"
        assert [path.name for path in folder.iterdir()] == ["filler"]


@pytest.mark.parametrize("arguments", ACTIONS, ids=" ".join)
def test_a_file_of_others(command: Command, arguments: list[str]) -> None:
    command.links.keep("text")
    command.file.chmod(0o000)
    assert command.fails(*arguments) == f"{command.file}: permission denied"


def test_a_pipe_that_is_closed(command: Command) -> None:
    command.links.keep("text")
    with subprocess.Popen(
        [*LINKS, "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **command.options(links_file=command.file),
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == 1


def test_a_copy_never_replaces_a_file(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even one that somebody makes meanwhile, and on a disk that has no hard links."""
    command.links.keep("text")
    place, file = command.folder / "copy", LinksFile(command.file, 1 << 20)

    def no_link(*_: object) -> None:
        raise PermissionError

    def other_is_faster(copy: Path, _: Path) -> None:
        place.write_text("other")
        link(copy, place)

    link = os.link
    monkeypatch.setattr(os, "link", no_link)
    assert back_up(file, place) == 1
    place.unlink()
    monkeypatch.setattr(os, "link", other_is_faster)
    with pytest.raises(LinksFailed, match="such a file already"):
        back_up(file, place)
    assert place.read_text() == "other"
    assert sorted(path.name for path in command.folder.iterdir()) == ["copy", "links.sqlite"]


@pytest.mark.parametrize("path", ["compiler", "compiler:server"])
def test_without_the_extra(path: str) -> None:
    env = {"PYTHONPATH": ":".join(str(ROOT / part) for part in path.split(":"))}
    command = [sys.executable, "-S", "-P", "-m", "weftc.cli", "links", "list"]
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("error: the playground's links need more packages (")
    assert "in a clone of Weft: pip install -e '.[server]'" in done.stderr
