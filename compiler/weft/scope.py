"""Scopes: blocks that the tasks which they start don't outlive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, ParamSpec, Self, TypeVar

from weft.children import Children
from weft.errors import Cancelled
from weft.failures import raise_failures
from weft.monitor import Record, monitor
from weft.task import Task

P = ParamSpec("P")
T = TypeVar("T")


class scope(Children):
    """`with scope() as s:` is left when all tasks that `s.spawn` has started have ended.

    The first that fails aborts the others and the block, waits for their cleanup, and its error comes out of the block.
    So does an error of the block's own, or an abort of the task that it is in. Further errors come out with the first,
    in an ExceptionGroup. Sent to a task it is the same scope there: what it starts belongs to the block, too.
    """

    __slots__ = ("_aborts", "_entered", "_failed", "_owner", "_running")
    _words = ("scope", "was not left")

    def __init__(self) -> None:
        super().__init__(*self._words)
        self._running: dict[Record, bool] = {}  # whether it was aborted: that is done once
        self._owner: Record | None = None
        self._failed: list[Record] = []  # in the order of their ends
        self._aborts = False
        self._entered = False

    def spawn(self, f: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Task[T]:
        """Start a task that ends before the scope is left. Raises as `spawn`; RuntimeError if it has been left."""
        return self.start(f, args, kwargs)

    def start(
        self,
        f: Callable[..., T],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        within: Callable[..., T] | None = None,
    ) -> Task[T]:
        task = super().start(f, args, kwargs, within)
        with monitor.lock:
            if task._record.outcome is None:
                self._running[task._record] = self._aborts
                if self._aborts:
                    monitor.abort(task._record)
        return task

    def child_ended(self, record: Record, failed: bool) -> None:
        """One less is under way. Lock held."""
        self._running.pop(record, None)
        if failed:
            self._failed.append(record)
        if failed and len(self._failed) == 1:
            self._aborts = True
            if self._owner is not None:
                monitor.abort(self._owner, by_scope=True)
            self._parking.wake()
        self._change(-1)

    def __enter__(self) -> Self:
        record = monitor.here()
        with monitor.lock:
            if self._entered:
                raise RuntimeError(f"{self} is entered once")
            self._entered = True
            self._owner = record
            _inside.setdefault(record, []).append(self)
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> Literal[False]:
        record = monitor.here()
        with monitor.lock:
            ours = self._leave(record) and isinstance(error, Cancelled)
            before = len(self._failed)
            if error is not None:
                self._abort()
        interruption = self._wait_for_children()
        if self._failed:
            raise_failures(self._failed, before, None if ours else error, interruption)
        if error is not None and not ours:
            return False
        if interruption is not None:
            raise interruption
        return False

    def _leave(self, record: Record) -> bool:
        """A child that fails aborts the block no more. Whether a Cancelled was raised in it because of this scope."""
        scopes = _inside[record]
        scopes.remove(self)
        if not scopes:
            del _inside[record]
        self._owner = None
        record.scope_abort_pending = False
        ours = record.scoped and bool(self._failed)
        if ours:
            record.scoped = False
        if any(outer._failed for outer in scopes) and not record.scoped:
            record.scope_abort_pending = True
        return ours

    def _abort(self) -> None:
        self._aborts = True
        for record, was_aborted in list(self._running.items()):
            if not was_aborted:
                self._running[record] = True
                monitor.abort(record)

    def _wait_for_children(self) -> BaseException | None:
        """Whatever comes meanwhile aborts them, and is given back."""
        interruption: BaseException | None = None
        while True:
            with monitor.lock:
                if self._aborts:
                    self._abort()
                if not self._count:
                    self._left = True
                    return interruption
                park = None
                try:
                    monitor.checkpoint(monitor.here())
                    park = self._parking.begin(None)
                except BaseException as error:
                    self._abort()
                    interruption = error
            if park is not None:
                try:
                    self._parking.end(park, None)
                except BaseException as error:
                    with monitor.lock:
                        self._abort()
                    interruption = error


_inside: dict[Record, list[scope]] = {}
