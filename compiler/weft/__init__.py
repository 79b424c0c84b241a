"""Weft's tasks, channels and locks under CPython: the reference semantics.

A task is a thread here, or what takes its place (carrier.py), and everything that goes from one task to another is
deep-copied, so that no two tasks share a mutable object: arguments, captures and globals at the spawn, messages,
results. Handles (tasks, channels, locks), classes, modules and open files refer to the same object everywhere.

What tasks share can have a name: `Queue(name="jobs")` is the queue of that name, which is made when it is first asked
for, and kept until `drop_name(Queue, "jobs")`. Each class has names of its own. What else is given must agree with what
there is (ValueError), but a value is of who makes the object. What must be given to make one can be left out where one
is; where none is, that is a ValueError, too.
"""

from importlib import import_module

from weft import ending, output, randomness, store
from weft.as_completed import as_completed
from weft.atomic import Atomic
from weft.barrier import Barrier
from weft.channel import Channel, RecvArm, SendArm
from weft.condition import Condition
from weft.errors import Aborted, Cancelled, Closed, Empty, Full
from weft.event import Event
from weft.latch import Latch
from weft.later import refuse
from weft.mutex import Mutex
from weft.names import drop_name
from weft.once import Once
from weft.outcome import Err, Ok, Outcome
from weft.parallel import parallel
from weft.parallel_map import parallel_map
from weft.pool import Pool
from weft.queue import Queue
from weft.race import race
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
from weft.sequence import sequence
from weft.shared import Shared
from weft.shield import shield
from weft.task import Task, cpus, current, join, sleep, spawn, yield_now
from weft.tasks import tasks
from weft.timeout import timeout
from weft.wait_first import wait_first
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
    "Pool",
    "Queue",
    "RWLock",
    "Recv",
    "Semaphore",
    "Sent",
    "Shared",
    "Task",
    "Timeout",
    "WaitGroup",
    "as_completed",
    "cpus",
    "current",
    "done",
    "drop_name",
    "join",
    "parallel",
    "parallel_map",
    "process",
    "race",
    "recv",
    "scope",
    "select",
    "send",
    "sequence",
    "shield",
    "sleep",
    "spawn",
    "store",
    "tasks",
    "timeout",
    "wait_first",
    "yield_now",
]


def __getattr__(name: str) -> object:
    if name == "process":  # it is made of what is above
        return import_module("weft.process")
    raise refuse(name)


# Programs see each class where they import it from.
for _public in (*map(globals().get, __all__), RecvArm, SendArm, DoneArm):
    if isinstance(_public, type):
        _public.__module__ = __name__

output.install()
ending.install()
randomness.install()
