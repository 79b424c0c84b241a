"""Agents: a process that holds a value."""

from __future__ import annotations

from weft import Cancelled, Channel, Closed, shield
from weft.process.core import register, running, spawn, spawn_link
from weft.process.life import killed
from weft.process.messages import ProcessExit
from weft.process.servers import Failed, missed, reason_of


class Agent:
    """A reference to an agent. Its functions run in the agent's process, one after the other; what goes in and comes
    out is copied."""

    __slots__ = ("_box", "pid")

    def __init__(self, pid, box):
        self.pid = pid
        self._box = box

    def __eq__(self, other):
        return isinstance(other, Agent) and self.pid == other.pid

    def __hash__(self):
        return hash(self.pid)

    def __repr__(self):
        return f"<Agent {self.pid!r}>"

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

        def run(held, reason):
            if held is None:
                missed(box, reason)
            else:
                box.try_send(f(held.value))

        return answer(self, box, run, timeout)

    def update(self, f, timeout=5.0):
        """The value is from now on what `f` makes of it."""
        box = Channel(1)

        def run(held, reason):
            if held is None:
                missed(box, reason)
            else:
                held.value = f(held.value)
                box.try_send(None)

        answer(self, box, run, timeout)

    def cast(self, f):
        """The same, without waiting for it."""

        def run(held, reason):
            if held is not None:
                held.value = f(held.value)

        try:
            self._box.send(run)
        except Closed:
            return

    def stop(self, reason="normal", timeout=None):
        """Have the agent end, and wait until it has."""
        box = Channel(1)

        def run(held, ended):
            if held is not None:
                raise ProcessExit(reason)
            missed(box, ended)

        try:
            self._box.send(run)
        except Closed:
            return
        box.recv(timeout=timeout)


class Held:
    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value


def named(pid, name):
    if name is not None:
        register(name, pid)
    return pid


def answer(agent, box, run, timeout):
    try:
        agent._box.send(run)
    except Closed:
        raise ProcessExit("noproc") from None
    try:
        result = box.recv(timeout=timeout)
    except TimeoutError:
        box.close()
        raise TimeoutError(f"{agent!r} has not replied within {timeout} seconds") from None
    if isinstance(result, Failed):
        raise ProcessExit(result.reason)
    return result


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
            run(None, reason)
        with shield():
            for _ in range(len(box)):
                box.recv()(None, reason)
