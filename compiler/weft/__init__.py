"""Weft's tasks, channels and locks under CPython: the reference semantics.

A task is a thread here, and everything that goes from one task to another is deep-copied, so that no two
tasks share a mutable object: arguments, captures and globals at the spawn, messages, results. Handles
(tasks, channels, locks), classes, modules and open files refer to the same object everywhere.
"""

from weft import ending, output, randomness
from weft.atomic import Atomic
from weft.barrier import Barrier
from weft.channel import Channel, RecvArm, SendArm
from weft.condition import Condition
from weft.errors import Aborted, Cancelled, Closed, Empty, Full
from weft.event import Event
from weft.latch import Latch
from weft.later import refuse
from weft.mutex import Mutex
from weft.once import Once
from weft.outcome import Err, Ok, Outcome
from weft.rwlock import RWLock
from weft.scope import scope
from weft.selection import (
    ClosedArm,
    Default,
    Done,
    DoneArm,
    Recv,
    Sent,
    Timeout,
    done,
    recv,
    select,
    send,
)
from weft.semaphore import Semaphore
from weft.shared import Shared
from weft.task import Task, cpus, current, join, sleep, spawn, yield_now
from weft.waitgroup import WaitGroup

__all__ = [
    "Aborted",
    "Atomic",
    "Barrier",
    "Cancelled",
    "Channel",
    "Closed",
    "ClosedArm",
    "Condition",
    "Default",
    "Done",
    "Empty",
    "Err",
    "Event",
    "Full",
    "Latch",
    "Mutex",
    "Ok",
    "Once",
    "Outcome",
    "RWLock",
    "Recv",
    "Semaphore",
    "Sent",
    "Shared",
    "Task",
    "Timeout",
    "WaitGroup",
    "cpus",
    "current",
    "done",
    "join",
    "recv",
    "scope",
    "select",
    "send",
    "sleep",
    "spawn",
    "yield_now",
]


def __getattr__(name: str) -> object:
    raise refuse(name)


# Programs see each class where they import it from.
for _public in (*map(globals().get, __all__), RecvArm, SendArm, DoneArm):
    if isinstance(_public, type):
        _public.__module__ = __name__

output.install()
ending.install()
randomness.install()
