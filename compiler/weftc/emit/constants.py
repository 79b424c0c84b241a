"""What emitted code contains beside the numbers of `abi`."""

from __future__ import annotations

from typing import Final

WORKER_GLOBAL: Final = "weft.worker"
STATUS_GLOBAL: Final = "weft.status"

#: what the trampoline passes as budget to resume a function; real budgets are multiples of 8
RESUME: Final = -1
#: estimate of a function's frame on the engine's stack: fixed part and per local, in its first tier
FRAME_BYTES: Final = 64
LOCAL_BYTES: Final = 8
