"""Compiled modules, kept by content, so that a program that hasn't changed starts without its compiler.

An entry is found by compiler, Python version, target, options, path and content of the main file. It lists
the other source files that went into it, with their hashes, and the paths where a file would have been taken
instead, had there been one; the entry holds only while all of that is as it was. It has the
engine's artefact of the module and not the module itself: an engine that won't take it is as good as another
compiler. Compiler means the names,
sizes and times of all its files, so an edited or upgraded compiler finds nothing of its predecessor's.

An engine's artefact is code that runs unchecked. So an entry has a SHA-256 over all of it, tested before use; a
damaged one is thrown away. And nobody else may have put it there: folder and file must belong to the user, and
nobody else may write them (`private_folder`); where that doesn't hold, programs are compiled each time. Entries are
written to a temporary file and renamed, so a reader sees a whole one or none. Where the folder can't be written, or
the disk is full, everything works without a cache.

The cache has a bound. A hit sets the entry's time; who stores removes what was not used for longest. Any number of
processes do all of this at once: an entry that is gone is one that is not there.

Layout of an entry: magic, checksum of what follows, u32 length of the list, the list (`hash path`, or `-
path` for one that must not exist, with NUL between), the artefact.
"""

from __future__ import annotations

import os
import stat
import struct
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import NamedTuple

from .private_folder import NotPrivate, not_private, private_folder

MAGIC = b"weftcache2\n"
CHECKSUM_BYTES = 32
ABSENT = "-"
SUFFIX, TEMPORARY = ".weft", ".tmp"
#: the setting of how many bytes all entries together may take, 0 for no cache; when they take more, the ones not used
#: for longest go, down to three quarters
ENV_LIMIT = "WEFT_CACHE_SIZE"
LIMIT_BYTES = 512_000_000
#: a temporary file older than this was left by a process that died
STALE_SECONDS = 3600
_COMPILER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_SHARED = os.path.join(os.path.dirname(_COMPILER), "weft", "process")  # of the package for CPython, and compiled


class Key(NamedTuple):
    """What is asked for: the main file's path as typed (tracebacks show it) and content, the target, and
    whatever else changes the code."""

    main: str
    content: bytes
    target: str
    options: tuple[str, ...] = ()


def folder() -> str:
    """Where entries lie: $WEFT_CACHE, or `weft` in $XDG_CACHE_HOME, or in ~/.cache."""
    if chosen := os.environ.get("WEFT_CACHE"):
        return chosen
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "weft")


def lookup(key: Key) -> bytes | None:
    """The engine's artefact of the program, if there is one that still holds."""
    try:
        with private_folder(folder()) as place:
            return _lookup(place, _name(key))
    except (OSError, NotPrivate):
        return None


def _lookup(place: int, name: str) -> bytes | None:
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    with open(os.open(name, flags, dir_fd=place), "rb") as file:
        status = os.fstat(file.fileno())
        usable = stat.S_ISREG(status.st_mode) and not_private(status) is None
        unpacked = _unpack(file.read()) if usable else None
        if unpacked is None:
            os.unlink(name, dir_fd=place)
            return None
        sources, artefact = unpacked
        if not all(_as_it_was(line) for line in sources):
            return None
        with suppress(OSError):
            os.utime(file.fileno())
        return artefact


def store(
    key: Key,
    artefact: bytes,
    sources: Mapping[str, bytes] | None = None,
    absent: Sequence[str] = (),
    limit: int = LIMIT_BYTES,
) -> str | None:
    """Keeps an artefact, and the cache within its bound. `sources` are the other files as compiled, `absent` the paths
    looked for in vain.

    Returns why it couldn't, if so: nothing that a program's user needs to hear of. But raises NotPrivate if it would
    not, since others could change what lies there.
    """
    lines = [f"{sha256(content).hexdigest()} {os.path.abspath(path)}" for path, content in (sources or {}).items()]
    lines += [f"{ABSENT} {os.path.abspath(path)}" for path in absent]
    listing = "\0".join(lines).encode("utf-8", "surrogateescape")
    body = b"".join([_length(listing), listing, artefact])
    try:
        with private_folder(folder(), make=True) as place:
            _write(place, _name(key), MAGIC + sha256(body).digest() + body)
            _evict(place, limit)
    except OSError as error:
        return f"no cache: {error.strerror or error}"
    return None


