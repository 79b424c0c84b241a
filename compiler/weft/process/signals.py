"""What comes in a mailbox beside messages, and is seen by no receive."""

from __future__ import annotations


class Signal:
    __slots__ = ()


class Link(Signal):
    """From now on the process and `peer` end together. `bond` is 1 until one of them has ended, or unlinked."""

    __slots__ = ("bond", "peer")

    def __init__(self, peer, bond):
        self.peer = peer
        self.bond = bond


class Watch(Signal):
    """`watcher` is to be told of the process's end."""

    __slots__ = ("ref", "watcher")

    def __init__(self, watcher, ref):
        self.watcher = watcher
        self.ref = ref


class Named(Signal):
    """The process has a name."""

    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name


class Killed(Signal):
    """Why the process's task is being aborted. `by_link`: a linked process has ended so."""

    __slots__ = ("by_link", "reason")

    def __init__(self, reason, by_link):
        self.reason = reason
        self.by_link = by_link


class Request(Signal):
    """A call or a cast: run(server, None) does it; run(None, Failed(reason)) says that it won't be done, and
    run(None, None) asks whether somebody waits for it still."""

    __slots__ = ("run",)

    def __init__(self, run):
        self.run = run

    def fail(self, failed):
        self.run(None, failed)

    def is_awaited(self):
        return self.run(None, None) is not None
