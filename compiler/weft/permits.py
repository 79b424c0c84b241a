"""Tasks that run while they have a permit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from weft.semaphore import Semaphore

T = TypeVar("T")


def holding(f: Callable[..., T], permits: Semaphore, *args: Any, **kwargs: Any) -> T:
    """It waits for one."""
    with permits:
        return f(*args, **kwargs)


def releasing(f: Callable[..., T], permits: Semaphore, *args: Any, **kwargs: Any) -> T:
    """It has got one with the spawn."""
    try:
        return f(*args, **kwargs)
    finally:
        permits.release()
