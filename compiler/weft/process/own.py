"""What a process knows of itself, and how it ends. All of it is the process's alone: what others want of it are signals
in its mailbox."""

from __future__ import annotations

from weft import Closed, shield
from weft.process.messages import Down, Exit
from weft.process.place import drop_name
from weft.process.replies import Failed
from weft.process.signals import Killed, Link, Named, Request, Signal, Watch


class Own:
    """`kept`: what a receive has refused, and of a server (`serves`) requests; None: there was none yet. `ties`: what
    others want of it; None: nothing yet. `is_heard`: somebody knows of the error that ends it."""

    __slots__ = ("is_heard", "kept", "pid", "serves", "ties")

    def __init__(self, pid):
        self.pid = pid
        self.serves = False
        self.is_heard = False
        self.kept = None
        self.ties = None

    def heeds(self, item):
        """Takes a signal; False: it is a message."""
        if not isinstance(item, Signal):
            return False
        if isinstance(item, Request):
            if self.serves:
                self.keep(item)
            else:
                item.fail(Failed("noproc"))
            return True
        if self.ties is None:
            self.ties = Ties()
        self.ties.take(item)
        return True

    def keep(self, item):
        if self.kept is None:
            self.kept = []
        self.kept.append(item)

    def drain(self):
        """Heeds all signals that are there; what is a message is kept."""
        for _ in range(self.pid._count()):
            item = self.pid._recv()
            if not self.heeds(item):
                self.keep(item)

    def next_item(self):
        """The first message or request, of a server."""
        if self.kept:
            return self.kept.pop(0)
        while True:
            item = self.pid._recv()
            if isinstance(item, Request) or not self.heeds(item):
                return item

    def tied(self):
        if self.ties is None:
            self.ties = Ties()
        return self.ties

    def end(self, reason):
        """Tells all that it ends so. How many heard of it."""
        self.pid._close()
        told = 1 if self.is_heard else 0
        if self.ties is None and self.kept is None and self.pid._count() == 0:
            return told
        with shield():
            self.drain()
            ties = self.tied()
            for name in ties.names:
                drop_name(name, self.pid)
            for link in ties.links:
                if link.bond.swap(0):
                    told += signal_exit(link.peer, self.pid, reason, True)
            for watch in ties.watches:
                if watch.ref._bond.swap(0):
                    told += deliver(watch.watcher, Down(watch.ref, self.pid, reason))
            requests = [item for item in self.kept or () if isinstance(item, Request)]
            for request in requests + ties.waiting:
                request.fail(Failed(reason))
        return told


class Ties:
    """Links, monitors and names of a process; `waiting`: requests whose reply is to come later; `killed`: why its task
    is being aborted; `ready`: the channel on which its supervisor waits until it is ready."""

    __slots__ = ("killed", "links", "names", "ready", "waiting", "watches")

    def __init__(self):
        self.links = []
        self.watches = []
        self.names = []
        self.waiting = []
        self.killed = None
        self.ready = None

    def take(self, signal):
        if isinstance(signal, Link):
            self.add_link(signal)
        elif isinstance(signal, Watch):
            if is_full(self.watches):
                self.watches = [each for each in self.watches if each.ref._bond.load()]
            self.watches.append(signal)
        elif isinstance(signal, Named):
            self.names.append(signal.name)
        elif isinstance(signal, Killed) and self.killed is None:
            self.killed = signal

    def add_link(self, link):
        if is_full(self.links):
            self.links = [each for each in self.links if each.bond.load()]
        self.links.append(link)

    def add_waiting(self, request):
        if is_full(self.waiting):
            self.waiting = [each for each in self.waiting if each.is_awaited()]
        self.waiting.append(request)

    def link_with(self, peer):
        """The link that there is; None."""
        for link in self.links:
            if link.peer == peer and link.bond.load():
                return link
        return None


def is_full(items):
    """Whether it is time to look which of them are of use still: their number is a power of two."""
    return len(items) >= 16 and len(items) & (len(items) - 1) == 0


def deliver(pid, item):
    """1; 0 if the process has ended."""
    try:
        pid._send(item)
    except Closed:
        return 0
    return 1


def signal_exit(pid, sender, reason, by_link):
    """An exit signal, which is a message for who traps exits. 1 if it came somewhere."""
    is_kill = not by_link and isinstance(reason, str) and reason == "kill"
    if pid._traps and not is_kill:
        return deliver(pid, Exit(sender, reason))
    if isinstance(reason, str) and reason == "normal":
        return 0
    told = deliver(pid, Killed("killed" if is_kill else reason, by_link))
    if told:
        pid._abort()
    return told
