"""A worker process as the server sees it: started, given jobs, stopped and continued, killed.

Processes are started, not forked: a fork would take the server's connections along. They talk by pipes (`jobs`), so the
event loop waits for all of them, without threads.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from weft_server.jobs import OUTCOME_HEAD, Job, Kind, Outcome, pack_job
from weft_server.logs import log
from weft_server.settings import Settings

#: that a new worker may take to be ready
START_SECONDS = 60.0
#: of what it says besides, at a time
SAID_BYTES = 4096


class WorkerFailed(Exception):
    """A worker that can't be started."""


class Worker:
    """One process, ready for jobs."""

    def __init__(self, process: Process) -> None:
        self.process, self.pid = process, process.pid
        self.jobs = 0
        self.restricted: dict[str, str] = {}

    @classmethod
    async def start(cls, settings: Settings, folder: str) -> Worker:
        """One that becomes `ready` later; raises WorkerFailed."""
        limits = [str(settings.memory_bytes), str(settings.compile_seconds)]
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", "-m", "weft_server.worker", *limits),
                stdin=PIPE,
                stdout=PIPE,
                stderr=PIPE,
                cwd=folder,
                start_new_session=True,  # Ctrl-C is for the server, which then ends its workers
            )
        except OSError as error:
            raise WorkerFailed(f"no process can be started: {error}") from error
        return cls(process)

    async def ready(self) -> None:
        """Waits until it can do jobs; raises WorkerFailed, TimeoutError, and then has ended it."""
        try:
            async with asyncio.timeout(START_SECONDS):
                outcome = await self._receive()
        except BaseException:
            self.kill()
            raise
        if outcome.kind is not Kind.READY:
            self.kill()
            await self.log_what_it_says()
            raise WorkerFailed(f"a worker ended while it started, with status {await self.wait()}")
        self.restricted = outcome.facts["restricted"]

    async def do(self, job: Job) -> Outcome:
        """Does one job. If this is cancelled, no other can follow."""
        assert self.process.stdin is not None
        self.jobs += 1
        try:
            self.process.stdin.write(pack_job(job))
            await self.process.stdin.drain()
        except ConnectionError:
            return Outcome(Kind.DIED)
        return await self._receive()

    async def _receive(self) -> Outcome:
        assert self.process.stdout is not None
        read = self.process.stdout.readexactly
        try:
            letter, facts, size = OUTCOME_HEAD.unpack(await read(OUTCOME_HEAD.size))
            told = json.loads(await read(facts))
            return Outcome(Kind(letter), await read(size), told)
        except (asyncio.IncompleteReadError, ConnectionError):
            return Outcome(Kind.DIED)

    async def log_what_it_says(self) -> None:
        """What it writes to standard error, until its end."""
        assert self.process.stderr is not None
        while said := await self.process.stderr.read(SAID_BYTES):
            log.warning("worker says", worker=self.pid, text=said.decode(errors="backslashreplace"))

    def processor_seconds(self) -> float | None:
        """What it has had of the processor's time so far; None where the system doesn't tell."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    async def wait(self) -> int:
        """Its status, once it has ended."""
        return await self.process.wait()

    def pause(self) -> None:
        """Stops it until `go_on`."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """At once, whatever it does."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self.process.returncode is None:
            try:
                self.process.send_signal(number)
            except ProcessLookupError:
                pass  # its end is being seen to
