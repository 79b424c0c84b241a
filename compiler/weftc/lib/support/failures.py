"""What comes out of a scope of which children have failed."""

import rt
from weft import Cancelled
from weftc.lib.support.groups import group


def raise_failures(gate, before, error, interruption):
    """Raises the errors of the children in the order in which they came, among them that of the block, which came after
    so many, and what interrupted the wait for them; if there are several, in a group. A failure that somebody has
    joined is known there, and raised only if there is no other; Cancelled is none. Returns if the block's own error is
    all there is, or an abort."""
    errors = []  # the last first
    if interruption is not None and not isinstance(interruption, Cancelled):
        errors.append(interruption)
    known = None
    for left in range(rt.weft_scope_failed(gate), -1, -1):
        if left == before and error is not None and not isinstance(error, Cancelled):
            errors.append(error)
        told = rt.weft_scope_told(gate)
        try:
            rt.weft_scope_raise(gate)
        except BaseException as failure:
            if told:
                known = failure
            else:
                errors.append(failure)
    if not errors and error is None and interruption is None and known is not None:
        errors.append(known)
    errors.reverse()
    if len(errors) > 1:
        raise group("unhandled errors in a scope", errors) from None
    if errors and errors[0] is not error:
        rt.weft_reraise(errors[0])  # what it came from is its own: not the abort of the block
