"""What the `imm` of an operation holds, by its type. Which operation holds what is in `hir.ops`."""

from __future__ import annotations

from weftc.hir.hir import CallShape, Module, Value
from weftc.hir.ops import those

TRUTHS = those(lambda op: op.truth)


def is_truth(value: Value) -> bool:
    """Is the value a truth value, whatever the operands are? So it can be branched on."""
    if value.op == "compare":
        return value.imm in ("is", "is not", "in", "not in")
    return value.op in TRUTHS or (value.op == "const" and isinstance(value.imm, bool))


def global_of(value: Value) -> tuple[Module, str]:
    """gload, gstore, gdel: the module and the name."""
    assert isinstance(value.imm, tuple)
    module, name = value.imm
    assert isinstance(module, Module) and isinstance(name, str)
    return module, name


def method_of(value: Value) -> tuple[str, CallShape]:
    """call_method: the name, and how the arguments were written."""
    assert isinstance(value.imm, tuple)
    name, shape = value.imm
    assert isinstance(name, str) and isinstance(shape, CallShape)
    return name, shape


def covered_of(value: Value) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """match.end: for each class the numbers of the arms of a `select` that it has cases for."""
    assert isinstance(value.imm, tuple)
    return value.imm


def unpacking_of(value: Value) -> tuple[int, bool, int]:
    """unpack: how many items come before the starred one, whether there is one, and how many come after it."""
    assert isinstance(value.imm, tuple)
    before, star, after = value.imm
    assert isinstance(before, int) and isinstance(star, bool) and isinstance(after, int)
    return before, star, after


def refinement_of(value: Value) -> tuple[str, bool]:
    """refine: the kind of test, and whether it held."""
    assert isinstance(value.imm, tuple)
    kind, positive = value.imm
    assert isinstance(kind, str) and isinstance(positive, bool)
    return kind, positive


def length_test_of(value: Value) -> tuple[int, bool]:
    """match.sequence: the length, and whether it is exactly that (or at least)."""
    assert isinstance(value.imm, tuple)
    length, exact = value.imm
    assert isinstance(length, int) and isinstance(exact, bool)
    return length, exact
