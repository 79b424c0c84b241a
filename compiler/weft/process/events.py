"""Event managers: a process that gives each event to all handlers, in the order in which they were added."""

from __future__ import annotations

import sys

from weft import Atomic
from weft.process.refs import Ref, Reference
from weft.process.servers import GenServer


class Handlers(GenServer):
    """The manager's server."""

    def init(self):
        self.handlers = []

    def add(self, ref, handler):
        self.handlers.append((ref, handler))

    def remove(self, ref):
        self.handlers = [(each, handler) for each, handler in self.handlers if each != ref]

    def handle(self, event):
        """One that raises an error is removed, and the error told."""
        failed = []
        for ref, handler in self.handlers:
            try:
                handler.handle_event(event)
            except Exception as error:
                failed.append(ref)
                print(f"{type(handler).__name__} was removed: it raised {error!r}", file=sys.stderr)
        for ref in failed:
            self.remove(ref)


class EventManager(Reference):
    """A reference to an event manager."""

    __slots__ = ("_server",)

    def __init__(self, server):
        self.pid = server.pid
        self._server = server

    @staticmethod
    def start(name=None):
        """Start one."""
        return EventManager(Handlers.start(name=name))

    @staticmethod
    def start_link(name=None):
        """The same, linked to this process."""
        return EventManager(Handlers.start_link(name=name))

    def add_handler(self, handler):
        """Give a copy of the handler, an object with `handle_event(event)`, all events from now on. What it is removed
        by."""
        ref = Ref(Atomic(1))
        self._server.call(Handlers.add, ref, handler)
        return ref

    def remove_handler(self, ref):
        """Give it none any more."""
        self._server.call(Handlers.remove, ref)

    def notify(self, event):
        """Give a copy of the event to all handlers, without waiting for them."""
        self._server.cast(Handlers.handle, event)

    def sync_notify(self, event, timeout=5.0):
        """The same, and wait until they have handled it."""
        self._server.call(Handlers.handle, event, timeout=timeout)

    def stop(self, reason="normal", timeout=None):
        """Have it end, and wait until it has."""
        self._server.stop(reason, timeout)
