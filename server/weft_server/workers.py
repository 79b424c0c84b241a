"""The pool of worker processes: who works, who waits, who is killed and replaced.

At most `workers` jobs run and `queue` wait; one more is refused at once, and one that has waited `queue_seconds` too. A
worker is killed when its job takes longer than `compile_seconds`; it is replaced then, and when it has died, has run
out of memory or has done `worker_jobs` jobs. A waiting job whose client leaves is forgotten.

Processes are started, not forked: a fork would take the server's connections along. They talk by pipes (`jobs`), so the
event loop waits for all of them, without threads. Pools of the library and of others were rejected: a worker that is
killed breaks `concurrent.futures`' pool, and none drops a running job.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Coroutine
from tempfile import TemporaryDirectory

from weft_server.errors import Problem
from weft_server.jobs import OUTCOME_HEAD, Job, Kind, Outcome, pack_job
from weft_server.logs import log
from weft_server.settings import Settings

#: a job whose client has left may still take so long: a new worker costs as much
GRACE_SECONDS = 1.0
#: that a new worker may take to be ready
START_SECONDS = 60.0
#: between two tries to start a worker, where that fails
RETRY_SECONDS = 1.0
#: what a refused client should wait
RETRY_AFTER = {"Retry-After": "2"}
#: what a worker does not survive
_LAST = (Kind.DIED, Kind.MEMORY, Kind.TIME, Kind.STOPPING)


class WorkerFailed(Exception):
    """A worker that can't be started."""


class _Worker:
    """One process, ready for jobs."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.jobs = 0
        self.at_work = False

    @classmethod
    async def start(cls, settings: Settings, folder: str) -> _Worker:
        """Raises WorkerFailed."""
        limits = [str(settings.memory_bytes), str(settings.compile_seconds)]
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", "-m", "weft_server.worker", *limits),
                stdin=PIPE,
                stdout=PIPE,
                cwd=folder,
                start_new_session=True,  # Ctrl-C is for the server, which then ends its workers
            )
        except OSError as error:
            raise WorkerFailed(f"no process can be started: {error}") from error
        worker = cls(process)
        try:
            async with asyncio.timeout(START_SECONDS):
                outcome = await worker._receive()
        except BaseException:
            worker.kill()
            raise
        if outcome.kind is not Kind.READY:
            worker.kill()
            raise WorkerFailed(f"a worker ended while it started, with status {await process.wait()}")
        return worker

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
        try:
            letter, size = OUTCOME_HEAD.unpack(await self.process.stdout.readexactly(OUTCOME_HEAD.size))
            return Outcome(Kind(letter), await self.process.stdout.readexactly(size))
        except (asyncio.IncompleteReadError, ConnectionError):
            return Outcome(Kind.DIED)

    def kill(self) -> None:
        """At once, whatever it does."""
        if self.process.returncode is None:
            self.process.kill()


class Pool:
    """Compiles jobs, as many at once as there are workers."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.waiting = 0
        self._workers: set[_Worker] = set()
        self._free: asyncio.Queue[_Worker] = asyncio.Queue()  # some may have died since
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._folder: TemporaryDirectory[str] | None = None

    @property
    def alive(self) -> int:
        """Workers that there are."""
        return len(self._workers)

    @property
    def idle(self) -> int:
        """Workers that wait for a job."""
        return sum(not worker.at_work for worker in self._workers)

    async def start(self) -> None:
        """Starts all workers; raises WorkerFailed or OSError if that can't be done."""
        self._folder = TemporaryDirectory(prefix="weft-server-")
        started = [self._add() for _ in range(self.settings.workers)]
        for result in await asyncio.gather(*started, return_exceptions=True):
            if isinstance(result, BaseException):
                await self.close()
                raise result

    async def close(self) -> None:
        """Ends all jobs, and returns when no worker is left."""
        self.kill()
        await asyncio.gather(*self._tasks)

    def kill(self) -> None:
        """Kills all workers; no more are started."""
        self._stopping.set()
        for worker in self._workers:
            worker.kill()
        if self._folder is not None:
            self._folder.cleanup()

    async def run(self, job: Job) -> Outcome:
        """What comes of a job; raises Problem if there is no place for it."""
        worker = await self._take()
        doing = asyncio.create_task(worker.do(job))
        result: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._task(self._look_after(worker, doing, result))
        try:
            return await result
        except asyncio.CancelledError:
            asyncio.get_running_loop().call_later(GRACE_SECONDS, doing.cancel)
            raise

    async def _take(self) -> _Worker:
        if self._stopping.is_set():
            raise Problem(503, "stopping", "the server is being stopped", RETRY_AFTER)
        if not self.idle and self.waiting >= self.settings.queue:
            raise Problem(503, "busy", "too many programs are waiting to be compiled; try again shortly", RETRY_AFTER)
        self.waiting += 1
        try:
            async with asyncio.timeout(self.settings.queue_seconds):
                while (worker := await self._free.get()) not in self._workers:
                    pass
        except TimeoutError:
            message = f"no place has become free within {self.settings.queue_seconds:g} s; try again shortly"
            raise Problem(503, "busy", message, RETRY_AFTER) from None
        finally:
            self.waiting -= 1
        worker.at_work = True
        return worker

    async def _look_after(
        self, worker: _Worker, doing: asyncio.Task[Outcome], result: asyncio.Future[Outcome]
    ) -> None:
        """Sees a job to its end, also if nobody waits for the result any more."""
        outcome = Outcome(Kind.DIED)
        try:
            async with asyncio.timeout(self.settings.compile_seconds):
                outcome = await doing
        except TimeoutError:
            outcome = Outcome(Kind.TIME)
        except asyncio.CancelledError:
            log.info("job dropped: its client has left", worker=worker.process.pid)
        except Exception:
            log.exception("a worker's answer can't be read", worker=worker.process.pid)
        if self._stopping.is_set():
            outcome = Outcome(Kind.STOPPING)
        if not result.done():
            result.set_result(outcome)
        if outcome.kind in _LAST or worker.jobs >= self.settings.worker_jobs:
            log.info("worker ended", worker=worker.process.pid, outcome=outcome.kind.name, jobs=worker.jobs)
            worker.kill()
        else:
            worker.at_work = False
            self._free.put_nowait(worker)

    async def _add(self) -> None:
        """Starts a worker; raises WorkerFailed, TimeoutError."""
        assert self._folder is not None
        worker = await _Worker.start(self.settings, self._folder.name)
        log.info("worker started", worker=worker.process.pid)
        self._workers.add(worker)
        self._free.put_nowait(worker)
        self._task(self._watch(worker))
        if self._stopping.is_set():
            worker.kill()

    async def _watch(self, worker: _Worker) -> None:
        """Puts another in the worker's place when it has died, for whatever reason."""
        status = await worker.process.wait()
        self._workers.discard(worker)
        log.info("worker gone", worker=worker.process.pid, status=status)
        while not self._stopping.is_set():
            try:
                await self._add()
                return
            except (WorkerFailed, TimeoutError):
                log.exception("worker not started")
                await self._pause()

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(RETRY_SECONDS):
                await self._stopping.wait()
        except TimeoutError:
            pass

    def _task(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)  # the loop itself keeps no task alive
        task.add_done_callback(self._tasks.discard)
