"""Agents: a process that holds a value."""

from __future__ import annotations

from weft import Cancelled, Channel, Closed, shield
from weft.process.core import register, running, spawn, spawn_link
from weft.process.life import killed
from weft.process.messages import ProcessExit
from weft.process.refs import Reference
from weft.process.replies import Failed, give, missed, reply_of, wait_for_end
from weft.process.servers import reason_of


class Agent(Reference):
    """A process that holds a value, and the channel of what it is asked: a function of the value, or of None and what
    says that it has ended. Functions run in the process, one after the other; what goes in and comes out is copied."""

    __slots__ = ("_box",)

    def __init__(self, pid, box):
        self.pid = pid
        self._box = box

    @staticmethod
    def start(value, name=None):
        """Start one that holds a copy of the value."""
        box = Channel(None)
        return Agent(named(spawn(hold, box, value), name), box)

    @staticmethod
    def start_link(value, name=None):
        """The same, linked to this process."""
        box = Channel(None)
        return Agent(named(spawn_link(hold, box, value), name), box)

    def get(self, f, timeout=5.0):
        """What `f` makes of the value."""
        box = Channel(1)

        def run(held, failed):
            if held is None:
                missed(box, failed)
            else:
                give(box, f(held.value))

        if not self._ask(run):
            raise ProcessExit("noproc")
        return reply_of(self, box, timeout)

    def update(self, f, timeout=5.0):
        """The value is from now on what `f` makes of it."""
        box = Channel(1)

        def run(held, failed):
            if held is None:
                missed(box, failed)
            else:
                held.value = f(held.value)
                give(box, None)

        if not self._ask(run):
            raise ProcessExit("noproc")
        reply_of(self, box, timeout)

    def cast(self, f):
        """The same, without waiting for it."""

        def run(held, failed):
            if held is not None:
                held.value = f(held.value)

        self._ask(run)

    def stop(self, reason="normal", timeout=None):
        """Have the agent end, and wait until it has."""
        box = Channel(1)

        def run(held, failed):
            if held is not None:
                raise ProcessExit(reason)
            missed(box, failed)

        if self._ask(run):
            wait_for_end(self, box, timeout)

    def _ask(self, run):
        """Whether it lives."""
        try:
            self._box.send(run)
        except Closed:
            return False
        return True


class Held:
    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value


def named(pid, name):
    if name is not None:
        register(name, pid)
    return pid


def hold(box, value):
    """The life of an agent."""
    mine, held, run, reason = running(), Held(value), None, "killed"
    try:
        while True:
            run = box.recv()
            run(held, None)
            run = None
    except Cancelled:
        reason, _ = killed(mine)
        raise
    except BaseException as error:
        reason = reason_of(error)
        mine.is_heard = run is not None
        raise
    finally:
        box.close()
        if run is not None:
            run(None, Failed(reason))
        with shield():
            for _ in range(len(box)):
                box.recv()(None, Failed(reason))
