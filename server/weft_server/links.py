"""Short links: what stands after `#` in a link to the page, kept in SQLite under a name made from its content.

The file is made on first use. Each call opens it: that takes a fraction of a millisecond, survives that the file is
replaced, and lets other processes write to it. A write takes the file's one lock for as long as a disk takes to store a
page; writers wait for each other.
"""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

from weft_server.errors import Problem
from weft_server.logs import log
from weft_server.settings import KIB

#: characters of an id: 60 bits, so that nobody finds others' links by trying
ID_LENGTH = 10
#: how long a writer waits for others
BUSY_SECONDS = 5.0
PAGE_BYTES = 4 * KIB
_TABLE = """CREATE TABLE IF NOT EXISTS links (
    id TEXT PRIMARY KEY, fragment TEXT NOT NULL, made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT, WITHOUT ROWID"""


class Links:
    """The links of one file, of `limit_bytes` at most."""

    def __init__(self, path: Path, limit_bytes: int) -> None:
        self.path = path
        self.pages = max(1, limit_bytes // PAGE_BYTES)

    def keep(self, fragment: str) -> str:
        """The id of a text, the same each time; raises Problem if it can't be stored."""
        digest = base64.urlsafe_b64encode(sha256(fragment.encode()).digest()).decode().rstrip("=")
        with self._writing() as database:
            for length in range(ID_LENGTH, len(digest) + 1):
                with database:
                    name = digest[:length]
                    database.execute("INSERT OR IGNORE INTO links (id, fragment) VALUES (?, ?)", (name, fragment))
                if _find(database, name) == fragment:
                    return name
        raise AssertionError("two texts of one SHA-256")

    def find(self, name: str) -> str | None:
        """The text of an id, if there is one; raises Problem if the file can't be read."""
        if not self.path.exists():
            return None
        try:
            with closing(self._open()) as database:
                return _find(database, name)
        except sqlite3.Error as error:
            raise _problem("read", error) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as database:
                database.execute("PRAGMA journal_mode = WAL")
                database.execute(f"PRAGMA max_page_count = {self.pages}")
                database.execute(_TABLE)
                yield database
        except (sqlite3.Error, OSError) as error:
            raise _problem("stored", error) from error

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, timeout=BUSY_SECONDS)
        database.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        return database


def _find(database: sqlite3.Connection, name: str) -> str | None:
    row = database.execute("SELECT fragment FROM links WHERE id = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def _problem(what: str, error: sqlite3.Error | OSError) -> Problem:
    log.error("links failed", error=str(error))
    if getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
        return Problem(507, "links-full", "there is no room for more links on this server")
    message = f"links can't be {what} at the moment"
    return Problem(503, "links-failed", message, {"Retry-After": "5"})
