"""Limits of time and memory, workers that die, the queue, and rates."""

from __future__ import annotations

import os
import signal

from tests.server.conftest import PATIENCE, Server, Start, answer, http_request, long_program

HELLO = "print('hello')\n"


def kill(server: Server, pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    server.wait_until(lambda _: pid not in server.workers())


def test_a_program_that_takes_too_long(start_server: Start) -> None:
    server = start_server(workers=1, compile_seconds=0.7)
    workers = server.workers()
    reply = server.compile(long_program(600))
    assert (reply.status, reply.code) == (422, "compile-time")
    assert "more than 0.7 s" in reply.json["error"]["message"]
    assert server.compile(HELLO).status == 200
    server.wait_until(lambda _: workers != server.workers())
    assert server.compile(long_program(600)).code == "compile-time"


def test_a_program_that_takes_too_much_memory(start_server: Start) -> None:
    server = start_server(workers=1, memory_bytes=80 << 20, compile_seconds=20)
    workers = server.workers()
    reply = server.compile(long_program(600))
    assert reply.status == 422
    assert reply.code in ("compile-memory", "compile-time")  # CPython without memory sometimes hangs
    assert server.compile(HELLO).status == 200
    server.wait_until(lambda _: workers != server.workers())


def test_an_idle_worker_that_dies_is_replaced(start_server: Start) -> None:
    server = start_server(workers=2)
    for _ in range(2):
        pid = server.workers()[0]
        kill(server, pid)
        assert server.compile(HELLO).status == 200
    server.wait_until(lambda health: health["workers"] == 2)


def test_a_worker_that_dies_at_its_job_is_replaced(start_server: Start) -> None:
    """Its program is given to another, once."""
    server = start_server(workers=1, compile_seconds=PATIENCE)
    running = server.send(http_request({"source": long_program(600)}))
    for _ in range(2):
        server.wait_until(lambda _: bool(server.running()))
        kill(server, server.running()[0])
    reply = answer(running)
    assert (reply.status, reply.code) == (500, "compiler-died")
    assert server.compile(HELLO).status == 200


def test_a_program_whose_worker_died_is_tried_once_more(start_server: Start) -> None:
    server = start_server(workers=1, compile_seconds=PATIENCE)
    running = server.send(http_request({"source": long_program(60)}))
    server.wait_until(lambda _: bool(server.running()))
    kill(server, server.running()[0])
    assert answer(running).status == 200


def test_while_there_is_no_worker(start_server: Start) -> None:
    server = start_server(workers=1)
    for pid in server.workers():
        kill(server, pid)
    health, ready = server.get("/healthz"), server.get("/readyz")
    assert (health.status, health.json["status"]) in ((503, "starting"), (200, "ok"))
    assert (ready.status, ready.json["ready"]) in ((503, False), (200, True))
    assert server.compile(HELLO).status == 200


def test_workers_are_renewed(start_server: Start) -> None:
    server = start_server(workers=1, worker_jobs=2)
    first = server.workers()[0]
    for number in range(8):
        assert server.compile(f"print({number})\n").status == 200
    server.wait_until(lambda _: first not in server.workers())


def test_a_full_queue_is_told_at_once(start_server: Start) -> None:
    server = start_server(workers=1, queue=1, compile_seconds=PATIENCE, queue_seconds=PATIENCE)
    kept = server.compile(HELLO).body
    server.send(http_request({"source": long_program(600)}))
    server.wait_until(lambda health: health["idle"] == 0)
    server.send(http_request({"source": "print(2)\n"}))
    server.wait_until(lambda health: health["waiting"] == 1)
    reply = server.compile("print(3)\n")
    assert (reply.status, reply.code) == (503, "busy")
    assert int(reply.headers["Retry-After"]) >= 1
    assert server.post("/api/links", {"fragment": "x"}).status == 201
    assert server.compile(HELLO).json["cached"] and kept


def test_waiting_has_an_end(start_server: Start) -> None:
    server = start_server(workers=1, queue=5, compile_seconds=PATIENCE, queue_seconds=0.3)
    server.send(http_request({"source": long_program(600)}))
    server.wait_until(lambda health: health["idle"] == 0)
    reply = server.compile(HELLO)
    assert (reply.status, reply.code) == (503, "busy")
    assert reply.headers["Retry-After"]


def test_one_address_may_ask_so_often(start_server: Start) -> None:
    server = start_server(workers=1, rate_compile="3/hour", rate_links="2/hour")
    assert [server.compile(HELLO).status for _ in range(4)] == [200, 200, 200, 429]
    reply = server.post("/api/views", {"source": HELLO, "view": "ir"})
    assert (reply.status, reply.code) == (429, "rate-limit")
    assert 1 <= int(reply.headers["Retry-After"]) <= 3600
    links = [server.post("/api/links", {"fragment": "x"}) for _ in range(3)]
    assert [link.status for link in links] == [201, 201, 429]
    assert server.get(links[0].json["path"]).status == 302
    assert server.health()["status"] == "ok"


def test_addresses_count_apart_behind_a_proxy_that_is_trusted(start_server: Start) -> None:
    def statuses(server: Server, *addresses: str) -> list[int]:
        body = {"source": HELLO}
        return [server.post("/api/compile", body, **{"X-Forwarded-For": each}).status for each in addresses]

    trusting = start_server(workers=1, rate_compile="1/hour", trusted_proxies="127.0.0.1")
    assert statuses(trusting, "10.0.0.1", "10.0.0.2", "10.0.0.1") == [200, 200, 429]
    assert statuses(trusting, "2001:db8::1", "2001:db8::2", "2001:db8:1::1") == [200, 429, 200]
    assert statuses(start_server(workers=1, rate_compile="1/hour"), "10.0.0.1", "10.0.0.2") == [200, 429]
