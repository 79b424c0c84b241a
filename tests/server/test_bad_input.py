"""Bad input gets a clear answer, and others are served meanwhile."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.server.conftest import PATIENCE, Server, Start, answer, http_request, long_program

GOOD = {"source": "print(1)\n", "target": "portable"}
HEAD = b"POST /api/compile HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"nothing",
        b"\xff\xfe\xff",
        b'{"source": "\xe9"}',
        b'{"source": "a\0b"}',
        b'{"source": ' + b"[" * 100_000,
        b'{"source": ' * 50_000,
        b'{"source": ' + b"1" * 10_000 + b"}",
    ],
    ids=lambda body: body[:12].hex(),
)
def test_what_is_no_json(server: Server, body: bytes) -> None:
    reply = server.post("/api/compile", body)
    assert (reply.status, reply.code) in ((400, "invalid-json"), (422, "invalid-request"))
    assert reply.status == 400 or not body or len(body) > 5000
    assert server.compile("print(1)\n").status == 200


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ([], "the body must be a JSON object"),
        (None, "the body must be a JSON object"),
        ({}, "`source` is missing"),
        ({"source": None}, "`source` must be a text"),
        ({"source": 5}, "`source` must be a text"),
        ({"source": ["print(1)"]}, "`source` must be a text"),
        ({"source": "print(1)", "target": "native"}, "`target` must be 'threads' or 'portable'"),
        ({"source": "print(1)", "options": {}}, "there is no field `options`"),
        ({"source": "print(1)", "\ud800": 1}, "the body is no text that has a UTF-8"),
        ({"source": "print(1)", "x" * 5000: 1}, "there is no field `xxx"),
        ({"source": "a\0b"}, "`source` has a null byte at position 1"),
        ({"source": "\ud800"}, "`source` has half of a surrogate pair at position 0"),
    ],
)
def test_fields_that_are_wrong(server: Server, content: Any, told: str) -> None:
    reply = server.post("/api/compile", content)
    assert (reply.status, reply.code) == (422, "invalid-request")
    assert told in reply.json["error"]["message"]
    assert len(reply.body) < 1000
    views = server.post("/api/views", content)
    assert (views.status, views.code) == (422, "invalid-request")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_of_another_type(server: Server, kind: str) -> None:
    reply = server.request("POST", "/api/compile", json.dumps(GOOD), {"Content-Type": kind})
    assert (reply.status, reply.code) == (415, "not-json")


def test_a_program_that_is_too_large(server: Server) -> None:
    fits = "#" * (128 << 10)
    assert server.compile(fits).status == 200
    for source in (fits + "#", "é" * (65 << 10), "\x01" * ((128 << 10) + 1)):
        reply = server.compile(source)
        assert (reply.status, reply.code) == (413, "source-too-large")


@pytest.mark.parametrize("megabytes", [1, 10, 70])
def test_a_body_of_megabytes(server: Server, megabytes: int) -> None:
    connection = server.send(HEAD + f"Content-Length: {megabytes << 20}\r\n\r\n".encode())
    try:
        for _ in range(megabytes):
            connection.sendall(b" " * (1 << 20))
    except ConnectionError:
        assert megabytes > 64
    reply = answer(connection)
    assert (reply.status, reply.code) == (413, "body-too-large")
    assert server.compile("print(1)\n").status == 200


def test_a_body_of_megabytes_in_chunks(server: Server) -> None:
    connection = server.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    for _ in range(160):
        connection.sendall(b"10000\r\n" + b" " * 0x10000 + b"\r\n")
    connection.sendall(b"0\r\n\r\n")
    assert answer(connection).code == "body-too-large"


def test_a_body_of_crumbs_is_refused(server: Server) -> None:
    """Each takes as long as a large piece."""
    connection = server.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    try:
        connection.sendall(b"1\r\nx\r\n" * 100_000)
    except ConnectionError:
        pass
    assert answer(connection).code == "invalid-http"
    body = http_request(GOOD).partition(b"\r\n\r\n")[2]
    pieces = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:9], body[9:20], body[20:]))
    assert answer(server.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + pieces + b"0\r\n\r\n")).status == 200


@pytest.mark.parametrize(
    "body",
    [
        b"{%s}" % b",".join(b'"f%d":1' % number for number in range(70_000)),
        b'{"source":[%s]}' % b",".join([b"[]"] * 200_000),
        b'{"source":' + b" " * 700_000 + b'"print(1)"}',
    ],
    ids=["fields", "lists", "space"],
)
def test_a_body_that_is_expensive_to_read_is_not_read(server: Server, body: bytes) -> None:
    reply = server.post("/api/compile", body)
    assert (reply.status, reply.code) == (422, "invalid-request")
    assert "an object of a few texts" in reply.json["error"]["message"]


@pytest.mark.parametrize("text", ["#" * 99_000, "\\" * 50_000, '"' * 50_000, '\\"' * 30_000, "\n\t\x01" * 20_000])
def test_a_text_may_be_of_any_kind(server: Server, text: str) -> None:
    assert server.compile("# " + text).json["diagnostics"] is not None


def test_a_head_request_that_goes_wrong_in_its_body(server: Server) -> None:
    connection = server.send(b"HEAD /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
    assert connection.recv(100).startswith(b"HTTP/1.1 400")
    assert not [line for line in server.log() if line["level"] == "error"]


@pytest.mark.parametrize(
    "data",
    [
        b"\0\0\0\0\r\n\r\n",
        b"nothing\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"POST /api/compile HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/compile HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: \0\r\n\r\n",
    ],
    ids=lambda data: data[:20].hex(),
)
def test_what_is_no_http(server: Server, data: bytes) -> None:
    reply = answer(server.send(data))
    assert reply.status in (400, 501) and reply.code == "invalid-http"
    assert server.compile("print(1)\n").status == 200


@pytest.mark.parametrize("start", [b"GET / HTTP/1.1\r\nHost: x\r\nX: ", b"GET /"])
def test_headers_that_are_too_large(server: Server, start: bytes) -> None:
    for end in (b"", b" HTTP/1.1\r\nHost: x\r\n\r\n" if start.endswith(b"/") else b"\r\n\r\n"):
        reply = answer(server.send(start + b"x" * 20_000 + end))
        assert (reply.status, reply.code) == (431, "headers-too-large")
    assert server.compile("print(1)\n").status == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/api/compile", 405),
        ("DELETE", "/api/links", 405),
        ("PUT", "/healthz", 405),
        ("HEAD", "/healthz", 200),
        ("HEAD", "/readyz", 200),
        ("HEAD", "/s/nothing", 404),
        ("GET", "/%00", 404),
        ("GET", "/../../etc/passwd", 404),
        ("GET", "/" + "a" * 10_000, 404),
    ],
)
def test_addresses_and_methods(server: Server, method: str, path: str, status: int) -> None:
    reply = server.request(method, path)
    assert reply.status == status
    if method == "HEAD":
        assert reply.body == b"" and int(reply.headers["Content-Length"]) > 0
    else:
        assert reply.code == ("not-found" if status == 404 else "method-not-allowed")
    assert status != 405 or reply.headers["Allow"] in ("POST", "GET")


def test_a_slow_body_times_out_while_others_are_served(start_server: Start) -> None:
    server = start_server(workers=1, request_seconds=1)
    slow = [server.send(HEAD + b'Content-Length: 100\r\n\r\n{"source"') for _ in range(5)]
    assert server.compile("print(1)\n").status == 200
    for connection in slow:
        reply = answer(connection)
        assert (reply.status, reply.code) == (408, "slow-body")
        assert connection.recv(1) == b""
    assert server.compile("print(2)\n").status == 200


def test_slow_headers_time_out_while_others_are_served(start_server: Start) -> None:
    server = start_server(workers=1, request_seconds=1)
    slow = [server.send(data) for data in (b"G", b"GET / HTTP/1.1\r\nHost: x\r\nX:", HEAD)]
    assert server.compile("print(1)\n").status == 200
    for connection in slow:
        reply = answer(connection)
        assert (reply.status, reply.code) == (408, "slow-headers")
        assert connection.recv(1) == b""


def test_a_connection_that_is_used_again_does_not_time_out(start_server: Start) -> None:
    server = start_server(workers=1, request_seconds=1)
    request = http_request({"source": long_program(60)})
    connection = server.send(request[:20])
    connection.sendall(request[20:])
    first = answer(connection)
    assert first.status == 200
    connection.sendall(request)
    assert answer(connection).json["cached"]


def test_a_client_that_leaves_in_the_middle_of_its_body(server: Server) -> None:
    for data in (b"POST /api/comp", HEAD + b'Content-Length: 100\r\n\r\n{"sou', HEAD + b"Content-Length: 9\r\n\r\n"):
        server.send(data).close()
    assert server.compile("print(1)\n").status == 200
    assert not [line for line in server.log() if line["level"] == "error"]


@pytest.mark.parametrize("leaves", [False, True])
def test_a_client_that_leaves_frees_its_place(start_server: Start, leaves: bool) -> None:
    """The one worker's job would take half a minute."""
    server = start_server(workers=1, queue=1, compile_seconds=PATIENCE, queue_seconds=PATIENCE)
    running = server.send(http_request({"source": long_program(600)}))
    server.wait_until(lambda _: bool(server.running()))
    [worker] = server.running()
    waiting = server.send(http_request({"source": "print(1)\n"}))
    server.wait_until(lambda health: health["waiting"] == 1)
    if leaves:
        waiting.close()
        server.wait_until(lambda health: health["waiting"] == 0)
        waiting = server.send(http_request({"source": "print(2)\n"}))
    running.close()
    assert answer(waiting).status == 200
    server.wait_until(lambda _: worker not in server.workers())
    assert [line["event"] for line in server.log()].count("job dropped: its client has left") == 1
