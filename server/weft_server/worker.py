"""A worker process: compiles one program after the other, within limits that the system enforces.

    python -P -m weft_server.worker MEMORY_BYTES SECONDS

Jobs come on standard input, outcomes go to standard output; the end of the input is the end. The server kills a worker
that takes too long; the limit of processor time is there for one whose server has died.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import traceback
from typing import BinaryIO

from weft_server.jobs import Job, Kind, Outcome, pack_outcome, read_job
from weftc.driver import Target
from weftc.service import Mistakes, answer, describe_bug, is_memory

#: beyond the server's own limit
SPARE_SECONDS = 5
_HELLO = "print('hello')\n"


def main() -> None:
    """The process's whole life."""
    memory_bytes, seconds = int(sys.argv[1]), float(sys.argv[2])
    jobs, outcomes = sys.stdin.buffer, _own_output()
    if sys.platform == "linux":  # elsewhere the system refuses to limit it
        _limit(resource.RLIMIT_AS, memory_bytes)
    _limit(resource.RLIMIT_CORE, 0)
    _warm_up()
    _send(outcomes, Outcome(Kind.READY))
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
    try:
        return Outcome(Kind.ANSWER, answer(job.source, job.target, job.view).encode())
    except Mistakes as mistakes:
        return Outcome(Kind.MISTAKES, str(mistakes).encode())
    except Exception as failure:
        if is_memory(failure):
            return Outcome(Kind.MEMORY)
        what, cause = describe_bug(failure)
        bug = {"what": what, "traceback": "".join(traceback.format_exception(cause))}
        return Outcome(Kind.BUG, json.dumps(bug).encode())


def _send(outcomes: BinaryIO, outcome: Outcome) -> None:
    try:
        outcomes.write(pack_outcome(outcome))
        outcomes.flush()
    except BrokenPipeError:
        os._exit(0)  # the server has gone


if __name__ == "__main__":
    main()
