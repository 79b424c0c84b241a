"""What one client asks for costs no other what is its share: turns, pauses, rates by seconds, bursts."""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.server.conftest import (
    PATIENCE,
    Reply,
    Server,
    Start,
    answer,
    http_request,
    long_program,
    process_state,
    processor_seconds,
)
from weft_server.turns import Turns

PROXY = {"trusted_proxies": "127.0.0.1"}
LONG = {"compile_seconds": PATIENCE, "queue_seconds": PATIENCE}


def request_of(address: str, source: str) -> bytes:
    """A program of a client of a proxy, as bytes."""
    return http_request({"source": source}).replace(b"Host: x", f"Host: x\r\nX-Forwarded-For: {address}".encode(), 1)


def compile_for(server: Server, address: str, source: str) -> Reply:
    return server.post("/api/compile", {"source": source}, **{"X-Forwarded-For": address})


def test_turns_are_taken_in_a_round() -> None:
    turns: Turns[str] = Turns()
    for item in ("a1", "a2", "a3", "b1", "c1", "b2"):
        turns.add(item[0], item)
    assert len(turns) == 6 and turns.last_of_longest() == "a3"
    turns.add("b", "b0", first=True)
    assert turns.drop("a", "a2") and not turns.drop("a", "a2") and not turns.drop("d", "d1")
    assert [turns.take(turns.clients()[0]) for _ in range(len(turns))] == ["a1", "b0", "c1", "a3", "b1", "b2"]
    assert not turns.clients() and not list(turns)


def test_who_has_all_places_gives_one_to_who_waits(start_server: Start) -> None:
    """The one's two programs would take half a minute."""
    server = start_server(workers=2, first_seconds=PATIENCE, **PROXY, **LONG)
    for number in range(2):
        server.send(request_of("10.0.0.1", long_program(600) + f"# {number}\n"))
    server.wait_until(lambda health: health["idle"] == 0)
    for number in range(3):
        assert compile_for(server, "10.0.0.2", f"print({number})\n").status == 200
    server.wait_until(lambda _: [process_state(pid) for pid in server.running()] == ["R", "R"])


def test_a_long_program_waits_behind_those_of_others_and_then_goes_on(start_server: Start) -> None:
    server = start_server(workers=1, first_seconds=0.3, **PROXY, **LONG)
    long = server.send(request_of("10.0.0.1", long_program(60)))
    server.wait_until(lambda health: health["idle"] == 0)
    for number in range(5):
        assert compile_for(server, "10.0.0.2", f"print({number})\n").status == 200
    long.settimeout(0.0)
    with pytest.raises(BlockingIOError):
        long.recv(1)
    long.settimeout(PATIENCE)
    assert answer(long).status == 200
    assert b"weft_pauses_total 0.0" not in server.get("/metrics").body


def test_programs_that_are_paused_are_bounded(start_server: Start) -> None:
    """Each holds a process. One that has two of them gives up one."""
    server = start_server(workers=2, first_seconds=0.1, **PROXY, **LONG)

    def begin(number: int) -> socket.socket:
        return server.send(request_of(f"10.0.0.{number}", long_program(600) + f"# {time.monotonic()}\n"))

    greedy = [begin(1), begin(1)]
    others = []
    for number in (2, 3, 4):
        others.append(begin(number))
        server.wait_until(lambda health, number=number: health["waiting"] == min(number - 1, 2))
    told, _, _ = select.select(greedy, [], [], PATIENCE)
    for connection in told:
        reply = answer(connection)
        assert (reply.status, reply.code) == (503, "busy")
        assert reply.headers["Retry-After"]
    assert len(told) == 1 and not select.select(others, [], [], 0)[0]


def test_a_burst_of_long_programs_is_served_to_the_end(start_server: Start) -> None:
    """None is given up though all take longer than the first limit."""
    server = start_server(workers=2, first_seconds=0.1, **PROXY, **LONG)
    held = [server.send(request_of(f"10.0.0.{number}", long_program(40) + f"# {number}\n")) for number in range(8)]
    assert [answer(connection).status for connection in held] == [200] * 8


def test_a_program_is_given_its_whole_time_though_it_is_paused(start_server: Start) -> None:
    server = start_server(workers=1, first_seconds=0.1, **PROXY, **LONG | {"compile_seconds": 1.5})
    long = server.send(request_of("10.0.0.1", long_program(600)))
    server.wait_until(lambda health: health["idle"] == 0)
    for number in range(20):
        assert compile_for(server, "10.0.0.2", f"print({number})\n").status == 200
    assert answer(long).code == "compile-time"


def test_a_worker_that_answers_as_it_is_paused_goes_on(start_server: Start) -> None:
    """Programs that take about as long as may pass before others have their turn."""
    server = start_server(workers=1, first_seconds=0.01, **PROXY, **LONG | {"compile_seconds": 2})

    def ask(number: int) -> int:
        return compile_for(server, f"10.0.0.{number % 4}", f"print([{number}, {number}])\n").status

    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(ask, range(250))) == {200}
    server.wait_until(lambda health: health["idle"] == 1)
    assert b"weft_pauses_total 0.0" not in server.get("/metrics").body
    server.wait_until(lambda _: all(process_state(pid) == "S" for pid in server.workers()))


