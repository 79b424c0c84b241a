"""What comes out of a scope of which children have failed."""

from __future__ import annotations

from weft.errors import Cancelled
from weft.monitor import Record, monitor
from weft.task import error_of


def raise_failures(
    failed: list[Record], before: int, error: BaseException | None, interruption: BaseException | None
) -> None:
    """Raises the errors of the children in the order in which they came, among them that of the block, which came after
    so many, and what interrupted the wait for them; if there are several, in a group. A failure that somebody has
    joined is known there, and raised only if there is no other; Cancelled is none. Returns if the block's own error is
    all there is, or an abort."""
    with monitor.lock:
        told = [record.id not in monitor.failed for record in failed]
    errors = [error_of(record) for record, known in zip(failed, told, strict=True) if not known]
    if error is not None and not isinstance(error, Cancelled):
        errors.insert(told[:before].count(False), error)
    if interruption is not None and not isinstance(interruption, Cancelled):
        errors.append(interruption)
    if not errors and error is None and interruption is None:
        errors.append(error_of(failed[0]))
    if len(errors) > 1:
        raise BaseExceptionGroup("unhandled errors in a scope", errors) from None
    if errors and errors[0] is not error:
        context = errors[0].__context__
        try:
            raise errors[0]
        finally:
            errors[0].__context__ = context  # what it came from is its own: not the abort of the block
