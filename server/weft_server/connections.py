"""All open connections: how many there may be, together and by client, and how long each may keep the server waiting.

At a bound a connection that has been silent for a while makes room, of the client that has most; while none has, new
ones are refused before anything is made for them (`Gate`): whoever opens many costs itself connections, others little.
Trusted proxies stand for many clients, so they have no bound of their own.
"""

from __future__ import annotations

import asyncio
import resource
import socket
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Protocol

from weft_server.addresses import client_key, lies_in, split_networks
from weft_server.metrics import Metrics
from weft_server.settings import Settings

#: between two looks at all connections: deadlines are exact to this
LOOK_SECONDS = 0.5
#: that a connection may be silent before it has to make room
SILENT_SECONDS = 1.0
#: connections that are taken or refused at once, before others have their turn
BATCH = 64
#: descriptors for all else: the log, links
OTHER_FILES = 64
FILES_BY_WORKER = 6
#: a connection's own descriptor, and that of a file which it is being sent
FILES_BY_CONNECTION = 2


class Connection(Protocol):
    """What is to be known of one."""

    client_key: str

    def silent_since(self) -> float | None:
        """When it was last of use, by `time.monotonic`; None if it is at work."""

    def overdue(self, now: float) -> str | None:
        """Why it is to be closed."""

    def end(self, reason: str) -> None:
        """Closes it."""


class Connections:
    """Those of one server."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self.limit = min(settings.connections, _descriptors(settings.workers))
        self.limit_by_client = min(settings.connections_by_address, max(1, self.limit // 2))
        self.metrics = metrics
        self._proxies = split_networks(settings.trusted_proxies)
        self._by_client: defaultdict[str, dict[Connection, None]] = defaultdict(dict)  # in the order of opening
        self._coming: Counter[str] = Counter()  # let in, and not open yet
        self._size = 0
        self._full_until: dict[str, float] = {}  # until when a client has no connection that could make room
        metrics.connections.set_function(lambda: self._size)

    def let_in(self, address: str) -> bool:
        """Whether one more connection from an address may be opened; if so, `opened` has to follow."""
        client = client_key(address)
        own = len(self._by_client.get(client, ())) + self._coming[client]
        if own >= self.limit_by_client and not lies_in(address, self._proxies):
            fits = self._make_room(client, "address")
        elif self._size + self._coming.total() >= self.limit:
            most = max(self._by_client, key=lambda each: len(self._by_client[each]), default=client)
            fits = self._make_room(most, "all")
        else:
            fits = True
        if fits:
            self._coming[client] += 1
        else:
            self.metrics.refused.inc()
        return fits

    def _make_room(self, client: str, reason: str) -> bool:
        now = time.monotonic()
        if now < self._full_until.get(client, 0.0):
            return False
        since, least = _least_used(self._by_client[client])
        if least is None or now - since < SILENT_SECONDS:
            self._full_until[client] = now + LOOK_SECONDS
            return False
        self._end(least, reason)
        return True

    def opened(self, connection: Connection) -> None:
        """Counts a connection that was let in."""
        client = connection.client_key
        self._coming[client] -= 1
        if self._coming[client] <= 0:
            del self._coming[client]
        self._by_client[client][connection] = None
        self._size += 1

    def closed(self, connection: Connection) -> None:
        """A connection has been closed, by whomever."""
        own = self._by_client.get(connection.client_key, {})
        if connection in own:
            del own[connection]
            self._size -= 1
            if not own:
                del self._by_client[connection.client_key]

    async def watch(self) -> None:
        """Ends connections that keep the server waiting, until it is cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            now = time.monotonic()
            self._full_until.clear()
            for connection in [each for own in self._by_client.values() for each in own]:
                reason = connection.overdue(now)
                if reason is not None:
                    self._end(connection, reason)

    def _end(self, connection: Connection, reason: str) -> None:
        self.metrics.closed.labels(reason).inc()
        connection.end(reason)
        self.closed(connection)  # it will be, before the loop takes more connections


class Gate(socket.socket):
    """A listening socket that takes only what is let in: the others get `refusal`, and cost no more than that."""

    book: Connections
    refusal: Callable[[], bytes]

    def accept(self) -> tuple[socket.socket, tuple[str, int]]:
        for _ in range(BATCH):
            connection, address = super().accept()
            if self.book.let_in(address[0]):
                return connection, address
            with connection:
                connection.setblocking(False)
                try:
                    connection.send(self.refusal())
                except OSError:
                    pass
        raise BlockingIOError  # others have their turn now


def _least_used(connections: dict[Connection, None]) -> tuple[float, Connection | None]:
    """Since when the one that was silent for longest is so, and which that is, if any."""
    silent = [(since, each) for each in connections if (since := each.silent_since()) is not None]
    return min(silent, key=lambda pair: pair[0]) if silent else (0.0, None)


def _descriptors(workers: int) -> int:
    """How many connections the system's limit of open files leaves room for; raises that limit as far as it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
            soft = hard
        except (OSError, ValueError):
            pass  # macOS calls its limit infinite, and takes no such number
    if soft == resource.RLIM_INFINITY:
        return 1 << 20
    return max(1, (soft - BATCH - OTHER_FILES - FILES_BY_WORKER * workers) // FILES_BY_CONNECTION)
