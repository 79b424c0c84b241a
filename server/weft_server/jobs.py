"""What the server and its worker processes say to each other.

A job goes to a worker as its length and JSON; an outcome comes back as a letter, two lengths, JSON and bytes. Text and
numbers only: whatever a worker sends, reading it runs no code.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Any, BinaryIO, Literal

from weftc.driver import Target
from weftc.views.view import View

JOB_HEAD = struct.Struct("<I")
OUTCOME_HEAD = struct.Struct("<cII")


@dataclass(frozen=True, slots=True)
class Job:
    """A program, and what is wanted of it."""

    source: str
    target: Target
    view: View | Literal["module"] = "module"


class Kind(Enum):
    """What came of a job. From `TIME` on they are said by the server."""

    READY = b"R"  # a worker has started; facts: `restricted`
    ANSWER = b"A"  # the answer, packed, without its closing brace; facts: `seconds` by stage
    MISTAKES = b"E"  # no view, for the program has mistakes: which
    BUG = b"B"  # facts: `what` failed, and the `traceback`
    MEMORY = b"M"  # it took more than there may be
    TIME = b"T"
    DIED = b"D"
    LEFT = b"L"  # its client
    REFUSED = b"X"  # its client has had its seconds
    BUSY = b"W"  # others wait, and there is no place to keep what has been done
    STOPPING = b"S"


@dataclass(frozen=True, slots=True)
class Outcome:
    kind: Kind
    body: bytes = b""
    facts: dict[str, Any] = field(default_factory=dict)


def pack_job(job: Job) -> bytes:
    """A job as it goes to a worker."""
    data = json.dumps(asdict(job)).encode()
    return JOB_HEAD.pack(len(data)) + data


def read_job(stream: BinaryIO) -> Job | None:
    """The next job, in a worker; None if there will be none."""
    head = stream.read(JOB_HEAD.size)
    if len(head) < JOB_HEAD.size:
        return None
    data = stream.read(JOB_HEAD.unpack(head)[0])
    return Job(**json.loads(data))


def pack_outcome(outcome: Outcome) -> bytes:
    """An outcome as it comes from a worker."""
    facts = json.dumps(outcome.facts).encode()
    return OUTCOME_HEAD.pack(outcome.kind.value, len(facts), len(outcome.body)) + facts + outcome.body
