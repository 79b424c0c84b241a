"""What one client can do to another: `python bench/abuse.py [--quick] [ATTACK...]` prints the table.

A server with its usual settings is attacked from one address (`bench/attacks`), while a client from another asks for
two small programs a second. Its answers are counted, in turns with the attack and without; the best round counts.
Server, attacker and client share the machine's cores.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.attacks.client import connect, exchange, post, side_by_side  # noqa: E402

ATTACKS = (
    "pipelining",
    "silent",
    "slow_writing",
    "slow_reading",
    "large_bodies",
    "crumbs",
    "costly_json",
    "compile_bombs",
    "burst",
    "log_flood",
    "link_flood",
    "inflation",
)
ATTACKER, OTHER = "127.0.0.66", "127.0.0.9"
PAUSE = 0.5  # seconds between two programs of the other client
SOAK_PAUSE = 1.0  # the same in an hour: a program takes longer on a busy machine, and may fill a share
ROUNDS, SECONDS = 5, 12.0
QUICK_ROUNDS, QUICK_SECONDS = 1, 5.0
#: what is to be reached: a part of the throughput without an attack, bytes, answers a second
THROUGHPUT, MEMORY, SILENT_SECONDS, CACHED = 0.95, 60 << 20, 30.0, 1000
_number = 0


@dataclass
class Server:
    """A server in a process of its own."""

    port: int
    process: subprocess.Popen[str]
    log: Path

    def memory(self) -> int:
        """Bytes of the server's process; its workers have a bound of their own."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize()

    def workers(self) -> list[int]:
        """The processes that compile."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def kill_a_worker(self) -> None:
        """As the system does where memory is short."""
        os.kill(self.workers()[0], signal.SIGKILL)

    def metric(self, name: str) -> float:
        """A figure of /metrics."""
        with connect(self.port, "127.0.0.1") as connection:
            connection.sendall(b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            text = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
        return sum(float(line.rpartition(" ")[2]) for line in text.splitlines() if line.startswith(name))


@contextmanager
def serving(**settings: object) -> Iterator[Server]:
    """A server with its usual settings, but for these."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        env = {"PATH": os.environ["PATH"], "XDG_STATE_HOME": folder, "TMPDIR": folder}
        env |= {"PYTHONPATH": f"{ROOT / 'compiler'}{os.pathsep}{ROOT / 'server'}"}
        env |= {f"WEFT_SERVER_{name.upper()}": str(value) for name, value in settings.items()}
        command = [sys.executable, "-P", "-m", "weftc.cli", "play", "--port", "0"]
        with open(log, "w") as out:
            process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=out, text=True)
        assert process.stdout is not None
        line = process.stdout.readline()
        if "http://" not in line:
            raise SystemExit(f"error: the server doesn't start: {log.read_text()[-2000:]}")
        try:
            yield Server(int(line.rstrip("/\n").rpartition(":")[2]), process, log)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


@contextmanager
def attacked(server: Server, name: str, seconds: float) -> Iterator[None]:
    """While an attack goes on, which has begun."""
    command = [sys.executable, "-m", f"bench.attacks.{name}", str(server.port), ATTACKER, str(seconds + 1)]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        time.sleep(1)
        yield
    finally:
        process.kill()
        process.wait()


@dataclass
class Answers:
    """What came of the other client's programs, and how long the slowest took."""

    seconds: float
    asked: int = 0
    served: int = 0
    slowest: float = 0.0

    @property
    def rate(self) -> float:
        return self.served / self.seconds


def answers(server: Server, seconds: float, pause: float = PAUSE) -> Answers:
    """The other client, for so long."""
    global _number
    made = Answers(seconds)
    tick = begun = time.monotonic()
    while tick < begun + seconds:
        time.sleep(max(0.0, tick - time.monotonic()))
        if time.monotonic() >= begun + seconds:
            break
        _number += 1
        asked = time.monotonic()
        program = {"source": f"print({_number}, 'of the other')\n", "target": "portable"}
        made.asked += 1
        made.served += exchange(server.port, OTHER, post("/api/compile", program)) == 200
        made.slowest = max(made.slowest, time.monotonic() - asked)
        tick = max(tick + pause, time.monotonic())
    return made


class Peak:
    """The most memory that a server has while it is watched."""

    def __init__(self, server: Server) -> None:
        self.server, self.before = server, server.memory()
        self.most = self.before
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._end.wait(0.1):
            self.most = max(self.most, self.server.memory())

    def more(self) -> int:
        """Bytes beyond what it had, at its peak."""
        self._end.set()
        self._thread.join()
        return self.most - self.before


@dataclass
class Row:
    """What an attack did."""

    quiet: float
    attacked: float
    slowest: float
    memory: int
    log: int


def measure(name: str, rounds: int, seconds: float, **settings: object) -> Row:
    """One attack."""
    with serving(**settings) as server:
        answers(server, 2)
        peak = Peak(server)
        pairs = []
        for _ in range(rounds):
            quiet = answers(server, seconds)
            with attacked(server, name, seconds):
                pairs.append((quiet, answers(server, seconds)))
        quiet, under = max(pairs, key=lambda pair: pair[1].rate / max(pair[0].rate, 0.01))
        return Row(quiet.rate, under.rate, under.slowest, peak.more(), server.log.stat().st_size)


def silent_connections(count: int, seconds: float) -> tuple[float, float]:
    """How many of so many silent connections are open at once, and how many after a time."""
    with serving() as server:
        held = [connect(server.port, f"127.0.1.{number % 10 + 1}") for number in range(count)]
        time.sleep(1)
        opened = server.metric("weft_connections ") - 1
        time.sleep(seconds - 1)
        left = server.metric("weft_connections ") - 1
        for connection in held:
            connection.close()
    return opened, left


