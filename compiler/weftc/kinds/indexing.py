"""What stands for an int: indices of sequences, counts, parts of slices."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from weftc.hir import hir
from weftc.ir import ir
from weftc.kinds.answer import Answer, Raises, Refuse
from weftc.kinds.kind import Kind, Type
from weftc.kinds.numbers import INT

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering

def no_integer(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", f"'{atom.class_name}' object cannot be interpreted as an integer")


def integer(site: Site, type: Type, refuse: Refuse = no_integer) -> Answer:
    """operator.index() of a value of the type. emit(v): an int."""
    return site.all_cases(type, lambda atom: atom.to_index(site), refuse)


def refused(type: Type, refuse: Refuse, f: FunctionLowering, v: ir.Value, *_: object) -> None:
    """Every kind of it raises."""

    def one_kind(atom: Kind, _: ir.Value) -> None:
        refuse(f, atom)

    f.dispatch(v, type, one_kind, INT)


def at_index(place: Answer, type: Type, take: Callable[..., ir.Value | None]) -> Answer:
    """x[key], where `place` makes an int of the key: take(f, v, i, ...) gives what is there. emit(v, key, ...)."""

    def emit(f: FunctionLowering, v: ir.Value, key: ir.Value, *rest: ir.Value) -> ir.Value | None:
        i = place.emit(f, key)
        return None if i is None else take(f, v, i, *rest)

    return Raises(emit) if isinstance(place, Raises) else Answer(type, emit)


def subscript(site: Site, key: Type, what: str) -> Answer:
    """An index of a sequence. emit(key): an int."""

    def no_index(f: FunctionLowering, atom: Kind) -> None:
        f.raise_text("TypeError", f"{what} indices must be integers or slices, not {atom.class_name}")

    return integer(site, key, no_index)


def constant_index(value: hir.Value) -> int | None:
    """The number that an index expression is, when it is written out."""
    if value.op == "const" and isinstance(value.imm, int):
        return int(value.imm)
    if value.op == "unary" and value.imm == "-" and value.args[0].op == "const" and isinstance(value.args[0].imm, int):
        return -int(value.args[0].imm)
    return None


def checked(f: FunctionLowering, i: ir.Value, length: ir.Value, of: int) -> ir.Value:
    """The index from the start, after the bounds test; negative ones count from the end. `of` is an IndexOf."""
    b = f.b
    if not (i.op == "const" and isinstance(i.imm, int) and i.imm >= 0):
        i = b.op("i64.add", i, b.op("i64.and", b.op("i64.shr_s", i, b.i64(63)), length))
    b.op("guard", b.op("i64.ge_u", i, length), imm=("weft_raise_index", (of,)))
    return i
