"""How much a compile may take: memory, and time of the processor.

Some small programs would take the machine. Each stage looks at every turn of its worklist, so that such a compile ends,
with a message that says what it was at:

    with within(Limits(memory_bytes=2 << 30, seconds=60)):
        ...
        check()     # raises LimitReached

A look costs one reading of a clock; every PAUSE_S it also asks the system. A single turn may be what grows without end,
so a timer looks too, wherever Python gets to run signal handlers.

Without limits, and where the system can't tell (in a page), nothing is ever raised. It is the processor's time that
counts, and not the wall's, so that a busy machine changes nothing.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from time import perf_counter, process_time
from typing import Literal, NamedTuple

#: between two questions to the system
PAUSE_S = 0.02


class Limits(NamedTuple):
    """None: no limit."""

    memory_bytes: int | None = None
    seconds: float | None = None


UNLIMITED = Limits()
#: of the commands
DEFAULT = Limits(2 << 30, 60)


class LimitReached(Exception):
    """The compile takes more than it may. What it was at the frames of the traceback tell."""

    def __init__(self, what: Literal["memory", "time"], limits: Limits) -> None:
        super().__init__(what, limits)
        self.what, self.limits = what, limits

    @property
    def allowed(self) -> str:
        """The limit, for people."""
        if self.what == "time":
            return f"{self.limits.seconds:g} s of the processor's time"
        count = self.limits.memory_bytes or 0
        return f"{count >> 30} GB of memory" if count % (1 << 30) == 0 else f"{count >> 20} MB of memory"


class TooLarge(LimitReached):
    """Something in the program is larger than descriptors can tell, engines take or Python can recur into, whatever the
    compile may take. `code` is the message's."""

    def __init__(self, code: str, message: str, advice: str) -> None:
        Exception.__init__(self, message)
        self.code, self.message, self.advice = code, message, advice


def too_deep() -> TooLarge:
    """What a recursion of the compiler comes to that goes deeper than Python lets it."""
    return TooLarge("E0606", "something in the program is nested too deep for the compiler", "nest less: use a class")


class _InForce:
    """The limits in force, and the processor's time at which they end."""

    limits = UNLIMITED
    end_s = inf
    next_look = inf


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    """Puts limits in force. There is one compile at a time in a process."""
    if limits == UNLIMITED:
        yield
        return
    _InForce.limits = limits
    _InForce.end_s = inf if limits.seconds is None else process_time() + limits.seconds
    _InForce.next_look = 0.0
    _set_timer(PAUSE_S)
    try:
        yield
    finally:
        _InForce.next_look, _InForce.limits = inf, UNLIMITED
        _set_timer(0)


def check() -> None:
    """Raises LimitReached if a limit is passed."""
    now = perf_counter()
    if now >= _InForce.next_look:
        _InForce.next_look = now + PAUSE_S
        limits = _InForce.limits
        if process_time() > _InForce.end_s:
            raise LimitReached("time", limits)
        if limits.memory_bytes is not None and resident_bytes() > limits.memory_bytes:
            raise LimitReached("memory", limits)


def expect(more_bytes: int) -> None:
    """Raises LimitReached if there is no room for so much: before what can't be interrupted."""
    limits = _InForce.limits
    if limits.memory_bytes is not None and resident_bytes() + more_bytes > limits.memory_bytes:
        raise LimitReached("memory", limits)


def resident_bytes() -> int:
    """What the process holds in memory, or has held at most where that isn't told; 0 where neither is."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        pass
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _set_timer(seconds: float) -> None:
    """Looks every so many seconds of the processor's time. The handler stays: a signal may still be under way."""
    import signal

    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        if seconds:
            signal.signal(signal.SIGPROF, lambda *_: check())
        signal.setitimer(signal.ITIMER_PROF, seconds, seconds)
