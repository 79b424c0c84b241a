"""The command: it says where it listens, or why it can't, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.server.conftest import (
    PATIENCE,
    PLAY,
    ROOT,
    Start,
    answer,
    environment,
    http_request,
    long_program,
    process_state,
)


def run(folder: Path, *arguments: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """A server that can't start."""
    env = environment(folder, **settings)
    return subprocess.run([*PLAY, *arguments], env=env, capture_output=True, text=True, timeout=PATIENCE)


def alive(pid: int) -> bool:
    return process_state(pid) != "Z"


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("busy", [False, True])
def test_it_ends_cleanly(start_server: Start, by: signal.Signals, busy: bool) -> None:
    """What waits is told at once; what is being compiled at SIGTERM may become done."""
    server = start_server(workers=1, compile_seconds=PATIENCE, queue_seconds=PATIENCE)
    workers = server.workers()
    if busy:
        server.send(http_request({"source": long_program(30)}))
        server.wait_until(lambda health: health["idle"] == 0)
        server.send(http_request({"source": "print(1)\n"}))
        server.wait_until(lambda health: health["waiting"] == 1)
    connections, server.raw = server.raw, []
    status = server.stop(by)
    assert status == (0 if by is signal.SIGINT else -signal.SIGTERM)
    assert not any(map(alive, workers))
    assert not list(server.log_file.parent.glob("weft-server-*"))
    assert not [line for line in server.log() if line["level"] == "error"]
    replies = [answer(connection) for connection in connections]
    if busy:
        running, waiting = replies
        assert (waiting.status, waiting.code) == (503, "stopping")
        assert waiting.headers["Retry-After"]
        assert running.status == 200 if by is signal.SIGTERM else running.code == "stopping"
    for connection in connections:
        connection.close()


def test_sigterm_waits_for_no_program_for_long(start_server: Start) -> None:
    """Its clients are told within the time that a program may still take."""
    server = start_server(workers=1, compile_seconds=PATIENCE)
    connection = server.send(http_request({"source": long_program(600)}))
    server.wait_until(lambda health: health["idle"] == 0)
    server.raw.clear()
    assert server.stop(signal.SIGTERM) == -signal.SIGTERM
    assert answer(connection).code == "stopping"
    connection.close()


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_though_a_worker_hangs_while_it_starts(start_server: Start, tmp_path: Path, by: signal.Signals) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys, time\n"
        "if 'weft_server.worker' in sys.orig_argv and os.path.exists(__file__ + '.hang'): time.sleep(1000)\n"
    )
    path = os.pathsep.join([str(tmp_path), str(ROOT / "compiler"), str(ROOT / "server")])
    server = start_server(workers=1, env={"PYTHONPATH": path})
    (tmp_path / "sitecustomize.py.hang").touch()
    for pid in server.workers():
        os.kill(pid, signal.SIGKILL)
    server.wait_until(lambda health: health["workers"] == 0)
    server.process.send_signal(by)
    server.process.wait(PATIENCE / 4)
    assert not [line for line in server.log() if line["level"] == "error"]


def test_a_second_signal_ends_it_though_a_client_does_not_read(start_server: Start) -> None:
    server = start_server(workers=1, send_seconds=PATIENCE)
    source = "".join(f"def f{i}(a):\n    return [a, {i}, str(a)]\nprint(f{i}({i}))\n" for i in range(150))
    assert server.compile(source, "threads").status == 200
    connection = server.connect()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.sendall(http_request({"source": source}) * 20)
    assert connection.recv(1)
    server.process.send_signal(signal.SIGINT)
    server.process.send_signal(signal.SIGINT)
    server.process.wait(PATIENCE / 4)


