"""A copy of the file of links, made while a server writes to it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from weft_server.links_file import LinksFailed, LinksFile, told


def back_up(file: LinksFile, place: Path) -> int:
    """Copies all links as they are at one moment into a new file, whole or not at all: how many. Raises LinksFailed."""
    if os.path.lexists(place):
        raise _taken(place)
    with told(place), TemporaryDirectory(prefix=".weft-links-", dir=place.absolute().parent) as folder:
        copy = Path(folder, "links.sqlite")
        copy.touch(0o600)
        with file.reading() as source, told(place), closing(sqlite3.connect(copy, isolation_level=None)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, that can be read from anywhere
            (number,) = target.execute("SELECT count(*) FROM links").fetchone()
        with copy.open("rb") as written:
            os.fsync(written)
        _publish(copy, place)
    return int(number)


def _publish(copy: Path, place: Path) -> None:
    try:
        os.link(copy, place)  # as a rename, but never over another file
    except FileExistsError:
        raise _taken(place) from None
    except OSError:  # of a disk that has no such links
        if os.path.lexists(place):
            raise _taken(place) from None
        copy.rename(place)


def _taken(place: Path) -> LinksFailed:
    return LinksFailed(place, "failed", "there is such a file already")
