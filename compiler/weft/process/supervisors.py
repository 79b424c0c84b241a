"""Supervisors: a process that starts others, and starts them again."""

from __future__ import annotations

import time

from weft import Channel, Closed
from weft.process.core import exit, monitor, receive, running, spawn_link, trap_exit
from weft.process.messages import Down, Exit, ProcessExit
from weft.process.refs import Reference
from weft.process.replies import Stop
from weft.process.servers import GenServer


class Started:
    """A child has started."""

    __match_args__ = ("id", "pid")

    def __init__(self, id, pid):
        self.id = id
        self.pid = pid


class Exited:
    """A child has ended."""

    __match_args__ = ("id", "pid", "reason")

    def __init__(self, id, pid, reason):
        self.id = id
        self.pid = pid
        self.reason = reason


class Restarted:
    """A child has been started again."""

    __match_args__ = ("id", "pid")

    def __init__(self, id, pid):
        self.id = id
        self.pid = pid


class GaveUp:
    """There were too many restarts; the supervisor stops its children, and ends."""

    __match_args__ = ("id",)

    def __init__(self, id):
        self.id = id


class Child:
    """What a supervisor starts: a function with its arguments as a process, or a class with `start_link`: a server, or
    a supervisor.

    `restart`: "permanent", "transient" (only where it ended with an error), "temporary" (never). `shutdown`: how many
    seconds it gets to end before it is killed; None: as many as it wants; 0: none. `ready`: it counts as started once
    it has called `ready()`."""

    __slots__ = ("_start", "id", "ready", "restart", "shutdown")

    def __init__(self, f, *args, id=None, restart="permanent", shutdown=5.0, ready=False):
        if restart not in ("permanent", "transient", "temporary"):
            raise ValueError(f"restart is permanent, transient or temporary, not {restart!r}")
        self.id = f.__name__ if id is None else id
        self.restart = restart
        self.shutdown = shutdown
        self.ready = ready
        self._start = lambda: begin(f, args, ready)


def begin(f, args, ready):
    if isinstance(f, type):
        return f.start_link(*args).pid
    if not ready:
        return spawn_link(f, *args)
    box = Channel(1)
    pid = spawn_link(getting_ready, box, f, *args)
    try:
        box.recv()
    except Closed:
        raise ProcessExit("not ready") from None
    return pid


def getting_ready(box, f, *args):
    running().tied().ready = box
    try:
        return f(*args)
    finally:
        box.close()


def ready():
    """Tell the supervisor that this process is ready."""
    box = running().tied().ready
    if box is not None and not box.closed:
        box.send(None)
        box.close()


class Entry:
    """A child of a supervisor, and its process; None: it doesn't run."""

    __slots__ = ("child", "pid")

    def __init__(self, child):
        self.child = child
        self.pid = None