def test_workers_end_with_a_server_that_is_killed(start_server: Start) -> None:
    server = start_server(workers=2)
    workers = server.workers()
    server.stop(signal.SIGKILL)
    end = time.monotonic() + PATIENCE
    while any(map(alive, workers)):
        assert time.monotonic() < end
        os.sched_yield()


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        done = run(tmp_path, "--port", port)
    assert done.returncode == 2
    assert done.stderr == (
        f"error: cannot listen at 127.0.0.1 port {port}: address already in use\n"
        "help: `weft play --port 0` takes a port that is free\n"
    )


@pytest.mark.parametrize(
    ("arguments", "settings", "told"),
    [
        (["--port", "99999"], {}, "--port takes a number from 0 to 65535, not 99999"),
        (["--port", "x"], {}, "--port takes a number"),
        (["--host", "no.such.host.invalid", "--port", "0"], {}, "cannot listen at no.such.host.invalid port 0: "),
        ([], {"workers": 0}, "WEFT_SERVER_WORKERS must be greater than 0, not 0"),
        ([], {"compile_seconds": "soon"}, "WEFT_SERVER_COMPILE_SECONDS must be a number, not soon"),
        ([], {"rate_compile": "often"}, "WEFT_SERVER_RATE_COMPILE must be a rate such as 30/minute, not 'often'"),
        ([], {"trusted_proxies": "caddy"}, "WEFT_SERVER_TRUSTED_PROXIES must be addresses or networks"),
        ([], {"trusted_proxies": "10.0.0.1/8"}, "WEFT_SERVER_TRUSTED_PROXIES must be addresses or networks"),
        ([], {"metrics_to": "127.0.0.1,me"}, "WEFT_SERVER_METRICS_TO must be addresses or networks"),
        ([], {"root_path": "weft/"}, "WEFT_SERVER_ROOT_PATH must be a path such as /weft"),
        ([], {"log_addresses": "some"}, "WEFT_SERVER_LOG_ADDRESSES must be 'full', 'network' or 'none', not some"),
        ([], {"wokers": 1}, "there is no setting WEFT_SERVER_WOKERS\nhelp: did you mean `WEFT_SERVER_WORKERS`?"),
        ([], {"port": 0, "memory_bytes": 1 << 20}, "the server can't start"),
        (["page"], {}, "unexpected argument page"),
        (["--prot", "1"], {}, "did you mean --port?"),
    ],
)
def test_what_cannot_be(tmp_path: Path, arguments: list[str], settings: dict[str, object], told: str) -> None:
    done = run(tmp_path, *arguments, **settings)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr or "memory_bytes" in settings
    assert not list(tmp_path.glob("weft-server-*"))


@pytest.mark.parametrize("path", ["compiler", "compiler:server"])
def test_without_the_extra(path: str) -> None:
    env = {"PYTHONPATH": ":".join(str(ROOT / part) for part in path.split(":"))}
    command = [sys.executable, "-S", "-P", "-m", "weftc.cli", "play"]
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    assert done.returncode == 2
    assert "in a clone of Weft: pip install -e '.[server]'" in done.stderr


def test_open_shows_the_page(tmp_path: Path) -> None:
    """The browser is a program that writes down what it was told to show."""
    browser, seen = tmp_path / "browser", tmp_path / "seen"
    os.mkfifo(seen)
    browser.write_text(f'#!/bin/sh\necho "$1" > {seen}\n')
    browser.chmod(0o755)
    env = environment(tmp_path, workers=1) | {"BROWSER": str(browser)}
    with subprocess.Popen([*PLAY, "--port", "0", "--open"], env=env, stdout=subprocess.PIPE, text=True) as process:
        try:
            shown = seen.read_text().strip()
            assert process.stdout is not None
            assert process.stdout.readline() == f"Weft's playground: {shown}\n"
        finally:
            process.send_signal(signal.SIGINT)


def test_all_addresses(tmp_path: Path) -> None:
    command = [*PLAY, "--host", "0.0.0.0", "--port", "0"]
    env = environment(tmp_path, workers=1)
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("Weft's playground: http://localhost:")
        finally:
            process.send_signal(signal.SIGINT)