def test_a_stopped_worker_ends_with_a_server_that_is_killed(start_server: Start) -> None:
    server = start_server(workers=1, **LONG)
    server.send(http_request({"source": long_program(600)}))
    server.wait_until(lambda _: bool(server.running()))
    [worker] = server.running()
    os.kill(worker, signal.SIGSTOP)
    server.stop(signal.SIGKILL)
    end = time.monotonic() + PATIENCE
    while process_state(worker) != "Z":
        assert time.monotonic() < end
        os.sched_yield()


def test_who_waits_in_a_full_queue_loses_its_own_place(start_server: Start) -> None:
    """Not the one who comes last, but the one who has most waiting."""
    server = start_server(workers=1, queue=2, first_seconds=PATIENCE, **PROXY, **LONG)
    server.send(request_of("10.0.0.1", long_program(600)))
    server.wait_until(lambda health: health["idle"] == 0)
    greedy = [server.send(request_of("10.0.0.1", f"print({number})\n")) for number in range(2)]
    server.wait_until(lambda health: health["waiting"] == 2)
    modest = server.send(request_of("10.0.0.2", "print('modest')\n"))
    assert answer(greedy[1]).code == "busy"
    assert server.health()["waiting"] == 2
    modest.close()


def test_the_same_program_of_many_is_compiled_once(start_server: Start) -> None:
    server = start_server(workers=2, **PROXY, **LONG)
    held = [server.send(request_of(f"10.0.0.{number}", long_program(60))) for number in range(40)]
    assert [answer(connection).status for connection in held] == [200] * 40
    assert b'weft_compiles_total{outcome="answer"} 1.0' in server.get("/metrics").body


def test_who_waits_for_the_same_program_goes_on_without_the_first(start_server: Start) -> None:
    """Whether that leaves, or its worker dies."""
    server = start_server(workers=1, **PROXY, **LONG)
    first, second, third = (server.send(request_of(f"10.0.0.{number}", long_program(60))) for number in range(3))
    server.wait_until(lambda _: bool(server.running()))
    first.close()
    third.close()
    os.kill(server.running()[0], signal.SIGKILL)
    assert answer(second).status == 200


def test_one_address_may_have_the_compiler_work_so_long(start_server: Start) -> None:
    server = start_server(workers=1, rate_compile_seconds="1/hour", **PROXY, **LONG)
    assert compile_for(server, "10.0.0.1", "print(1)\n").status == 200
    assert compile_for(server, "10.0.0.1", long_program(100)).status == 200
    reply = compile_for(server, "10.0.0.1", "print(2)\n")
    assert (reply.status, reply.code) == (429, "rate-limit")
    assert "1/hour, in seconds" in reply.json["error"]["message"]
    assert 1 <= int(reply.headers["Retry-After"]) <= 3600
    assert compile_for(server, "10.0.0.1", "print(1)\n").json["cached"]
    assert compile_for(server, "10.0.0.2", "print(2)\n").status == 200


def test_seconds_count_though_the_client_leaves(start_server: Start) -> None:
    server = start_server(workers=1, rate_compile_seconds="1/hour", **PROXY, **LONG)
    connection = server.send(request_of("10.0.0.1", long_program(600)))
    server.wait_until(lambda health: health["idle"] == 0)
    # to start takes a worker less than one second
    server.wait_until(lambda _: any(processor_seconds(pid) > 2 for pid in server.workers()))
    connection.close()
    server.wait_until(lambda health: health["idle"] == 1)
    assert compile_for(server, "10.0.0.1", "print(2)\n").code == "rate-limit"


def test_a_burst_that_can_be_served_in_time_is_served(start_server: Start) -> None:
    server = start_server(workers=2, **PROXY)
    with ThreadPoolExecutor(120) as threads:
        numbers = range(120)
        replies = threads.map(lambda n: compile_for(server, f"10.0.{n // 2}.1", f"print({n})\n"), numbers)
        assert [reply.status for reply in replies] == [200] * 120


def test_requests_of_one_address_have_a_rate(start_server: Start) -> None:
    """Who asks too often waits for the refusal, too."""
    server = start_server(workers=1, rate_requests="5/hour", **PROXY)
    statuses = [server.get("/healthz", **{"X-Forwarded-For": "10.0.0.1"}).status for _ in range(5)]
    assert statuses == [200] * 5
    reply = server.get("/healthz", **{"X-Forwarded-For": "10.0.0.1"})
    assert (reply.status, reply.code, reply.headers["Connection"]) == (429, "rate-limit", "close")
    assert server.get("/healthz", **{"X-Forwarded-For": "10.0.0.2"}).status == 200


def test_bodies_of_one_address_are_bounded_together(start_server: Start) -> None:
    server = start_server(workers=1, held_bytes_by_address=200_000, **PROXY)
    head = "POST /api/compile HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n"
    head += "X-Forwarded-For: 10.0.0.1\r\n\r\n"
    first = [server.send(head.encode() + b" " * 99_000) for _ in range(2)]
    small = "print(1)\n"
    while compile_for(server, "10.0.0.1", small + "#" * 5000).status != 429:
        pass
    reply = compile_for(server, "10.0.0.1", small + "#" * 5000)
    assert (reply.status, reply.code) == (429, "too-much-at-once")
    assert compile_for(server, "10.0.0.2", small).status == 200
    for connection in first:
        connection.close()
    while compile_for(server, "10.0.0.1", small + "#" * 5000).status != 200:
        pass
