"""A folder whose contents nobody but its user can have put there, as a descriptor.

The path is walked from the root, folder by folder, each opened relative to the one before and never through a
symbolic link unseen. A link is followed only if it is the user's or root's and stands where nobody else can put one.
At the end stands a folder that belongs to the user and that neither group nor others may write; all further work goes
by its descriptor, so it doesn't matter what happens to the path meanwhile.

- Folders on the way may be others' or writable by a group (with a umask of 002 `~/.cache` often is): who changes them
  can put another folder there, and is found out by its owner.
- Root is a user like any other: what belongs to somebody else doesn't run as root, and root makes nothing in
  somebody else's folder, where it would be in the way later (`sudo` with the user's HOME).
- A system that shows another owner than the one who writes (NFS without a mapping, a container's user namespace)
  leaves nothing that could be checked, so such a folder isn't used either.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
#: a folder that may be unreadable, as /home often is, is passed by O_PATH where there is such a thing
_STEP = os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC | getattr(os, "O_PATH", os.O_RDONLY)
_MAX_LINKS = 40


class NotPrivate(Exception):
    """Others could change what lies there; the text says how."""


@contextmanager
def private_folder(path: str, make: bool = False) -> Iterator[int]:
    """The folder's descriptor. Raises NotPrivate, or OSError as `open` does. `make` makes what isn't there, for the
    user alone."""
    way = _walk(os.path.abspath(path), make)
    try:
        folder = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=way)
    finally:
        os.close(way)
    try:
        if why := not_private(os.fstat(folder)):
            raise NotPrivate(f"{path} {why}")
        yield folder
    finally:
        os.close(folder)


def not_private(status: os.stat_result) -> str | None:
    """Why others could have made or changed that file or folder, if so."""
    if status.st_uid != os.geteuid():
        return f"belongs to another user ({status.st_uid})"
    if status.st_mode & _WRITABLE_BY_OTHERS:
        return "can be written by others"
    return None


def _walk(path: str, make: bool) -> int:
    at, shown, links = os.open("/", _STEP), "/", 0
    parts = _parts(path)
    try:
        while parts:
            name = parts.pop()
            shown = os.path.join(shown, name)
            try:
                below = os.open(name, _STEP, dir_fd=at)
            except FileNotFoundError:
                if not make:
                    raise
                _make(name, at, shown)
                below = os.open(name, _STEP, dir_fd=at)
            except OSError:
                status = os.stat(name, dir_fd=at, follow_symlinks=False)
                if not stat.S_ISLNK(status.st_mode) or links == _MAX_LINKS:
                    raise
                if why := _link_of_others(status, os.fstat(at)):
                    raise NotPrivate(f"{shown} {why}") from None
                target = os.readlink(name, dir_fd=at)
                links, shown = links + 1, os.path.dirname(shown)
                parts += _parts(target)
                if not os.path.isabs(target):
                    continue
                below, shown = os.open("/", _STEP), "/"
            os.close(at)
            at = below
    except BaseException:
        os.close(at)
        raise
    return at


def _parts(path: str) -> list[str]:
    """The names, the first one last."""
    return [part for part in path.split("/") if part][::-1]


def _make(name: str, at: int, shown: str) -> None:
    if os.geteuid() == 0 and os.fstat(at).st_uid != 0:
        raise NotPrivate(f"{os.path.dirname(shown)} belongs to another user, where root makes nothing")
    with suppress(FileExistsError):  # somebody else was faster
        os.mkdir(name, 0o700, dir_fd=at)


def _link_of_others(link: os.stat_result, folder: os.stat_result) -> str | None:
    """Why others could have made the link, if so. Where a folder is sticky, only its owner can replace one."""
    trusted = (0, os.geteuid())
    if link.st_uid not in trusted:
        return f"is a link of another user's ({link.st_uid})"
    if folder.st_uid not in trusted or (folder.st_mode & _WRITABLE_BY_OTHERS and not folder.st_mode & stat.S_ISVTX):
        return "is a link where others could put another"
    return None
