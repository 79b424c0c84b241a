"""Numbers of runtime-c/abi.h that emitted code contains: the worker's fields, descriptors, statuses, slot kinds."""

from __future__ import annotations

from typing import Final

WORKER_GLOBAL: Final = "weft.worker"
STATUS_GLOBAL: Final = "weft.status"

# offsets in struct Worker
ATTENTION: Final = 0
HP: Final = 8
LIMIT: Final = 12
SP: Final = 16
SCRATCH: Final = 20
GLOBALS: Final = 24
HANDLING: Final = 36
RESULT: Final = 40
RESULT_TAG: Final = 48
OUTCOME: Final = 52
ARM: Final = 56
BUDGET: Final = 60
LEFT: Final = 64
WHERE: Final = 68

# offset in struct FrameDesc
DESC_PT: Final = 12

FRAME_HANDLER: Final = 1
FRAME_LIBRARY: Final = 2
FRAME_POLL: Final = 4
FRAME_ENTRY: Final = 8

STATUS_SUSPENDING: Final = 1

SLOT_REF: Final = 2
SLOT_PAIR: Final = 4

#: what the trampoline passes as budget to resume a function; real budgets are multiples of 8
RESUME: Final = -1
#: estimate of a function's frame on the engine's stack: fixed part and per local, in its first tier
FRAME_BYTES: Final = 64
LOCAL_BYTES: Final = 8