class Supervising(GenServer):
    """The supervisor's server."""

    def init(self, children, strategy, max_restarts, within, logger):
        trap_exit(True)
        self.strategy, self.max_restarts, self.within, self.logger = strategy, max_restarts, within, logger
        self.entries = [Entry(child) for child in children]
        self.restarts = []
        for entry in self.entries:
            try:
                self.start(entry)
            except Exception as error:
                self.stop_from(0)
                return Stop(error)
        return None

    def log(self, event):
        if self.logger is not None:
            self.logger(event)

    def start(self, entry):
        entry.pid = entry.child._start()
        self.log(Started(entry.child.id, entry.pid))

    def stop(self, entry):
        """Ends a child: with grace, then by force."""
        pid = entry.pid
        if pid is None:
            return
        grace, ref = entry.child.shutdown, monitor(pid)  # it may have unlinked
        exit(pid, "kill" if grace == 0 else "shutdown")
        try:
            ended = receive(lambda item: isinstance(item, Down) and item.ref == ref, timeout=grace or None)
        except TimeoutError:
            exit(pid, "kill")
            ended = receive(lambda item: isinstance(item, Down) and item.ref == ref)
        entry.pid = None  # so an exit that comes besides is nobody's
        self.log(Exited(entry.child.id, pid, ended.reason))

    def stop_from(self, place):
        """Ends those from there on, the last one first."""
        for entry in reversed(self.entries[place:]):
            self.stop(entry)

    def handle_info(self, message):
        if not isinstance(message, Exit):
            return None
        for place, entry in enumerate(self.entries):
            if entry.pid == message.pid:
                entry.pid = None
                self.log(Exited(entry.child.id, message.pid, message.reason))
                return self.child_ended(place, entry, message.reason)
        return None

    def child_ended(self, place, entry, reason):
        restart = entry.child.restart
        if restart == "temporary":
            del self.entries[place]
            return None
        if restart == "transient" and isinstance(reason, str) and reason in ("normal", "shutdown"):
            return None
        return self.start_again(place, entry)

    def start_again(self, place, entry):
        """By the strategy, until it succeeds, or there were too many restarts."""
        while True:
            now = time.monotonic()
            self.restarts = [when for when in self.restarts if now - when < self.within]
            self.restarts.append(now)
            if len(self.restarts) > self.max_restarts:
                self.log(GaveUp(entry.child.id))
                return Stop("shutdown")
            first = place if self.strategy != "one_for_all" else 0
            again = [entry]
            if self.strategy != "one_for_one":
                self.stop_from(first)
                self.entries = [
                    each for k, each in enumerate(self.entries)
                    if k < first or each is entry or each.child.restart != "temporary"
                ]
                again = self.entries[first:]
            try:
                for each in again:
                    each.pid = each.child._start()
                    self.log(Restarted(each.child.id, each.pid))
                return None
            except ProcessExit:
                place = self.entries.index(entry)

    def terminate(self, reason):
        self.stop_from(0)

    def add(self, child):
        if any(entry.child.id == child.id for entry in self.entries):
            return Refused(f"there is a child {child.id!r} already")
        entry = Entry(child)
        try:
            self.start(entry)
        except ProcessExit as error:
            return Refused(f"the child {child.id!r} didn't start: {error}")
        self.entries.append(entry)
        return entry.pid

    def remove(self, id):
        for place, entry in enumerate(self.entries):
            if entry.child.id == id:
                self.stop(entry)
                del self.entries[place]
                return None
        return Refused(f"there is no child {id!r}")

    def shown(self):
        return [(entry.child.id, entry.pid) for entry in self.entries]


class Refused:
    __slots__ = ("text",)

    def __init__(self, text):
        self.text = text


class Supervisor(Reference):
    """A reference to a supervisor."""

    __slots__ = ("_server",)

    def __init__(self, server):
        self.pid = server.pid
        self._server = server

    @staticmethod
    def start_link(children, strategy="one_for_one", max_restarts=3, within=5.0, name=None, logger=None):
        """Start a supervisor and its children, in their order."""
        if strategy not in ("one_for_one", "one_for_all", "rest_for_one"):
            raise ValueError(f"strategy is one_for_one, one_for_all or rest_for_one, not {strategy!r}")
        ids = set()
        for child in children:
            if child.id in ids:
                raise ValueError(f"two children are called {child.id!r}")
            ids.add(child.id)
        return Supervisor(Supervising.start_link(children, strategy, max_restarts, within, logger, name=name))

    def start_child(self, child):
        """Start one more, the last in the order."""
        return accepted(self._server.call(Supervising.add, child, timeout=None))

    def stop_child(self, id):
        """End a child and forget it."""
        accepted(self._server.call(Supervising.remove, id, timeout=None))

    def children(self):
        """(id, pid) of each, in their order; the pid is None while it doesn't run."""
        return self._server.call(Supervising.shown, timeout=None)

    def stop(self, reason="normal", timeout=None):
        """End the children, the last one first, then the supervisor."""
        self._server.stop(reason, timeout)


def accepted(result):
    if isinstance(result, Refused):
        raise ValueError(result.text)
    return result
