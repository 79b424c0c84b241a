"""The pool of worker processes: who works, who waits, who is paused, killed and replaced.

There are `workers` places, and a job that has one runs. Places go to clients in turns (`turns`). Who waits is given one
at once if another has two more, or has one for longer than `first_seconds` while this one has none: the other's job is
paused, by a signal to its process, and goes on when nobody waits who has none. A process more than places stands ready,
so that pausing costs nobody the second that starting takes.

A worker is killed when its job has had `compile_seconds` of the processor's time; it is replaced then, and when it has
died, has run out of memory or has done `worker_jobs` jobs. A job whose worker died under it is given to another, once.
A waiting job whose client leaves is forgotten. Of jobs that are the same one is done for all that came before its end.

Pools of the library and of others were rejected: a worker that is killed breaks `concurrent.futures`' pool, and none
drops or pauses a running job.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from collections.abc import Coroutine
from tempfile import TemporaryDirectory

from weft_server.errors import Problem
from weft_server.jobs import Job, Kind, Outcome
from weft_server.limits import RateLimits
from weft_server.logs import log
from weft_server.metrics import Metrics
from weft_server.settings import Settings
from weft_server.turns import Turns
from weft_server.workers import Worker

#: a job whose client has left may still take so long: a new worker costs as much
GRACE_SECONDS = 1.0
#: between two tries to start a worker, where that fails
RETRY_SECONDS = 1.0
#: processes beyond places
SPARE = 1
#: what a refused client should wait
RETRY_AFTER = {"Retry-After": "2"}
#: what a worker does not survive
_LAST = (Kind.DIED, Kind.MEMORY, Kind.TIME, Kind.LEFT, Kind.BUSY, Kind.STOPPING)
#: what is counted, from 0 on: who looks for a first one needs what was before
_COUNTED = [kind.name.lower() for kind in Kind if kind is not Kind.READY]
_KILLS = [kind.name.lower() for kind in _LAST if kind is not Kind.DIED]
#: what comes of a job whoever it is for
_FOR_ALL = (Kind.ANSWER, Kind.MISTAKES, Kind.BUG, Kind.MEMORY, Kind.TIME)
#: so many times its time a job may take on a busy machine
BUSY_FACTOR = 4
#: that it stays as large as pauses have made it
LARGE_SECONDS = 60.0


class _Ticket:
    """A job on its way, and whose it is."""

    def __init__(self, job: Job, client: str, result: asyncio.Future[Outcome]) -> None:
        self.job, self.client, self.result = job, client, result
        self.came = time.monotonic()
        self.worker: Worker | None = None
        self.spent = 0.0  # seconds with a place, up to `since`
        self.seconds = 0.0  # of the processor's time, when it last had a place
        self.since: float | None = None  # has had a place since then
        self.before: float | None = None  # what its worker had of the processor's time before
        self.verdict: Kind | None = None  # why its worker was killed
        self.again = False  # it has had a worker that died
        self.leader: _Ticket | None = None  # the running one with the same job, if this one only waits for that
        self.followers: list[_Ticket] = []
        self.timers: list[asyncio.TimerHandle] = []

    def ran(self) -> float:
        """Seconds with a place so far."""
        return self.spent + (time.monotonic() - self.since if self.since is not None else 0.0)

    def used(self) -> float:
        """Seconds of the processor's time so far, or with a place, where the system doesn't tell those."""
        now = self.worker.processor_seconds() if self.worker is not None else None
        return self.ran() if now is None or self.before is None else now - self.before

    def forget_timers(self) -> None:
        for timer in self.timers:
            timer.cancel()
        self.timers.clear()

    def end(self, outcome: Outcome) -> None:
        """Tells whoever waits for it."""
        self.forget_timers()
        if not self.result.done():
            self.result.set_result(outcome)


class Pool:
    """Compiles jobs, as many at once as there are places. `limits` say who has had its seconds."""

    def __init__(self, settings: Settings, metrics: Metrics, limits: RateLimits) -> None:
        self.settings, self.metrics, self.limits = settings, metrics, limits
        self._waiting: Turns[_Ticket] = Turns()
        self._running: list[_Ticket] = []
        self._paused: deque[_Ticket] = deque()
        self._workers: set[Worker] = set()
        self._idle: list[Worker] = []
        self._starting: set[Worker] = set()  # not ready yet
        self._to_start = 0
        self._paused_at = 0.0
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._quiet = asyncio.Event()  # nothing runs
        self._folder: TemporaryDirectory[str] | None = None
        self._told: dict[str, str] | None = None
        self._loop: asyncio.AbstractEventLoop
        metrics.waiting.set_function(lambda: self.waiting)
        for outcome in (*_COUNTED, "refused"):
            metrics.compiles.labels(outcome)
        for reason in _KILLS:
            metrics.kills.labels(reason)
        states = (("idle", self._idle), ("busy", self._running), ("paused", self._paused))
        for state, those in states:
            metrics.workers.labels(state).set_function(those.__len__)

    @property
    def places(self) -> int:
        return self.settings.workers

    @property
    def alive(self) -> int:
        """Places that can be used: there is a process for each."""
        return min(self.places, len(self._workers) - len(self._paused))

    @property
    def idle(self) -> int:
        """Of these, how many are free."""
        return max(0, min(self.places - len(self._running), len(self._idle)))

    @property
    def waiting(self) -> int:
        """Jobs that wait for a place."""
        return len(self._waiting) + len(self._paused)

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()

    # -- its life --------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Starts as many workers as there are places; raises WorkerFailed or OSError if that can't be done."""
        self._loop = asyncio.get_running_loop()
        self._folder = TemporaryDirectory(prefix="weft-server-")
        self._to_start = self.places
        for result in await asyncio.gather(*(self._add() for _ in range(self.places)), return_exceptions=True):
            if isinstance(result, BaseException):
                await self.close()
                raise result
        self._fill()

    async def drain(self, seconds: float) -> None:
        """Ends what waits at once, and what runs after so long; no more is taken."""
        self._stopping.set()
        for ticket in [*self._waiting, *self._paused]:
            self._drop(ticket, Kind.STOPPING)
        if self._running:
            self._quiet.clear()
            try:
                async with asyncio.timeout(seconds):
                    await self._quiet.wait()
            except TimeoutError:
                pass
        self.kill()

    async def close(self) -> None:
        """Ends all jobs, and returns when no worker is left."""
        self.kill()
        await asyncio.gather(*self._tasks)

    def kill(self) -> None:
        """Kills all workers; no more are started."""
        self._stopping.set()
        for ticket in [*self._running, *self._waiting, *self._paused]:
            self._drop(ticket, Kind.STOPPING)
        for worker in (*self._workers, *self._starting):
            worker.kill()
        if self._folder is not None:
            self._folder.cleanup()

    # -- jobs ------------------------------------------------------------------------------------------------------

    async def run(self, job: Job, client: str) -> Outcome:
        """What comes of a client's job; raises Problem if there is no place for it in time."""
        await self.limits.check_seconds(client)
        if self.stopping:
            raise Problem(503, "stopping", "the server is being stopped", RETRY_AFTER)
        ticket = _Ticket(job, client, self._loop.create_future())
        leader = next((each for each in self._running if each.job == job and each.verdict is None), None)
        if leader is not None:
            self._follow(ticket, leader)
        else:
            self._wait(ticket)
            self._dispatch()
        if len(self._waiting) > self.settings.queue:
            message = "too many programs are waiting to be compiled"
            self._refuse(self._waiting.last_of_longest(), message)
        try:
            return await ticket.result
        except asyncio.CancelledError:
            self._leave(ticket)
            raise

    def _follow(self, ticket: _Ticket, leader: _Ticket) -> None:
        """Has a job wait for another that is the same."""
        ticket.forget_timers()
        ticket.leader = leader
        leader.followers.append(ticket)

    def _let_go(self, leader: _Ticket, outcome: Outcome | None) -> None:
        """Tells those that waited for a job; if there is nothing to tell, has them wait for places of their own."""
        followers, leader.followers = leader.followers, []
        for ticket in followers:
            ticket.leader = None
            if outcome is not None:
                ticket.end(outcome)
            else:
                self._wait(ticket, first=True)

    def _wait(self, ticket: _Ticket, first: bool = False) -> None:
        self._waiting.add(ticket.client, ticket, first)
        self._time_out(ticket)

    def _time_out(self, ticket: _Ticket) -> None:
        message = f"no place has become free within {self.settings.queue_seconds:g} s"
        ticket.timers.append(self._loop.call_later(self.settings.queue_seconds, self._refuse, ticket, message))

    def _refuse(self, ticket: _Ticket, message: str) -> None:
        self.metrics.compiles.labels("refused").inc()
        if not ticket.result.done():
            ticket.result.set_exception(Problem(503, "busy", message, RETRY_AFTER))
        self._drop(ticket, Kind.BUSY)

    def _leave(self, ticket: _Ticket) -> None:
        """Its client has gone."""
        if ticket in self._running:
            self._loop.call_later(GRACE_SECONDS, self._left, ticket)
        else:
            self._drop(ticket, Kind.LEFT)

    def _left(self, ticket: _Ticket) -> None:
        if ticket.followers:
            return  # others wait for it
        if ticket in self._running or ticket in self._paused:
            log.info("job dropped: its client has left")
        self._drop(ticket, Kind.LEFT)

    def _drop(self, ticket: _Ticket, why: Kind) -> None:
        """Ends a job wherever it is."""
        if ticket.leader is not None:
            ticket.leader.followers.remove(ticket)
            ticket.leader = None
            ticket.end(Outcome(why))
            return
        if self._waiting.drop(ticket.client, ticket):
            ticket.end(Outcome(why))
            return
        if ticket in self._paused:
            self._paused.remove(ticket)
        elif ticket not in self._running:
            return
        self._kill(ticket, why)

    def _kill(self, ticket: _Ticket, verdict: Kind) -> None:
        if ticket.verdict is None and ticket.worker is not None:
            ticket.verdict = verdict
            self.metrics.kills.labels(verdict.name.lower()).inc()
            ticket.worker.kill()

    # -- turns -----------------------------------------------------------------------------------------------------

    def _dispatch(self) -> None:
        """Gives places to jobs, until there is none that may have one."""
        while not self.stopping and self._give_a_place():
            pass

    def _give_a_place(self) -> bool:
        """Lets one job begin or go on; whether there was one that may."""
        running = Counter(ticket.client for ticket in self._running)
        paused = Counter(ticket.client for ticket in self._paused)
        client = min(self._waiting.clients(), key=lambda each: running[each] + paused[each], default=None)
        new = client is not None and not running[client] + paused[client]
        if len(self._running) >= self.places:
            if client is None or not self._idle:
                return False  # with nobody to do it, a place would be free for nothing
            other = self._other_job(client, running, new)
            if other is None or not self._room_to_pause(running + paused):
                return False
            self._pause(other)
        elif self._paused and not new:
            self._go_on(self._paused.popleft())
            return True
        if client is None or not self._idle:
            return False
        self._begin(self._waiting.take(client), self._idle.pop())
        return True

    def _other_job(self, client: str, running: Counter[str], new: bool) -> _Ticket | None:
        """The running job that is to wait for a client: the youngest of who has most, or the longest."""
        most = max(running, key=lambda each: running[each])
        if running[most] >= running[client] + 2:
            return next(ticket for ticket in reversed(self._running) if ticket.client == most)
        longest = max(self._running, key=_Ticket.ran)
        return longest if new and longest.ran() >= self.settings.first_seconds else None

    def _room_to_pause(self, held: Counter[str]) -> bool:
        """Each paused job holds a process with all its memory, so there are at most as many as places. If there are,
        one of who has most is given up; if nobody has two, there is no room."""
        if len(self._paused) < self.places:
            return True
        most = max(self._paused, key=lambda each: (held[each.client], -each.spent))
        if held[most.client] < 2:
            return False
        self._drop(most, Kind.BUSY)
        return True

    def _begin(self, ticket: _Ticket, worker: Worker) -> None:
        self.metrics.wait_seconds.observe(time.monotonic() - ticket.came)
        for other in [each for each in self._waiting if each.job == ticket.job]:
            self._waiting.drop(other.client, other)
            self._follow(other, ticket)
        ticket.worker, ticket.before = worker, worker.processor_seconds()
        self._run_on(ticket)
        self._task(self._work(ticket, worker))

    def _run_on(self, ticket: _Ticket) -> None:
        ticket.forget_timers()
        ticket.since = time.monotonic()
        self._running.append(ticket)
        self._look_at_time(ticket)
        until_long = self.settings.first_seconds - ticket.spent
        if until_long > 0:
            ticket.timers.append(self._loop.call_later(until_long + 0.01, self._dispatch))

    def _look_at_time(self, ticket: _Ticket) -> None:
        """Kills a job that has had its time, or looks again when it may have had it. A busy machine is not its fault;
        but what gets nowhere has an end, too."""
        limit = self.settings.compile_seconds
        left = limit - ticket.used()
        if left <= 0 or ticket.ran() > BUSY_FACTOR * limit:
            self._kill(ticket, Kind.TIME)
        else:
            ticket.timers.append(self._loop.call_later(left + 0.01, self._look_at_time, ticket))

    def _pause(self, ticket: _Ticket) -> None:
        assert ticket.worker is not None
        self.metrics.pauses.inc()
        self._paused_at = time.monotonic()
        self._stop_running(ticket)
        ticket.worker.pause()
        self._paused.append(ticket)
        self._let_go(ticket, None)
        self._time_out(ticket)
        self._fill()

    def _go_on(self, ticket: _Ticket) -> None:
        assert ticket.worker is not None
        self._run_on(ticket)
        ticket.worker.go_on()

    def _stop_running(self, ticket: _Ticket) -> None:
        ticket.forget_timers()
        ticket.seconds = ticket.used()
        ticket.spent, ticket.since = ticket.ran(), None
        self._running.remove(ticket)
        if not self._running:
            self._quiet.set()

    async def _work(self, ticket: _Ticket, worker: Worker) -> None:
        """Sees a job to its end, also if nobody waits for the result any more."""
        try:
            await self.limits.check_seconds(ticket.client)  # it may have had them since it came
            outcome = await worker.do(ticket.job)
        except Problem as problem:
            outcome = Outcome(Kind.REFUSED)
            if not ticket.result.done():
                ticket.result.set_exception(problem)
        except Exception:
            log.exception("a worker's answer can't be read", worker=worker.pid)
            outcome = Outcome(Kind.DIED)
        if ticket in self._running:
            self._stop_running(ticket)
        elif ticket in self._paused:  # it had answered, or has died
            self._paused.remove(ticket)
            worker.go_on()
        self.metrics.worked_seconds.inc(ticket.spent)
        if outcome.kind is not Kind.REFUSED:
            await self.limits.spend(ticket.client, ticket.seconds)
        if outcome.kind is Kind.DIED and ticket.verdict is not None:
            outcome = Outcome(ticket.verdict)
        elif outcome.kind is Kind.DIED and self.stopping:
            outcome = Outcome(Kind.STOPPING)
        self._end_of(worker, outcome, ticket.verdict is not None)
        self._let_go(ticket, outcome if outcome.kind in _FOR_ALL or self.stopping else None)
        if outcome.kind is Kind.DIED and not ticket.again and not ticket.result.done():
            log.warning("a worker died at its job, which another is given", worker=worker.pid)
            ticket.again, ticket.worker, ticket.spent = True, None, 0.0
            self._wait(ticket, first=True)
        else:
            self._count(outcome)
            ticket.end(outcome)
        self._dispatch()

    def _count(self, outcome: Outcome) -> None:
        self.metrics.compiles.labels(outcome.kind.name.lower()).inc()
        for stage, seconds in outcome.facts.get("seconds", {}).items():
            self.metrics.compile_seconds.labels(stage).inc(seconds)

    # -- processes -------------------------------------------------------------------------------------------------

    def _end_of(self, worker: Worker, outcome: Outcome, killed: bool) -> None:
        """What becomes of a worker whose job is done."""
        more = len(self._workers) - len(self._paused) > self.places + SPARE
        surplus = more and time.monotonic() - self._paused_at > LARGE_SECONDS
        if killed or surplus or outcome.kind in _LAST or worker.jobs >= self.settings.worker_jobs:
            log.info("worker ended", worker=worker.pid, outcome=outcome.kind.name, jobs=worker.jobs)
            if outcome.kind is Kind.MEMORY:
                self.metrics.kills.labels("memory").inc()
            worker.kill()
        elif worker in self._workers:
            self._idle.append(worker)

    def _fill(self) -> None:
        """Starts workers until there is one for each place, and one to spare."""
        wanted = self.places + SPARE - (len(self._workers) - len(self._paused)) - self._to_start
        for _ in range(wanted if not self.stopping else 0):
            self._to_start += 1
            self._task(self._add_one())

    async def _add_one(self) -> None:
        try:
            await self._add()
        except Exception:  # whatever it is, the pool must not shrink
            if not self.stopping:
                log.exception("worker not started")
                await self._pause_starting()
        self._fill()
        self._dispatch()

    async def _add(self) -> None:
        """Starts a worker; raises WorkerFailed, TimeoutError."""
        assert self._folder is not None
        try:
            worker = await Worker.start(self.settings, self._folder.name)
            self._starting.add(worker)
            try:
                if self.stopping:
                    worker.kill()
                await worker.ready()
            finally:
                self._starting.discard(worker)
        finally:
            self._to_start -= 1
        self._tell_restrictions(worker.restricted)
        log.info("worker started", worker=worker.pid)
        self._workers.add(worker)
        self._idle.append(worker)
        self._task(self._watch(worker))
        self._task(worker.log_what_it_says())
        if self.stopping:
            worker.kill()

    def _tell_restrictions(self, restricted: dict[str, str]) -> None:
        if restricted == self._told:
            return
        self._told = restricted
        missing = {what: why for what, why in restricted.items() if why != "yes"}
        log.log(30 if missing.keys() & {"network", "files"} else 20, "workers are kept from", **restricted)
        for what in restricted:
            self.metrics.restricted.labels(what).set(what not in missing)

    async def _watch(self, worker: Worker) -> None:
        """Puts another in the worker's place when it has died, for whatever reason."""
        status = await worker.wait()
        self._workers.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        log.info("worker gone", worker=worker.pid, status=status)
        self._fill()

    async def _pause_starting(self) -> None:
        try:
            async with asyncio.timeout(RETRY_SECONDS):
                await self._stopping.wait()
        except TimeoutError:
            pass

    def _task(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)  # the loop itself keeps no task alive
        task.add_done_callback(self._tasks.discard)