def _write(place: int, name: str, data: bytes) -> None:
    temporary = f"{name}.{os.urandom(8).hex()}{TEMPORARY}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(temporary, flags, 0o600, dir_fd=place)
    try:
        with open(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, name, src_dir_fd=place, dst_dir_fd=place)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary, dir_fd=place)
        raise


def evict(limit: int = LIMIT_BYTES) -> None:
    """Removes what was not used for longest if there is too much, and what dead writers left."""
    with private_folder(folder()) as place:
        _evict(place, limit)


def _evict(place: int, limit: int) -> None:
    files = _listing(place)
    total = sum(file.size for file in files)
    target = limit if total <= limit else limit * 3 // 4
    now = time.time()
    for file in sorted(files):
        temporary = file.name.endswith(TEMPORARY)  # somebody is writing it, or died over that
        if file.used < now - STALE_SECONDS if temporary else total > target:
            with suppress(OSError):
                os.unlink(file.name, dir_fd=place)
            total -= file.size


def size() -> tuple[int, int]:
    """How many entries there are, and how many bytes they take. Raises NotPrivate, OSError."""
    with private_folder(folder()) as place:
        return _sum(_listing(place))


def clean() -> tuple[int, int]:
    """Removes all; how many entries those were and how many bytes. Raises NotPrivate, OSError."""
    with private_folder(folder()) as place:
        removed = []
        for file in _listing(place):
            with suppress(FileNotFoundError):
                os.unlink(file.name, dir_fd=place)
                removed.append(file)
        return _sum(removed)


class _File(NamedTuple):
    """One in the folder; in order of use."""

    used: float
    size: int
    name: str


def _listing(place: int) -> list[_File]:
    """What is the cache's in the folder; nothing else is touched."""
    files = []
    with os.scandir(place) as items:
        for item in items:
            if item.name.endswith(SUFFIX) or (SUFFIX in item.name and item.name.endswith(TEMPORARY)):
                with suppress(FileNotFoundError):  # somebody else has just removed it
                    status = item.stat(follow_symlinks=False)
                    files.append(_File(status.st_mtime, status.st_size, item.name))
    return files


def _sum(files: Sequence[_File]) -> tuple[int, int]:
    return sum(file.name.endswith(SUFFIX) for file in files), sum(file.size for file in files)


def _name(key: Key) -> str:
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    parts = [
        fingerprint(),
        python,
        sys.platform,
        *key.options,
        key.target,
        key.main,
        os.path.abspath(key.main),
    ]
    text = "\0".join(parts).encode("utf-8", "surrogateescape")
    return sha256(_length(text) + text + key.content).hexdigest() + SUFFIX


def fingerprint() -> str:
    """What tells this compiler from any other: names, sizes and times of its files."""
    return sha256("\n".join(sorted([*_files(_COMPILER), *_files(_SHARED)])).encode()).hexdigest()


def _files(directory: str) -> Iterator[str]:
    with os.scandir(directory) as items:
        for item in items:
            if item.is_dir():
                if item.name != "__pycache__":
                    yield from _files(item.path)
            else:
                status = item.stat()
                yield f"{item.path} {status.st_size} {status.st_mtime_ns}"


def _length(data: bytes) -> bytes:
    return struct.pack("<I", len(data))


def _unpack(data: bytes) -> tuple[list[str], bytes] | None:
    start = len(MAGIC) + CHECKSUM_BYTES
    body = data[start:]
    if data[:start] != MAGIC + sha256(body).digest():
        return None
    (length,) = struct.unpack_from("<I", body)
    listing = body[4 : 4 + length].decode("utf-8", "surrogateescape")
    return (listing.split("\0") if listing else []), body[4 + length :]


def _as_it_was(line: str) -> bool:
    expected, _, path = line.partition(" ")
    try:
        with open(path, "rb") as file:
            return sha256(file.read()).hexdigest() == expected
    except OSError:
        return expected == ABSENT
