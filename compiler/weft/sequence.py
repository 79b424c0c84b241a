"""Functions, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def sequence(*thunks: Callable[[], T]) -> list[T]:
    """What each of them gives, called in their order. The first error stops it, and is raised."""
    return [thunk() for thunk in thunks]
