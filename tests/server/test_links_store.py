"""The file of links by itself: what expires, how far it grows, files of older versions, disks that take nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from tests.server.link_files import (
    OLD_TABLE,
    Clock,
    disk,
    fill,
    leave_log,
    make_read_only,
    old_file,
    size,
)
from weft_server import links as links_module
from weft_server.links import Link, Links
from weft_server.links_file import LinksFailed, LinksFile, NoLinks
from weft_server.links_upkeep import Upkeep

LIMIT = 1 << 20
STEP = 5


@pytest.fixture(autouse=True)
def short_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links_module, "STEP", STEP)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "links.sqlite"


@pytest.fixture
def links(path: Path, clock: Clock) -> Links:
    return Links(path, LIMIT, 90, clock)


def texts(links: Links) -> list[str]:
    return [link.fragment for link in links.all()]


def found(links: Links, name: str) -> Link:
    link = links.find(name)
    assert link is not None
    return link


def fill_up(links: Links, prefix: str) -> int:
    """How many links of a kind there is room for."""
    numbers = iter(range(1000))
    with pytest.raises(LinksFailed, match="no room"):
        all(links.keep(f"{prefix}-{number}-" + "x" * 16_000) for number in numbers)
    return next(numbers) - 1


# -- what expires ------------------------------------------------------------------------------------------------------


def test_what_nobody_opens_expires(links: Links, clock: Clock) -> None:
    opened = links.keep("opened")
    links.keep("never")
    links.note_opened([opened])
    clock.pass_days(50)
    links.keep("later")
    clock.pass_days(41)
    assert links.prune() == 1
    assert texts(links) == ["opened", "later"]
    assert links.prune() == 0
    clock.pass_days(10_000)
    assert links.prune() == 1
    assert texts(links) == ["opened"]


def test_nothing_expires_where_it_is_set_so(path: Path, clock: Clock) -> None:
    links = Links(path, LIMIT, 0, clock)
    links.keep("never")
    clock.pass_days(10_000)
    assert links.prune() == 0


def test_what_is_made_again_begins_anew(links: Links, clock: Clock) -> None:
    name = links.keep("text")
    clock.pass_days(89)
    assert links.known("text") == name
    clock.pass_days(89)
    assert links.prune() == 0
    clock.pass_days(2)
    assert links.prune() == 1
    assert links.known("text") is None


def test_openings_are_known_by_the_day(links: Links, clock: Clock) -> None:
    name = links.keep("text")
    assert found(links, name).opened is None
    for day in ("2030-01-01", "2030-01-02"):
        links.note_opened([name, "no-such-link"])
        assert found(links, name).opened == day
        clock.pass_days(1)


def test_prune_what_was_opened(links: Links, clock: Clock) -> None:
    names = [links.keep(f"text-{number}") for number in range(3 * STEP)]
    clock.pass_days(10)
    links.note_opened(names[: STEP + 5])
    links.keep("new")
    assert links.prune_unopened(10) == 0
    clock.pass_days(1)
    assert links.prune_unopened(10) == 2 * STEP - 5
    assert len(texts(links)) == STEP + 6
    clock.pass_days(10)
    assert links.prune_unopened(10) == STEP + 6


def test_a_step_of_pruning_is_bounded(links: Links, clock: Clock) -> None:
    for number in range(STEP + 3):
        links.keep(str(number))
    clock.pass_days(91)
    assert [links.prune() for _ in range(3)] == [STEP, 3, 0]


def test_delete(links: Links) -> None:
    first, second = links.keep("first"), links.keep("second")
    assert links.delete([first, "nothing", "é", "\ud800"]) == ["nothing", "é", "\ud800"]
    assert texts(links) == ["second"] and found(links, second)


def test_what_was_removed_is_gone(links: Links, path: Path) -> None:
    links.delete([links.keep("secret-word")])
    assert b"secret-word" not in path.read_bytes()


# -- room --------------------------------------------------------------------------------------------------------------


def test_pruning_makes_room(links: Links, path: Path, clock: Clock) -> None:
    room = fill_up(links, "first")
    assert room > 30 and links.can_store() == "full"
    clock.pass_days(91)
    assert abs(fill_up(links, "second") - room) <= 1
    assert not any(text.startswith("first") for text in texts(links))
    assert size(path) <= LIMIT


def test_deleting_makes_room(path: Path, clock: Clock) -> None:
    links = Links(path, LIMIT, 0, clock)
    room = fill_up(links, "first")
    links.delete([link.id for link in links.all()])
    assert abs(fill_up(links, "second") - room) <= 1
    assert size(path) <= LIMIT


def test_a_full_file_notes_openings_and_is_pruned(links: Links, clock: Clock) -> None:
    fill_up(links, "first")
    names = [link.id for link in links.all()]
    links.note_opened(names)
    assert {link.opened for link in links.all()} == {"2030-01-01"}
    clock.pass_days(2)
    assert links.prune_unopened(1) == len(names)


def test_a_bound_that_is_lowered(links: Links, path: Path, clock: Clock) -> None:
    fill_up(links, "first")
    lower = Links(path, LIMIT // 2, 90, clock)
    with pytest.raises(LinksFailed, match="no room"):
        lower.keep("x" * 16_000)
    clock.pass_days(91)
    lower.keep("x" * 16_000)


def test_the_log_counts_too(links: Links, path: Path, clock: Clock) -> None:
    """A reader that stays keeps the log from being written to the file."""
    links.keep("first")
    file = LinksFile(path, LIMIT)

    def add(number: int) -> None:
        with file.writing(clock().date(), create=True, wait_seconds=0.1) as database:
            database.execute("INSERT INTO links (id, fragment) VALUES (?, ?)", (str(number), "x" * 16_000))

    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM links").fetchall()
        with pytest.raises(LinksFailed, match="its log is full"):
            list(map(add, range(1000)))
        assert LIMIT // 4 < size(path) < LIMIT
    links.keep("second")
    assert size(path) < LIMIT


# -- older versions ----------------------------------------------------------------------------------------------------


def test_a_file_of_the_first_version(path: Path, links: Links, clock: Clock) -> None:
    old_file(path, {"abcdefghij": "old"})
    assert found(links, "abcdefghij") == Link("abcdefghij", "old", "2020-01-01 00:00:00", None)
    assert texts(links) == ["old"]
    links.keep("new")
    assert found(links, "abcdefghij").opened == "2030-01-01"  # nobody knows better
    clock.pass_days(91)
    assert links.prune() == 1
    assert texts(links) == ["old"]
    assert links.prune_unopened(90) == 1


def test_a_full_file_of_the_first_version(path: Path, clock: Clock) -> None:
    old_file(path, {f"id-{number}": "x" * 16_000 for number in range(50)})
    links = Links(path, 500_000, 90, clock)
    with pytest.raises(LinksFailed, match="no room"):
        links.keep("x" * 16_000)
    clock.pass_days(91)
    assert links.prune() == 0
    assert links.prune_unopened(90) == 50
    links.keep("x" * 16_000)


def test_the_first_version_can_go_on_with_the_file(path: Path, links: Links) -> None:
    links.keep("new")
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute(OLD_TABLE)
        database.execute("INSERT OR IGNORE INTO links (id, fragment) VALUES ('abcdefghij', 'old')")
    assert found(links, "abcdefghij").fragment == "old"


def test_a_copy_in_another_journal_mode_is_taken(path: Path, links: Links) -> None:
    name = links.keep("text")
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
    assert found(links, name)
    links.keep("other")
    assert links.can_store() is None


# -- disks and files that take nothing ---------------------------------------------------------------------------------


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize("killed", [False, True])
def test_a_read_only_disk(tmp_path: Path, clock: Clock, old: bool, killed: bool) -> None:
    with disk(tmp_path / "disk") as folder:
        path = folder / "links.sqlite"
        links = Links(path, LIMIT, 90, clock)
        if old:
            old_file(path, {"abcdefghij": "text"})
        name = "abcdefghij" if old else links.keep("text")
        if killed:
            leave_log(path)
        make_read_only(folder)
        text = "text-in-the-log" if killed else "text"
        assert found(links, name).fragment == text and texts(links) == [text]
        for write in (lambda: links.keep("new"), lambda: links.delete([name]), lambda: links.note_opened([name])):
            with pytest.raises(LinksFailed, match="can only be read") as failed:
                write()
            assert failed.value.trouble == "read-only"
        assert Links(path, LIMIT, 90, clock).can_store() == "read-only"
        if not killed and not old:
            assert links.known("text") == name
            clock.pass_days(1)
            assert links.known("text") == name


def test_a_read_only_disk_without_links(tmp_path: Path, clock: Clock) -> None:
    with disk(tmp_path / "disk") as folder:
        make_read_only(folder)
        links = Links(folder / "deep" / "links.sqlite", LIMIT, 90, clock)
        assert links.can_store() == "read-only"
        assert links.known("text") is None
        with pytest.raises(LinksFailed) as failed:
            links.keep("text")
        assert failed.value.trouble == "read-only"


def test_a_full_disk(tmp_path: Path, clock: Clock) -> None:
    with disk(tmp_path / "disk", kib=1024) as folder:
        links = Links(folder / "links.sqlite", LIMIT, 90, clock)
        name = links.keep("text")
        assert links.can_store() is None
        filler = fill(folder)
        assert found(links, name).fragment == "text"
        with pytest.raises(LinksFailed) as failed:
            links.keep("x" * 16_000)
        assert failed.value.trouble == "full"
        assert Links(folder / "links.sqlite", LIMIT, 90, clock).can_store() == "full"
        assert Links(folder / "deep" / "links.sqlite", LIMIT, 90, clock).can_store() == "full"
        filler.unlink()
        assert found(links, links.keep("x" * 16_000))


def test_a_disk_that_fills_up_with_links(tmp_path: Path, clock: Clock) -> None:
    with disk(tmp_path / "disk", kib=1024) as folder:
        links = Links(folder / "links.sqlite", 1 << 30, 90, clock)
        assert fill_up(links, "first") > 10
        assert texts(links)[0].startswith("first-")


@pytest.mark.parametrize(
    "content", [b"text " * 4000, b"SQLite format 3\0" + b"\xff" * 5000], ids=["no database", "damaged"]
)
def test_a_file_that_is_no_database(path: Path, links: Links, content: bytes) -> None:
    path.write_bytes(content)
    assert links.can_store() == "failed"
    for call in (lambda: links.find("abcdefghij"), lambda: links.keep("x"), lambda: links.known("x"), links.prune):
        with pytest.raises(LinksFailed) as failed:
            call()
        assert failed.value.trouble == "failed"
    assert path.read_bytes() == content


@pytest.mark.parametrize("table", ["bookmarks (url)", "links (url, title)"])
def test_a_database_of_something_else_is_left_alone(path: Path, links: Links, table: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"CREATE TABLE {table}")
    content = path.read_bytes()
    assert links.can_store() == "failed"
    for call in (lambda: links.find("abcdefghij"), lambda: links.keep("x"), links.prune):
        with pytest.raises(LinksFailed, match="database of something else"):
            call()
    assert path.read_bytes() == content


def test_an_empty_file_holds_no_links_yet(path: Path, links: Links) -> None:
    path.touch()
    assert links.known("text") is None and links.can_store() is None
    assert found(links, links.keep("text"))


def test_only_a_new_link_makes_the_file(path: Path, links: Links) -> None:
    for call in (
        lambda: links.find("x"),
        lambda: links.delete(["x"]),
        links.prune,
        lambda: links.prune_unopened(1),
        lambda: texts(links),
    ):
        with pytest.raises(NoLinks):
            call()
    assert links.can_store() is None and links.known("x") is None
    assert not path.exists()
    links.keep("text")
    assert {found.stat().st_mode & 0o777 for found in path.parent.glob(f"{path.name}*")} == {0o600}


@pytest.mark.parametrize("name", ["folder", "file/links.sqlite"])
def test_a_place_that_can_hold_no_file(tmp_path: Path, clock: Clock, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    links = Links(tmp_path / name, LIMIT, 90, clock)
    assert links.can_store() == "failed"
    with pytest.raises(LinksFailed):
        links.keep("x")


# -- whether links can be stored ---------------------------------------------------------------------------------------


def test_another_that_writes_is_no_trouble(path: Path, links: Links) -> None:
    links.keep("text")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert Links(path, LIMIT, 90).can_store() is None


def test_looking_writes_nothing(path: Path, links: Links) -> None:
    links.keep("text")
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert Links(path, LIMIT, 90).can_store() is None
    assert before == (path.read_bytes(), path.stat().st_mtime_ns)


def test_the_answer_is_kept_for_a_moment(path: Path, links: Links, monkeypatch: pytest.MonkeyPatch) -> None:
    time = [1000.0]
    monkeypatch.setattr(links_module.time, "monotonic", lambda: time[0])
    assert links.can_store() is None
    path.write_text("no database")
    assert links.can_store() is None
    time[0] += links_module.TROUBLE_SECONDS + 1
    assert links.can_store() == "failed"
    path.unlink()
    links.keep("text")
    assert links.can_store() is None
    path.write_text("no database")
    with pytest.raises(LinksFailed):
        links.keep("text")
    assert links.can_store() == "failed"


# -- upkeep ------------------------------------------------------------------------------------------------------------


def run(upkeep: Upkeep, opened: Iterable[Link], until: Links | None = None, left: int = 0) -> None:
    async def work() -> None:
        async with upkeep.running():
            for link in opened:
                upkeep.opened(link)
            while until is not None and len(texts(until)) > left:
                await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(work(), 60))


def test_openings_are_written_once_a_day(links: Links, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    name = links.keep("text")
    noted: list[set[str]] = []
    note = links.note_opened

    def counted(names: set[str]) -> None:
        noted.append(set(names))
        note(names)

    monkeypatch.setattr(links, "note_opened", counted)
    upkeep = Upkeep(links)
    run(upkeep, [found(links, name)] * 3)
    run(upkeep, [found(links, name)])
    clock.pass_days(1)
    run(upkeep, [found(links, name)])
    assert noted == [{name}, {name}]
    assert found(links, name).opened == "2030-01-02"


def test_openings_that_cannot_be_written_wait(path: Path, links: Links) -> None:
    name = links.keep("text")
    upkeep = Upkeep(links)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        run(upkeep, [found(links, name)])
    assert found(links, name).opened is None
    run(upkeep, [])
    assert found(links, name).opened == "2030-01-01"


def test_what_has_expired_goes_at_the_start(links: Links, clock: Clock) -> None:
    for number in range(2 * STEP + 1):
        links.keep(str(number))
    clock.pass_days(91)
    links.keep("new")
    run(Upkeep(links), [], until=links, left=1)
    assert texts(links) == ["new"]


def test_upkeep_without_a_file(path: Path, links: Links) -> None:
    run(Upkeep(links), [Link("abcdefghij", "", "", None)])
    assert not path.exists()
