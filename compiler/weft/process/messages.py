"""What processes are told of the ends of others, and the error by which one ends with a reason."""

from __future__ import annotations


class Exit:
    """A linked process has ended, or `exit(me, reason)` was called by it; who traps exits is told so."""

    __match_args__ = ("pid", "reason")

    def __init__(self, pid, reason):
        self.pid = pid
        self.reason = reason

    def __repr__(self):
        return f"Exit(pid={self.pid!r}, reason={self.reason!r})"


class Down:
    """The process that `ref` monitors has ended; "noproc": it had before."""

    __match_args__ = ("ref", "pid", "reason")

    def __init__(self, ref, pid, reason):
        self.ref = ref
        self.pid = pid
        self.reason = reason

    def __repr__(self):
        return f"Down(ref={self.ref!r}, pid={self.pid!r}, reason={self.reason!r})"


class ProcessExit(Exception):
    """Raised in a process: it ends with the reason. Raised by a call to a server: that ended, and so."""

    def __init__(self, reason="normal"):
        self.reason = reason

    def __str__(self):
        return str(self.reason)
