"""What a worker gives up before it sees a program: network, files but the library, its user, and more of anything.

Compiling runs nothing of a program; this is for the day when somebody finds a way. Only means of the system's own
that need no helper process are used, since the server stops and continues workers by signals: Landlock (Linux 5.13 and
later) for files, namespaces for the network, limits for files' sizes and processes. Each is taken where the system
gives it, and what was had is told. (`bubblewrap` does the same from outside, as a process between server and worker.)
"""

from __future__ import annotations

import ctypes
import os
import pwd
import resource
import signal
import struct
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import weftc

#: whom workers are where the server is root's
USER = "nobody"
#: descriptors: the streams, and what the library is read by
OPEN_FILES = 64

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION = 1
_PATH_BENEATH = 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
#: by Landlock's version: kinds of access to files that it knows, all of which are taken
_FILE_ACCESS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_BIND_TCP, _CONNECT_TCP = 1 << 0, 1 << 1
_ABSTRACT_SOCKETS, _SIGNALS = 1 << 0, 1 << 1
_NO_NEW_PRIVILEGES, _PARENT_DEATH_SIGNAL = 38, 1
_NEW_USER, _NEW_NETWORK, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000


def restrict() -> dict[str, str]:
    """Gives up what can be given up. For each thing: `yes`, or why not."""
    folders = _library()
    got = {"writing": _try(_limit)}
    if sys.platform != "linux":
        missing = "this system has no means that are known here"
        return got | {"network": missing, "files": missing, "user": missing}
    got["network"] = _try(_leave_network)
    got["user"] = _try(lambda: _become_nobody(folders))
    got["files"] = _try(lambda: _close_files(folders))
    end_with_parent()  # a change of user has undone it
    return got


def end_with_parent() -> None:
    """Has the system end this process with the server: while it is stopped it would not see that end."""
    if sys.platform == "linux":
        _system().prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)


def _try(step: Callable[[], None]) -> str:
    try:
        step()
    except OSError as error:
        return error.strerror or str(error)
    return "yes"


def _limit() -> None:
    """No bytes to files, no more processes (except root's: it becomes somebody else), few open files."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))


def _leave_network() -> None:
    """Into a network that has nothing in it. Who isn't root may do so in a user namespace."""
    spaces = _NEW_NETWORK | _NEW_IPC
    if _system().unshare(spaces) and _system().unshare(spaces | _NEW_USER):
        raise _failure()


def _become_nobody(folders: list[str]) -> None:
    """Where the server is root's; elsewhere its user has nothing to give up. Raises OSError if the library is closed to
    that user."""
    if os.getuid():
        raise OSError(0, "the server is not root's")
    try:
        user = pwd.getpwnam(USER)
    except KeyError:
        raise OSError(0, f"there is no user {USER}") from None
    os.setgroups([])
    os.setresgid(user.pw_gid, user.pw_gid, 0)
    os.setresuid(user.pw_uid, user.pw_uid, 0)
    for folder in folders:
        if not os.access(folder, os.R_OK | os.X_OK, effective_ids=True):
            os.setresuid(0, 0, 0)
            os.setresgid(0, 0, 0)
            raise OSError(0, f"{USER} can't read {folder}")
    os.setresuid(user.pw_uid, user.pw_uid, user.pw_uid)
    os.setresgid(user.pw_gid, user.pw_gid, user.pw_gid)


def _library() -> list[str]:
    """Folders that a compile may read: the compiler with what it needs, and Python."""
    compiler = Path(weftc.__file__).parent
    folders = {str(compiler), str(compiler.with_name("weft"))}
    folders |= {sysconfig.get_path(name) for name in ("stdlib", "platstdlib")}
    folders |= {path for path in sys.path if os.path.isdir(path)}
    return sorted(folders)


def _close_files(folders: list[str]) -> None:
    """Only the library can be read from now on, nothing written, no TCP used, no signal sent to others."""
    system = _system()
    version = system.syscall(_CREATE_RULESET, None, 0, _VERSION)
    if version < 0:
        raise _failure()
    files = (1 << _FILE_ACCESS[min(version, max(_FILE_ACCESS))]) - 1
    network = _BIND_TCP | _CONNECT_TCP if version >= 4 else 0
    scopes = _ABSTRACT_SOCKETS | _SIGNALS if version >= 6 else 0
    rules = struct.pack("=QQQ", files, network, scopes)
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = system.syscall(_CREATE_RULESET, rules, size, 0)
    if ruleset < 0:
        raise _failure()
    try:
        for folder in folders:
            place = os.open(folder, os.O_PATH | os.O_CLOEXEC)
            try:
                rule = struct.pack("=Qi", _READ_FILE | _READ_FOLDER, place)
                if system.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0):
                    raise _failure()
            finally:
                os.close(place)
        if system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or system.syscall(_RESTRICT_SELF, ruleset, 0):
            raise _failure()
    finally:
        os.close(ruleset)


def _system() -> ctypes.CDLL:
    """The C library."""
    return ctypes.CDLL(None, use_errno=True)


def _failure() -> OSError:
    number = ctypes.get_errno()
    return OSError(number, os.strerror(number).lower())
