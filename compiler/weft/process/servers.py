"""Servers: a process that holds an object, and does for others, one after the other, what they ask of it."""

from __future__ import annotations

from weft import Cancelled, Channel, Closed, Full
from weft.process.core import process_of, register, running, self_, spawn, spawn_link
from weft.process.messages import Exit, ProcessExit
from weft.process.own import deliver
from weft.process.place import apply, own
from weft.process.signals import Request


class Reply:
    """What a handler returns: the caller gets `value`."""

    __match_args__ = ("value",)

    def __init__(self, value):
        self.value = value


class NoReply:
    """The caller gets its reply later, by `reply`."""

    __match_args__ = ()


class Stop:
    """The server ends with the reason, once the caller has got `reply`."""

    __match_args__ = ("reason", "reply")

    def __init__(self, reason="normal", reply=None):
        self.reason = reason
        self.reply = reply


class Failed:
    """What a caller gets in place of a reply: the server has ended."""

    __slots__ = ("reason",)

    def __init__(self, reason):
        self.reason = reason


class Client:
    """Who waits for a reply."""

    __slots__ = ("_box",)

    def __init__(self, box):
        self._box = box

    def reply(self, value):
        """Give the caller its reply. Nothing happens if it has one, or waits no more."""
        give(self._box, value)
        self._box.close()


def reply(client, value):
    """Give a caller of `handle_call` its reply, from wherever."""
    client.reply(value)


class Server:
    """A reference to a server."""

    __slots__ = ("_cls", "pid")

    def __init__(self, pid, cls):
        self.pid = pid
        self._cls = cls

    def __eq__(self, other):
        return isinstance(other, Server) and self.pid == other.pid

    def __hash__(self):
        return hash(self.pid)

    def __repr__(self):
        return f"<Server {self.pid!r}>"

    def call(self, method, *args, timeout=5.0):
        """Run a method of the server, written as `Class.method`, and return its result; or give a message to its
        `handle_call`, and return the reply."""
        mine, cls, box = own(), self._cls, Channel(1)
        if mine is not None and mine.pid == self.pid:
            raise RuntimeError("a server can't call itself")

        def run(server, reason):
            if server is None:
                return missed(box, reason)
            if not isinstance(server, cls):
                return None
            if callable(method):
                return settle(box, apply(method, server, args))
            return settle(box, server.handle_call(method, Client(box)))

        if not deliver(self.pid, Request(run)):
            raise ProcessExit("noproc")
        try:
            result = box.recv(timeout=timeout)
        except TimeoutError:
            box.close()
            raise TimeoutError(f"{self!r} has not replied within {timeout} seconds") from None
        if isinstance(result, Failed):
            raise ProcessExit(result.reason)
        return result

    def cast(self, method, *args):
        """Have the server run a method, or `handle_cast` with a message, and don't wait for it."""
        cls = self._cls

        def run(server, reason):
            if server is None or not isinstance(server, cls):
                return None
            if callable(method):
                return stopping(apply(method, server, args))
            return stopping(server.handle_cast(method))

        deliver(self.pid, Request(run))

    def stop(self, reason="normal", timeout=None):
        """Have the server end, and wait until it has."""
        box = Channel(1)

        def run(server, ended):
            if server is None:
                missed(box, ended)
                return None
            return Ending(reason)

        if deliver(self.pid, Request(run)):
            try:
                box.recv(timeout=timeout)
            except TimeoutError:
                raise TimeoutError(f"{self!r} has not ended within {timeout} seconds") from None


class Ending(Stop):
    """It was stopped by `stop`, which waits until it has ended."""


def give(box, value):
    """The caller may have its reply already, or wait no more."""
    try:
        box.try_send(value)
    except (Full, Closed):
        return


def missed(box, reason):
    """The caller gets no reply. (Without a reason: NoReply if it waits still.)"""
    if reason is not None:
        give(box, Failed(reason))
    return None if box.closed else NoReply()


def settle(box, result):
    """Sends the caller its reply. What the server is to do now: `Stop`, or remember it (`NoReply`)."""
    if isinstance(result, Reply):
        give(box, result.value)
    elif isinstance(result, Stop):
        give(box, result.reply)
        return result
    elif isinstance(result, NoReply):
        return result
    else:
        give(box, result)
    return None


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
        request.run(None, reason_of(error))
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
