"""A real server for each module of tests, or with settings of a test's own, spoken to over real connections."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
#: beyond which something hangs
PATIENCE = 60.0
Start = Callable[..., "Server"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of servers run in one process of the test runner: they share the module's."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("server"))


@dataclass
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """Of an error."""
        assert self.headers["Content-Type"] == "application/json", self.body
        assert self.json["error"]["request_id"] == self.headers["X-Request-ID"]
        code: str = self.json["error"]["code"]
        return code


@dataclass
class Server:
    process: subprocess.Popen[str]
    log_file: Path
    port: int = 0
    raw: list[socket.socket] = field(default_factory=list)

    def connect(self) -> socket.socket:
        """A connection for what no client would send."""
        self.raw.append(socket.create_connection(("127.0.0.1", self.port), PATIENCE))
        return self.raw[-1]

    def send(self, data: bytes) -> socket.socket:
        """A connection on which these bytes have been sent."""
        connection = self.connect()
        connection.sendall(data)
        return connection

    def request(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return Reply(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Reply:
        return self.request("GET", path, headers=headers)

    def post(self, path: str, content: Any, **headers: str) -> Reply:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        return self.request("POST", path, body, {"Content-Type": "application/json", **headers})

    def compile(self, source: str, target: str = "portable") -> Reply:
        return self.post("/api/compile", {"source": source, "target": target})

    def health(self) -> dict[str, Any]:
        found: dict[str, Any] = self.get("/healthz").json
        return found

    def wait_until(self, holds: Callable[[dict[str, Any]], bool]) -> None:
        """Asks after the server's health until it is so."""
        for _ in range(20_000):
            if holds(self.health()):
                return
        pytest.fail(f"it stays at {self.health()}")

    def log(self) -> list[dict[str, Any]]:
        """What was logged so far, by line."""
        whole = self.log_file.read_text().rpartition("\n")[0]
        return [json.loads(line) for line in whole.splitlines() if line.startswith("{")]

    def log_of(self, reply: Reply) -> list[dict[str, Any]]:
        """What was logged about a request, the line that ends it included: that comes after the response."""
        found: list[dict[str, Any]] = []

        def whole(_: object) -> bool:
            found[:] = [line for line in self.log() if line.get("request_id") == reply.headers["X-Request-ID"]]
            return any(line["event"] == "request" for line in found)

        self.wait_until(whole)
        return found

    def workers(self) -> list[int]:
        """The processes that compile."""
        started = [line["worker"] for line in self.log() if line["event"] == "worker started"]
        gone = [line["worker"] for line in self.log() if line["event"] == "worker gone"]
        return [pid for pid in started if pid not in gone]

    def running(self) -> list[int]:
        """Of these, those that are at work: in the middle of a program, or stopped there."""
        return [pid for pid in self.workers() if process_state(pid) in "RT"]

    def stop(self, by: signal.Signals = signal.SIGINT) -> int:
        """Ends it; its status."""
        for connection in self.raw:
            connection.close()
        if self.process.poll() is None:
            self.process.send_signal(by)
        try:
            return self.process.wait(PATIENCE)
        finally:
            self.process.kill()


def processor_seconds(pid: int) -> float:
    """What a process has had of the processor's time."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def process_state(pid: int) -> str:
    """The system's letter: R runs, S waits, T is stopped, Z has ended; also Z where there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):  # the latter where it ends between opening and reading
        return "Z"


def answer(connection: socket.socket) -> Reply:
    """What comes on a connection."""
    response = http.client.HTTPResponse(connection)
    response.begin()
    return Reply(response.status, response.headers, response.read())


def http_request(content: Any, path: str = "/api/compile") -> bytes:
    """A POST as bytes."""
    body = json.dumps(content).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


#: sixteen types: a function has as many versions
KINDS = "1 1.5 's' True None [1] [1.5] ['s'] (1,) (1.5,) ('s',) {1} {1.5} {1:2} {'a':1} [[1]]".split()


def long_program(functions: int) -> str:
    """Takes the compiler long: 600 functions some 15 s."""
    chain = (f"def f{i}(a):\n    b = f{i - 1}(a)\n    print(b, [a, a], a)\n    return b\n" for i in range(1, functions))
    calls = (f"print(f{functions - 1}({value}))\n" for value in KINDS)
    return "".join(["def f0(a):\n    return [a]\n", *chain, *calls])


def environment(folder: Path, **settings: object) -> dict[str, str]:
    """Of a server's process: its files are in a folder of the test's own."""
    made = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'compiler'}{os.pathsep}{ROOT / 'server'}"}
    made |= {"XDG_STATE_HOME": str(folder), "TMPDIR": str(folder)}
    return made | {f"WEFT_SERVER_{name.upper()}": str(value) for name, value in settings.items()}


PLAY = [sys.executable, "-P", "-m", "weftc.cli", "play"]


def start(folder: Path, **settings: object) -> Server:
    """A server that listens, with these settings."""
    extra = settings.pop("env", {})
    options = settings.pop("options", {})
    assert isinstance(extra, dict) and isinstance(options, dict)
    often = "100000/minute"
    rates = dict.fromkeys(("rate_requests", "rate_compile", "rate_compile_seconds", "rate_links"), often)
    settings = {**rates, "log_lines_a_minute": 100_000, "page": folder / "not-built"} | settings
    log_file = folder / "log"
    with open(log_file, "w") as log:
        process = subprocess.Popen(
            [*PLAY, "--port", "0"],
            env=environment(folder, **settings) | extra,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            **options,
        )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Weft's playground: http://127.0.0.1:"), line + log_file.read_text()
    return Server(process, log_file, urlsplit(line.split()[-1]).port or 0)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With two workers, and no limits that tests run into."""
    made = start(tmp_path_factory.mktemp("server"), workers=2)
    yield made
    made.stop()


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[Start]:
    """Starts servers with settings."""
    started: list[Server] = []

    def make(**settings: object) -> Server:
        folder = tmp_path / str(len(started))
        folder.mkdir()
        started.append(start(folder, **settings))
        return started[-1]

    yield make
    for each in started:
        each.stop()
