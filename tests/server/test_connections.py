"""Connections have bounds and deadlines, from the moment they open."""

from __future__ import annotations

import asyncio
import resource
import socket
import time
import weakref
from dataclasses import dataclass, field

import pytest
from starlette.types import Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.server import ServerState

from tests.server.conftest import PATIENCE, Reply, Server, Start, answer, http_request
from weft_server.addresses import client_key
from weft_server.connections import SILENT_SECONDS, Connections
from weft_server.metrics import Metrics
from weft_server.protocol import protocol_class
from weft_server.settings import Settings

GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"


@dataclass(eq=False)
class Stub:
    """What the book of connections is told; real ones follow below."""

    client_key: str
    since: float | None
    ended: list[str] = field(default_factory=list)

    def silent_since(self) -> float | None:
        return self.since

    def overdue(self, now: float) -> str | None:
        return None

    def end(self, reason: str) -> None:
        self.ended.append(reason)


def book(**settings: object) -> Connections:
    return Connections(Settings(**settings), Metrics())  # type: ignore[arg-type]


def open_one(connections: Connections, address: str, since: float | None) -> Stub:
    """A connection that is let in; `since`: as in Stub, in seconds from now."""
    assert connections.let_in(address)
    made = Stub(client_key(address), since and time.monotonic() + since)
    connections.opened(made)
    return made


def test_the_one_that_was_silent_for_longest_makes_room() -> None:
    connections = book(connections=10, connections_by_address=3)
    short, long, at_work = (open_one(connections, "10.0.0.1", since) for since in (-2.0, -5.0, None))
    open_one(connections, "10.0.0.2", -9.0)
    open_one(connections, "10.0.0.1", -0.1)
    assert (short.ended, long.ended, at_work.ended) == ([], ["address"], [])
    open_one(connections, "10.0.0.1", None)
    assert short.ended == ["address"]
    assert not connections.let_in("10.0.0.1"), "none has been silent for long"


def test_the_client_with_most_makes_room_for_all() -> None:
    connections = book(connections=4, connections_by_address=3)
    many = [open_one(connections, "10.0.0.1", -5.0) for _ in range(2)]
    few = [open_one(connections, f"10.0.0.{number}", -9.0) for number in (2, 3)]
    open_one(connections, "10.0.0.4", None)
    assert [each.ended for each in (*many, *few)] == [["all"], [], [], []]


def test_what_is_let_in_counts_before_it_is_open() -> None:
    connections = book(connections=10, connections_by_address=3)
    assert [connections.let_in("10.0.0.1") for _ in range(5)] == [True, True, True, False, False]
    assert connections.let_in("2001:db8::1") and connections.let_in("2001:db8::2")
    for _ in range(3):
        made = Stub("10.0.0.1", None)
        connections.opened(made)
        connections.closed(made)
        connections.closed(made)
    assert connections.let_in("10.0.0.1")


def test_proxies_have_no_bound_of_their_own() -> None:
    connections = book(connections=10, connections_by_address=3, trusted_proxies="10.0.0.0/8")
    assert all(connections.let_in("10.0.0.1") for _ in range(10))
    assert not connections.let_in("10.0.0.1")


def closed(connection: socket.socket) -> bool:
    """Whether the server has closed a connection; waits for that."""
    connection.settimeout(PATIENCE)
    try:
        while connection.recv(65536):
            pass
    except ConnectionError:
        pass
    return True


def from_address(server: Server, address: str, data: bytes = b"") -> socket.socket:
    """A connection from one of this machine's addresses."""
    connection = socket.create_connection(("127.0.0.1", server.port), PATIENCE, (address, 0))
    server.raw.append(connection)
    connection.sendall(data)
    return connection


def connections(server: Server) -> float:
    lines = server.get("/metrics").body.decode().splitlines()
    [count] = [line.split()[1] for line in lines if line.startswith("weft_connections ")]
    return float(count) - 1  # the one that asks


@pytest.mark.parametrize("data", [b"", GET, GET + GET])
def test_silent_connections_are_closed(start_server: Start, data: bytes) -> None:
    server = start_server(workers=1, idle_seconds=0.5)
    held = [server.send(data) for _ in range(5)]
    assert all(map(closed, held))
    assert connections(server) == 0