def burst_from_many(programs: int, addresses: int) -> tuple[int, float]:
    """How many of so many small programs at once are served, and seconds until the last one is."""
    statuses: list[int] = []
    with serving() as server:
        begun = time.monotonic()

        def ask(number: int) -> None:
            source = f"127.0.2.{number % addresses + 1}"
            program = {"source": f"print({number})\n", "target": "portable"}
            statuses.append(exchange(server.port, source, post("/api/compile", program)))

        side_by_side(programs, ask)
        return statuses.count(200), time.monotonic() - begun


def cached_answers(seconds: float, connections: int = 4) -> float:
    """Answers a second to a program that is kept, by one server; who asks shares the machine with it."""
    often = "10000000/minute"
    request = post("/api/compile", {"source": "print('kept')\n", "target": "portable"})
    request = request.replace(b"Host: x", b"Host: x\r\nAccept-Encoding: gzip", 1)
    counts = [0] * connections
    with serving(rate_requests=often, rate_compile=often) as server:
        exchange(server.port, OTHER, request)
        end = time.monotonic() + seconds

        def ask(number: int) -> None:
            with connect(server.port, OTHER) as connection:
                while time.monotonic() < end:
                    connection.sendall(request)
                    answer = connection.recv(1 << 20)
                    head, _, body = answer.partition(b"\r\n\r\n")
                    length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
                    while len(body) < length:
                        body += connection.recv(1 << 20)
                    counts[number] += head.startswith(b"HTTP/1.1 200")

        side_by_side(connections, ask)
    return sum(counts) / seconds


def soak(minutes: float) -> bool:
    """All attacks in turn, a minute each, while another client asks and workers die; whether nothing was lost."""
    served = asked = 0
    turns = max(1, round(minutes))
    with serving() as server:
        answers(server, 5)
        first = Standing(server)
        print(f"before: {first}", flush=True)
        for turn in range(turns):
            name = ATTACKS[turn % len(ATTACKS)]
            with attacked(server, name, 60):
                for _ in range(11):
                    made = answers(server, 5, SOAK_PAUSE)
                    served, asked = served + made.served, asked + made.asked
                    if turn % 3 == 0:
                        server.kill_a_worker()
            print(f"{turn + 1} of {turns}, {name}: {Standing(server)}, {served} of {asked} served", flush=True)
        time.sleep(30)  # until what was left behind has been closed
        last = Standing(server)
        print(f"after: {last}, log of {server.log.stat().st_size / 1e6:.1f} MB")
    return served >= THROUGHPUT * asked and last.is_like(first)


class Standing:
    """What a server holds at a moment."""

    def __init__(self, server: Server) -> None:
        self.kept = server.metric("weft_cache_bytes ")  # has a bound of its own, and is full in an hour
        self.memory = server.memory()
        self.files = len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))
        self.processes = len(server.workers())
        self.connections = server.metric("weft_connections ")

    def __str__(self) -> str:
        memory, kept = self.memory / (1 << 20), self.kept / (1 << 20)
        held = f"{self.files} files, {self.processes} workers, {self.connections:.0f} connections"
        return f"{memory:.0f} MB, {kept:.0f} of it kept answers, {held}"

    def is_like(self, before: Standing) -> bool:
        """Whether nothing has been left behind."""
        return (
            self.memory - self.kept - (before.memory - before.kept) <= MEMORY
            and self.processes >= before.processes - 1
            and self.files <= before.files + 40
            and self.connections <= 2
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one short round")
    parser.add_argument("--soak", type=float, metavar="MINUTES", help="all attacks in turn for so long")
    parser.add_argument("attacks", nargs="*", help="all, and three figures more, if none is named")
    options = parser.parse_args()
    unknown = [name for name in options.attacks if name not in ATTACKS]
    if unknown:
        parser.error(f"there is no attack {unknown[0]}: there are {', '.join(ATTACKS)}")
    if options.soak:
        return int(not soak(options.soak))
    rounds, seconds = (QUICK_ROUNDS, QUICK_SECONDS) if options.quick else (ROUNDS, SECONDS)
    failed = False

    def row(*cells: str, reached: bool | None = None) -> None:
        nonlocal failed
        failed |= reached is False
        print("| " + " | ".join((*cells, "" if reached is None else "yes" if reached else "**no**")) + " |", flush=True)

    row("attack by one client", "another's answers a second: without, under it", "slowest", "memory", "log", "to reach")
    print("|---|---|---|---|---|---|---|")
    for name in options.attacks or ATTACKS:
        made = measure(name, rounds, seconds)
        part = made.attacked / made.quiet
        row(
            name.replace("_", " "),
            f"{made.quiet:.2f}, {made.attacked:.2f}: {part:.0%}",
            f"{made.slowest * 1000:.0f} ms",
            f"{made.memory / (1 << 20):+.0f} MB",
            f"{made.log / 1000:.0f} kB",
            f"{THROUGHPUT:.0%}, {MEMORY >> 20} MB",
            reached=part >= THROUGHPUT and made.memory <= MEMORY,
        )
    if not options.attacks:
        opened, left = silent_connections(600, SILENT_SECONDS)
        aim = f"none after {SILENT_SECONDS:.0f} s"
        row("600 silent connections", f"{opened:.0f} open at once, then {left:.0f}", "", "", "", aim, reached=not left)
        served, took = burst_from_many(500, 250)
        what = "500 small programs at once from 250 addresses"
        row(what, f"{served} served in {took:.1f} s", "", "", "", "all", reached=served == 500)
        cached = max(cached_answers(3) for _ in range(rounds))
        row("kept answers", f"{cached:.0f} a second", "", "", "", f"{CACHED}", reached=cached >= CACHED)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
