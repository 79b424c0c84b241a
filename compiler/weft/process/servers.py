"""Servers: a process that holds an object, and does for others, one after the other, what they ask of it."""

from __future__ import annotations

from weft import Cancelled, Channel
from weft.process.core import process_of, register, running, self_, spawn, spawn_link
from weft.process.messages import Exit, ProcessExit
from weft.process.own import deliver
from weft.process.place import apply, own
from weft.process.refs import Reference
from weft.process.replies import Client, Failed, NoReply, Stop, missed, reply_of, settle, wait_for_end
from weft.process.signals import Request


class Server(Reference):
    """A server, and its class: code that calls it is made for that one."""

    __slots__ = ("_cls",)

    def __init__(self, pid, cls):
        self.pid = pid
        self._cls = cls

    def call(self, method, *args, timeout=5.0):
        """Run a method of the server, written as `Class.method`, and return its result; or give a message to its
        `handle_call`, and return the reply."""
        mine, cls, box = own(), self._cls, Channel(1)
        if mine is not None and mine.pid == self.pid:
            raise RuntimeError("a server can't call itself")

        def run(server, failed):
            if server is None:
                return missed(box, failed)
            if not isinstance(server, cls):
                return None
            if callable(method):
                return settle(box, apply(method, server, args))
            return settle(box, server.handle_call(method, Client(box)))

        if not deliver(self.pid, Request(run)):
            raise ProcessExit("noproc")
        return reply_of(self, box, timeout)

    def cast(self, method, *args):
        """Have the server run a method, or `handle_cast` with a message, and don't wait for it."""
        cls = self._cls

        def run(server, failed):
            if server is None or not isinstance(server, cls):
                return None
            if callable(method):
                return stopping(apply(method, server, args))
            return stopping(server.handle_cast(method))

        deliver(self.pid, Request(run))

    def stop(self, reason="normal", timeout=None):
        """Have the server end, and wait until it has."""
        box = Channel(1)

        def run(server, failed):
            return missed(box, failed) if server is None else Ending(reason)

        if deliver(self.pid, Request(run)):
            wait_for_end(self, box, timeout)


class Ending(Stop):
    """It was stopped by `stop`, which waits until it has ended."""


def stopping(result):
    return result if isinstance(result, Stop) else None


class GenServer:
    """What a server's class derives from. Its methods run in the server's process, one after the other."""

    def init(self):
        """Makes ready; the arguments are those of `start`. `Stop(reason)`: it doesn't start."""

    def handle_call(self, message, client):
        raise NotImplementedError("this server has no handle_call")

    def handle_cast(self, message):
        raise NotImplementedError("this server has no handle_cast")

    def handle_info(self, message):
        """A message that was sent to the process."""

    def terminate(self, reason):
        """It is about to end: not where it is killed, or ends with a process that it is linked to."""

    @classmethod
    def start(cls, *args, name=None):
        """Start a server and wait until `init` has returned."""
        ready = Channel(1)
        return started(spawn(serve, cls, None, name, ready, *args), cls, ready)

    @classmethod
    def start_link(cls, *args, name=None):
        """The same, linked to this process."""
        ready = Channel(1)
        return started(spawn_link(serve, cls, self_(), name, ready, *args), cls, ready)


def server(name):
    """The server of the name. Raises ValueError if there is none."""
    return Server(process_of(name), GenServer)


def started(pid, cls, ready):
    failed = ready.recv()
    if failed is not None:
        raise ProcessExit(failed.reason)
    return Server(pid, cls)


def serve(cls, parent, name, ready, *args):
    """The life of a server."""
    mine = running()
    mine.serves = True
    server = cls()
    begin(mine, server, name, ready, args)
    while True:
        item = mine.next_item()
        if isinstance(item, Request):
            stop = requested(mine, server, item)
        elif parent is not None and isinstance(item, Exit) and item.pid == parent:
            stop = Stop(item.reason)
        else:
            stop = told(server, item)
        if isinstance(stop, Stop):
            server.terminate(stop.reason)
            raise ProcessExit(stop.reason)


def begin(mine, server, name, ready, args):
    try:
        if name is not None:
            register(name, mine.pid)
        stop = server.init(*args)
    except BaseException as error:
        mine.is_heard = True
        ready.send(Failed(reason_of(error)))
        raise
    if isinstance(stop, Stop):
        mine.is_heard = True
        ready.send(Failed(stop.reason))
        raise ProcessExit(stop.reason)
    ready.send(None)


def requested(mine, server, request):
    try:
        out = request.run(server, None)
    except Cancelled:
        mine.tied().add_waiting(request)  # it will be told why
        raise
    except BaseException as error:
        mine.is_heard = True
        request.fail(Failed(reason_of(error)))
        ended(server, error)
        raise
    if isinstance(out, (NoReply, Ending)):
        mine.tied().add_waiting(request)
    return out


def told(server, message):
    try:
        return stopping(server.handle_info(message))
    except Exception as error:
        ended(server, error)
        raise


def ended(server, error):
    """What it did has raised an error."""
    if isinstance(error, Exception):
        server.terminate(reason_of(error))


def reason_of(error):
    """With which a process ends that raises the error."""
    return error.reason if isinstance(error, ProcessExit) else error
