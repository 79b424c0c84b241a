"""The file of links as SQLite has it: opened anew for each use, bounded, and read where nothing can be written.

Opening takes a fraction of a millisecond, survives that the file is replaced, and lets other processes write to it. A
write takes the file's one lock for as long as a disk takes to store a page; writers wait for each other, readers for
nobody: what is written goes to a log first, SQLite's write-ahead log, which lies beside the file while somebody has
that open. It counts among the bytes that the file may take.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Literal

KIB = 1 << 10
#: how long a writer waits for others
BUSY_SECONDS = 5.0
PAGE_BYTES = 4 * KIB
#: that the log may take: a quarter of all, and no more than this
LOG_BYTES = 4 << 20
#: of the file and of the disk: with less there is no room for a link
ROOM_PAGES, ROOM_BYTES = 8, 256 * KIB

_COLUMNS = {"id", "fragment", "made"}
#: `made` is a time and `opened` a day, both of UTC; the default is for servers of the version that knew no `opened`
_TABLE = """CREATE TABLE links (
    id TEXT PRIMARY KEY, fragment TEXT NOT NULL, made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, opened TEXT
) STRICT, WITHOUT ROWID"""
_INDEX = "CREATE INDEX unopened_links ON links (made) WHERE opened IS NULL"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_READ_ONLY_ERRORS = (errno.EROFS, errno.EACCES, errno.EPERM)
#: where SQLite's own files can't be made beside it: without them, and without what is in the log
_IMMUTABLE = "mode=ro&immutable=1"
#: the same with what is in the log, if there is one. Closing it drops the process's locks on the file, so
#: this is only for folders in which nobody here can write
_UNLOCKED = "mode=ro&vfs=unix-none"
#: what SQLite says then
_UNWRITABLE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL)
#: what SQLite says less clearly
_REASONS = {
    sqlite3.SQLITE_NOTADB: "this is no database",
    sqlite3.SQLITE_CORRUPT: "the database is damaged",
    sqlite3.SQLITE_BUSY: "another process has been writing to it for too long",
}

Trouble = Literal["read-only", "full", "failed"]


class LinksFailed(Exception):
    """Why a file can't be read or written, in a word for programs and in a sentence for people."""

    def __init__(self, path: Path, trouble: Trouble, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.trouble = trouble


class NoLinks(LinksFailed):
    """There is no file, or nothing in it."""

    def __init__(self, path: Path, reason: str = "there is no such file") -> None:
        super().__init__(path, "failed", reason)


class LinksFile:
    """A file of `limit_bytes` at most."""

    def __init__(self, path: Path, limit_bytes: int) -> None:
        self.path = path
        self._log_bytes = min(LOG_BYTES, limit_bytes // 4)
        self._bytes = limit_bytes - self._log_bytes

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The file, if only to be read; raises NoLinks, LinksFailed, also for what fails inside."""
        with told(self.path):
            self._need()
            with closing(self._connect_to_read()) as database:
                if not self.columns(database):
                    raise NoLinks(self.path, "there are no links in it")
                yield database

    @contextmanager
    def writing(
        self, today: date, create: bool = False, wait_seconds: float = BUSY_SECONDS
    ) -> Iterator[sqlite3.Connection]:
        """The file, as this version has it; raises NoLinks, LinksFailed, also for what fails inside.

        `create` is for links to be added: the file is made if need be, and grows no further than it may. All else may
        go beyond that bound, or a full file could not be pruned.
        """
        with told(self.path):
            if create:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                if not self.path.exists():
                    self.path.touch(0o600)  # a link is for whoever has its address, not for all of this machine
            else:
                self._need()
            with closing(self._connect(f"mode={'rwc' if create else 'rw'}", wait_seconds)) as database:
                known = self.columns(database)
                if not known and not create:
                    raise NoLinks(self.path, "there are no links in it")
                page_bytes = self._bound_log(database)
                if "opened" not in known:
                    self._migrate(database, today)
                if create:
                    database.execute(f"PRAGMA max_page_count = {self._pages(page_bytes)}")
                yield database

    def trouble(self) -> Trouble | None:
        """Why nothing can be added, if so. Nothing is written to find out."""
        folder = next(place for place in self.path.absolute().parents if os.path.exists(place))
        if not folder.is_dir():
            return "failed"
        if _disk_is_full(folder):
            return "full"
        if not os.path.exists(self.path):
            return None if os.access(folder, os.W_OK | os.X_OK) else "read-only"
        try:
            with told(self.path), closing(self._connect("mode=rw", wait_seconds=0)) as database:
                if self.columns(database):
                    _try_to_write(database)
                (pages,) = database.execute("PRAGMA page_count").fetchone()
                (unused,) = database.execute("PRAGMA freelist_count").fetchone()
                (page_bytes,) = database.execute("PRAGMA page_size").fetchone()
        except LinksFailed as failure:
            return failure.trouble
        return "full" if unused + max(0, self._pages(page_bytes) - pages) < ROOM_PAGES else None

    def columns(self, database: sqlite3.Connection) -> set[str]:
        """Of the table of links; none if there is no table yet. Raises LinksFailed if this is no file of links."""
        found = {str(row[1]) for row in database.execute("PRAGMA table_info(links)")}
        others = not found and database.execute("SELECT 1 FROM sqlite_schema").fetchone()
        if others or (found and not found >= _COLUMNS):
            raise LinksFailed(self.path, "failed", "this is a database of something else")
        return found

    def _need(self) -> None:
        try:
            size = self.path.stat().st_size
        except (FileNotFoundError, NotADirectoryError):
            raise NoLinks(self.path) from None
        if not size:
            raise NoLinks(self.path, "there are no links in it")

    def _pages(self, page_bytes: int) -> int:
        return max(1, self._bytes // page_bytes)

    def _bound_log(self, database: sqlite3.Connection) -> int:
        """Has the log written to the file in time; the size of a page."""
        database.execute("PRAGMA journal_mode = WAL")
        (page_bytes,) = database.execute("PRAGMA page_size").fetchone()
        database.execute(f"PRAGMA journal_size_limit = {self._log_bytes}")
        database.execute(f"PRAGMA wal_autocheckpoint = {max(1, self._log_bytes // 2 // page_bytes)}")
        if self._log_size() > self._log_bytes:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            if self._log_size() > self._log_bytes:
                raise LinksFailed(self.path, "failed", "its log is full, for another process has been reading for long")
        return int(page_bytes)

    def _log_size(self) -> int:
        try:
            return os.stat(f"{self.path}-wal").st_size
        except FileNotFoundError:
            return 0

    def _migrate(self, database: sqlite3.Connection, today: date) -> None:
        with database:
            database.execute("BEGIN IMMEDIATE")
            known = self.columns(database)
            if "opened" in known:
                return  # another process was faster
            if known:
                # whether the links of that version were opened nobody knows: they count as opened today. A default
                # touches none of them
                database.execute(f"ALTER TABLE links ADD COLUMN opened TEXT DEFAULT '{today}'")
            else:
                database.execute(_TABLE)
            database.execute(_INDEX)

    def _connect_to_read(self) -> sqlite3.Connection:
        """Also on a read-only or full disk: what SQLite would write there to read can be done without."""
        try:
            return self._connect("mode=rw")
        except sqlite3.OperationalError as error:
            if _code(error) not in _UNWRITABLE:
                raise
            for options in (_IMMUTABLE,) if os.access(self.path.parent, os.W_OK) else (_UNLOCKED, _IMMUTABLE):
                try:
                    return self._connect(options, alone=True)
                except sqlite3.OperationalError:
                    pass
            raise

    def _connect(self, options: str, wait_seconds: float = BUSY_SECONDS, alone: bool = False) -> sqlite3.Connection:
        if os.path.exists(self.path) and not self.path.is_file():
            raise LinksFailed(self.path, "failed", "this is no file")
        place = f"{self.path.absolute().as_uri()}?{options}"
        database = sqlite3.connect(place, timeout=wait_seconds, isolation_level=None, uri=True)
        try:
            database.execute(f"PRAGMA page_size = {PAGE_BYTES}")  # of a file that is being made
            database.execute("PRAGMA secure_delete = ON")  # what was removed is to be gone
            if alone:
                database.execute("PRAGMA locking_mode = EXCLUSIVE")  # its index of the log is in memory then
            database.execute("SELECT 1 FROM sqlite_schema").fetchone()  # all before opened nothing yet
        except BaseException:
            database.close()
            raise
        return database


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What the system or SQLite refuse is LinksFailed."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise _failure(path, error) from error


def is_full(error: sqlite3.Error) -> bool:
    """Whether there was no room."""
    return _code(error) == sqlite3.SQLITE_FULL


def _failure(path: Path, error: sqlite3.Error | OSError) -> LinksFailed:
    code, vague = _code(error), _code(error) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR)
    number = error.errno if isinstance(error, OSError) else None
    if os.path.exists(path) and not os.access(path, os.R_OK):
        return LinksFailed(path, "failed", "permission denied")
    if code == sqlite3.SQLITE_FULL or number in _NO_ROOM or (vague and _disk_is_full(path.parent)):
        return LinksFailed(path, "full", "there is no room for more")
    if code == sqlite3.SQLITE_READONLY or (vague and not os.access(path.parent, os.W_OK)):
        return LinksFailed(path, "read-only", "it can only be read")
    if isinstance(error, OSError):
        trouble: Trouble = "read-only" if number in _READ_ONLY_ERRORS else "failed"
        return LinksFailed(path, trouble, (error.strerror or str(error)).lower())
    return LinksFailed(path, "failed", _REASONS.get(code, str(error)))


def _code(error: Exception) -> int:
    """SQLite's, without its details."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _disk_is_full(folder: Path) -> bool:
    try:
        disk = os.statvfs(folder)
    except OSError:
        return False
    return disk.f_bavail * disk.f_frsize < ROOM_BYTES


def _try_to_write(database: sqlite3.Connection) -> None:
    """Nothing, but what a read-only file refuses. Where another process is writing, this one could, too."""
    try:
        database.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if _code(error) != sqlite3.SQLITE_BUSY:
            raise
    else:
        database.execute("DELETE FROM links WHERE id = ''")
        database.execute("ROLLBACK")