def test_connections_of_one_address_are_bounded(start_server: Start) -> None:
    """Silent ones make room for new ones; while all are at work new ones are refused."""
    server = start_server(workers=1, connections_by_address=5)
    silent = [from_address(server, "127.0.0.2") for _ in range(5)]
    server.wait_until(lambda _: connections(server) == 5)
    time.sleep(SILENT_SECONDS)
    busy = [from_address(server, "127.0.0.2", b"GET / HT") for _ in range(5)]
    assert all(map(closed, silent))
    reply = answer(from_address(server, "127.0.0.2"))
    assert (reply.status, reply.code) == (503, "too-many-connections")
    assert server.health()["status"] == "ok"
    for connection in busy:
        connection.sendall(b"TP/1.1\r\nHost: x\r\n\r\n")
        assert answer(connection).status == 503  # there is no page


def test_silent_connections_beyond_the_systems_limit(start_server: Start) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))

    server = start_server(workers=1, options={"preexec_fn": limit})
    held = [from_address(server, "127.0.0.2") for _ in range(400)]
    assert server.compile("print(1)\n").status == 200
    assert connections(server) < 128
    assert server.log_file.stat().st_size < 1 << 20
    assert not [line for line in server.log() if line["level"] == "error"]
    for connection in held:
        connection.close()
    assert server.compile("print(2)\n").status == 200


def test_clients_that_do_not_read_are_cut_off(start_server: Start) -> None:
    """Each asks for more than the system keeps for it."""
    server = start_server(workers=1, send_seconds=0.5, idle_seconds=PATIENCE)
    source = "".join(f"def f{i}(a):\n    return [a, {i}, str(a)]\nprint(f{i}({i}))\n" for i in range(150))
    assert server.compile(source, "threads").status == 200
    held = []
    for _ in range(3):
        connection = server.connect()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(http_request({"source": source}) * 20)
        held.append(connection)
    server.wait_until(lambda _: b'reason="slow-reading"} 3.0' in server.get("/metrics").body)
    assert connections(server) == 0


def test_pipelined_requests_are_answered_in_turn(start_server: Start) -> None:
    """All of them, though the server reads no further than it has answered."""
    server = start_server(workers=1)
    connection = server.connect()
    connection.sendall(GET * 500)
    reader = connection.makefile("rb")
    for _ in range(500):
        assert reader.readline() == b"HTTP/1.1 200 OK\r\n"
        length = 0
        while (line := reader.readline()) != b"\r\n":
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        reader.read(length)


def test_an_upload_that_waits_for_leave_gets_it(server: Server) -> None:
    request = http_request({"source": "print(1)\n"})
    head, _, body = request.partition(b"\r\n\r\n")
    connection = server.send(head + b"\r\nExpect: 100-continue\r\n\r\n")
    assert connection.recv(100).startswith(b"HTTP/1.1 100")
    connection.sendall(body)
    reply: Reply = answer(connection)
    assert reply.status == 200


def test_what_was_read_of_a_lost_connection_goes_at_once() -> None:
    """Also while its request is still served, or waits to be refused."""

    async def run() -> None:
        left, ended = asyncio.Event(), asyncio.Event()

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            await ended.wait()
            while (await receive())["type"] != "http.disconnect":
                pass
            await send({"type": "http.response.start", "status": 200, "headers": []})
            left.set()

        settings = Settings()
        connections = Connections(settings, Metrics())
        config, state = Config(app), ServerState()
        made = protocol_class(settings, connections)
        read: list[weakref.ref[object]] = []

        class Protocol(made):  # type: ignore[valid-type, misc]
            def data_received(self, data: bytes) -> None:
                super().data_received(data)
                read[:] = [weakref.ref(self.conn)]

            def connection_lost(self, exc: Exception | None) -> None:
                super().connection_lost(exc)
                asyncio.get_running_loop().call_soon(lost.set)

        lost = asyncio.Event()
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Protocol(config, state, {}), "127.0.0.1", 0)
        _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(http_request({"source": "x" * 1000}))
        writer.close()
        await asyncio.wait_for(lost.wait(), PATIENCE)
        assert [known() for known in read] == [None]
        ended.set()
        await asyncio.wait_for(left.wait(), PATIENCE)
        server.close()

    asyncio.run(run())
