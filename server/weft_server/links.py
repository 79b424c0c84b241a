"""Short links: what stands after `#` in a link to the page, kept under a name made from its content.

A link that nobody has ever opened goes when it is some days old. One that was opened stays, for it may stand anywhere;
`weft links prune --unopened-for` removes such, too. When a link was last opened is known by the day, so that it is
written once a day at most.
"""

from __future__ import annotations

import base64
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from weft_server.links_file import BUSY_SECONDS, LinksFailed, LinksFile, NoLinks, Trouble, is_full

#: characters of an id: 60 bits, so that nobody finds others' links by trying
ID_LENGTH = 10
#: links that are read, changed or removed in one step: others write between two
STEP = 100
#: steps of pruning that one who wants to add a link does, where there is no room
STEPS_FOR_ROOM = 10
#: how long a writer waits that can as well come later
SHORT_SECONDS = 1.0
#: for how long it isn't asked again whether links can be stored
TROUBLE_SECONDS = 5.0

_EXPIRED = "opened IS NULL AND made < ?"
_UNOPENED = "max(substr(made, 1, 10), coalesce(opened, '')) < ?"


def utc_now() -> datetime:
    """The time of links."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Link:
    """A row of the file: `made` is a time, `opened` a day, as SQLite writes them, or None: not known to be opened."""

    id: str
    fragment: str
    made: str
    opened: str | None


class Links:
    """The links of one file, of `limit_bytes` at most. `days` is for those never opened; 0: they stay.

    All methods take a disk's time, and raise LinksFailed if the file can't be read or written, NoLinks if it must be
    there and isn't.
    """

    def __init__(self, path: Path, limit_bytes: int, days: int, now: Callable[[], datetime] = utc_now) -> None:
        self._file = LinksFile(path, limit_bytes)
        self._days, self._now = days, now
        self._looked: tuple[float, Trouble | None] | None = None

    def find(self, name: str) -> Link | None:
        """The link of an id, if there is one."""
        with self._file.reading() as database:
            return self._find(database, name)

    def known(self, fragment: str) -> str | None:
        """The id of a text that has its link already. If it can be, it is written that it was made once more."""
        try:
            with self._file.reading() as database:
                name, link = self._place(database, fragment)
        except NoLinks:
            return None
        if link is None:
            return None
        if link.made[:10] != self.today:
            with suppress(LinksFailed), self._writing(SHORT_SECONDS) as database:
                database.execute("UPDATE links SET made = ? WHERE id = ?", (self._time(), name))
        return name

    def keep(self, fragment: str) -> str:
        """The id of a text, the same each time. Where there is no room, what has expired makes some."""
        try:
            with self._file.writing(self._now().date(), create=True) as database:
                name = self._insert_with_room(database, fragment)
        except LinksFailed as failure:
            self._looked = time.monotonic(), failure.trouble
            raise
        self._looked = time.monotonic(), None
        return name

    def note_opened(self, names: Iterable[str]) -> None:
        """Writes that these links were opened today."""
        today = self.today
        with self._writing(SHORT_SECONDS) as database:
            for step in _steps(list(names)):
                with database:
                    database.execute("BEGIN IMMEDIATE")
                    database.executemany(
                        "UPDATE links SET opened = ? WHERE id = ? AND opened IS NOT ?",
                        [(today, name, today) for name in step],
                    )

    def prune(self) -> int:
        """Removes some of what has expired: how many. None: that is all."""
        with self._writing(SHORT_SECONDS) as database:
            return self._prune(database)

    def prune_unopened(self, days: int) -> int:
        """Removes what was neither made nor opened in the last days: how many."""
        before = self._time(days)[:10]
        with self._writing() as database:
            names = [name for (name,) in database.execute(f"SELECT id FROM links WHERE {_UNOPENED}", (before,))]
            return sum(_delete(database, step, _UNOPENED, before) for step in _steps(names))

    def delete(self, names: Sequence[str]) -> list[str]:
        """Removes links; the ids that there are none of."""
        with self._writing() as database:
            return [name for name in names if not (name.isascii() and _delete(database, [name]))]

    def all(self) -> Iterator[Link]:
        """All links, the oldest first. The file isn't held open meanwhile: its log would grow."""
        with self._file.reading() as database:
            names = [name for (name,) in database.execute("SELECT id FROM links ORDER BY made, id")]
        for step in _steps(names):
            with self._file.reading() as database:
                found = [self._find(database, name) for name in step]
            yield from (link for link in found if link is not None)

    def can_store(self) -> Trouble | None:
        """Why no link can be stored, if so. Looks at most every few seconds, and writes nothing."""
        if self._looked is None or time.monotonic() - self._looked[0] > TROUBLE_SECONDS:
            self._looked = time.monotonic(), self._file.trouble()
        return self._looked[1]

    @property
    def today(self) -> str:
        """As `Link.opened` has it."""
        return str(self._now().date())

    def _writing(self, wait_seconds: float = BUSY_SECONDS) -> AbstractContextManager[sqlite3.Connection]:
        return self._file.writing(self._now().date(), wait_seconds=wait_seconds)

    def _time(self, days_ago: int = 0) -> str:
        """As `Link.made` has it."""
        return f"{self._now() - timedelta(days_ago):%Y-%m-%d %H:%M:%S}"

    def _insert_with_room(self, database: sqlite3.Connection, fragment: str) -> str:
        for _ in range(STEPS_FOR_ROOM):
            try:
                return self._insert(database, fragment)
            except sqlite3.OperationalError as error:
                if not is_full(error) or not self._prune(database):
                    raise
        return self._insert(database, fragment)

    def _insert(self, database: sqlite3.Connection, fragment: str) -> str:
        with database:
            database.execute("BEGIN IMMEDIATE")
            name, link = self._place(database, fragment)
            if link is None:
                row = (name, fragment, self._time())
                database.execute("INSERT INTO links (id, fragment, made, opened) VALUES (?, ?, ?, NULL)", row)
        return name

    def _prune(self, database: sqlite3.Connection) -> int:
        if not self._days:
            return 0
        before = self._time(self._days)
        query = f"SELECT id FROM links WHERE {_EXPIRED} ORDER BY made LIMIT {STEP}"
        names = [name for (name,) in database.execute(query, (before,))]
        return _delete(database, names, _EXPIRED, before) if names else 0

    def _place(self, database: sqlite3.Connection, fragment: str) -> tuple[str, Link | None]:
        """The id of a text, and its link if it has one."""
        digest = base64.urlsafe_b64encode(sha256(fragment.encode()).digest()).decode().rstrip("=")
        for length in range(ID_LENGTH, len(digest) + 1):
            link = self._find(database, digest[:length])
            if link is None or link.fragment == fragment:
                return digest[:length], link
        raise AssertionError("two texts of one SHA-256")

    def _find(self, database: sqlite3.Connection, name: str) -> Link | None:
        if not name.isascii():
            return None
        opened = "opened" if "opened" in self._file.columns(database) else "NULL"
        query = f"SELECT id, fragment, made, {opened} FROM links WHERE id = ?"
        row = database.execute(query, (name,)).fetchone()
        return None if row is None else Link(*row)


def _delete(database: sqlite3.Connection, names: Sequence[str], condition: str = "1", *before: str) -> int:
    """Removes those for which the condition holds: how many."""
    marks = ", ".join("?" * len(names))
    with database:
        database.execute("BEGIN IMMEDIATE")
        query = f"DELETE FROM links WHERE id IN ({marks}) AND {condition}"
        return database.execute(query, (*names, *before)).rowcount


def _steps(names: list[str]) -> Iterator[list[str]]:
    return (names[start : start + STEP] for start in range(0, len(names), STEP))
