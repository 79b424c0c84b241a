"""Files of links as tests need them: of older versions, on disks that are small or can't be written."""

from __future__ import annotations

import base64
import ctypes
import json
import os
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

#: links of tests are made on this day
START = datetime(2030, 1, 1, 12, tzinfo=UTC)
#: as the first version made it
OLD_TABLE = """CREATE TABLE IF NOT EXISTS links (
    id TEXT PRIMARY KEY, fragment TEXT NOT NULL, made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT, WITHOUT ROWID"""
_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 24, 1, 2


class Clock:
    """A time that tests set."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days)


def deflated(content: bytes) -> str:
    """Bytes as the page packs them."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = stream.compress(content) + stream.flush()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def pack(source: str, **more: object) -> str:
    """A program as the page's links have it."""
    return "1." + deflated(json.dumps({"source": source, **more}).encode())


def old_file(path: Path, links: dict[str, str]) -> None:
    """A file of the first version, with texts by their ids."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute(OLD_TABLE)
        database.executemany(
            "INSERT INTO links (id, fragment, made) VALUES (?, ?, '2020-01-01 00:00:00')", links.items()
        )


def leave_log(path: Path) -> None:
    """Leaves the file as a server does that is killed: the last that was written is in the log alone."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA wal_autocheckpoint = 0")
        database.execute("UPDATE links SET fragment = fragment || '-in-the-log'")
        parts = {part: part.read_bytes() for part in (path, Path(f"{path}-wal"))}
    for part, content in parts.items():
        part.write_bytes(content)


@contextmanager
def disk(folder: Path, kib: int = 4096) -> Iterator[Path]:
    """A disk of that size, mounted at a folder."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("no disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def make_read_only(folder: Path) -> None:
    """From now on nothing can be written to that disk."""
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)


def fill(folder: Path) -> Path:
    """A file that takes all room that its disk has left."""
    path = folder / "filler"
    with open(path, "wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            return path


def heed_modes() -> None:
    """For a process before its start: the modes of files hold for root, too."""
    if sys.platform != "linux":
        return
    for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, capability)


def size(path: Path) -> int:
    """Of the file with its log."""
    return sum(part.stat().st_size for part in (path, Path(f"{path}-wal")) if part.exists())
