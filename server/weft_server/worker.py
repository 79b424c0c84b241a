"""A worker process: compiles one program after the other, within limits that the system enforces.

    python -P -m weft_server.worker MEMORY_BYTES SECONDS

Jobs come on standard input, outcomes go to standard output; the end of the input is the end. The server kills a worker
that takes too long; the limit of processor time is there for one whose server has died.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
import traceback
from typing import BinaryIO

from weft_server.jobs import Job, Kind, Outcome, pack_outcome, read_job
from weft_server.packing import pack
from weft_server.sandbox import end_with_parent, restrict
from weftc.driver import Compilation, Target
from weftc.service import Mistakes, answer, describe_bug, is_memory

#: beyond the server's own limit
SPARE_SECONDS = 5
#: characters of it that are told: the end is where it failed
TRACEBACK = 20_000
_HELLO = "print('hello')\n"


def main() -> None:
    """The process's whole life."""
    memory_bytes, seconds = int(sys.argv[1]), float(sys.argv[2])
    end_with_parent()
    jobs, outcomes = sys.stdin.buffer, _own_output()
    if sys.platform == "linux":  # elsewhere the system refuses to limit it
        _limit(resource.RLIMIT_AS, memory_bytes)
    _limit(resource.RLIMIT_CORE, 0)
    _warm_up()
    _send(outcomes, Outcome(Kind.READY, facts={"restricted": restrict()}))
    while (job := read_job(jobs)) is not None:
        _limit_processor_time(seconds)
        outcome = _outcome(job)
        _send(outcomes, outcome)
        if outcome.kind is Kind.MEMORY:
            return  # what else failed for lack of it is not known
        gc.collect()


def _own_output() -> BinaryIO:
    """Standard output for outcomes alone: what anything else writes there goes to standard error."""
    outcomes = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return outcomes


def _warm_up() -> None:
    """Loads what compiling needs, and keeps the collector from walking it again and again."""
    targets: tuple[Target, ...] = ("threads", "portable")
    for target in targets:
        answer(_HELLO, target)
    gc.collect()
    gc.freeze()


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _limit_processor_time(seconds: float) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime + seconds) + SPARE_SECONDS)


def _outcome(job: Job) -> Outcome:
    made: list[Compilation] = []
    try:
        text = answer(job.source, job.target, job.view, made)
        seconds = {stage: round(seconds, 6) for stage, seconds in made[0].seconds.items()}
        return Outcome(Kind.ANSWER, pack(text.encode().removesuffix(b"}")).to_bytes(), {"seconds": seconds})
    except Mistakes as mistakes:
        return Outcome(Kind.MISTAKES, str(mistakes).encode())
    except Exception as failure:
        if is_memory(failure):
            return Outcome(Kind.MEMORY)
        what, cause = describe_bug(failure)
        told = "".join(traceback.format_exception(cause))[-TRACEBACK:]
        return Outcome(Kind.BUG, facts={"what": what, "traceback": told})


def _send(outcomes: BinaryIO, outcome: Outcome) -> None:
    try:
        outcomes.write(pack_outcome(outcome))
        outcomes.flush()
    except BrokenPipeError:
        os._exit(0)  # the server has gone


if __name__ == "__main__":
    main()
