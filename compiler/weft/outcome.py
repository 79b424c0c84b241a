"""How a task ended: `Ok(value)` or `Err(error)`, two classes for `match`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Ok(Generic[T_co]):
    """The task returned `value`."""

    value: T_co


@dataclass(frozen=True, slots=True)
class Err:
    """The task ended by `error`; `Aborted` if it was aborted."""

    error: BaseException


Outcome = Ok[T] | Err
