"""Calls of built-in functions that the compiler knows: the table of them, and how their operands come.

CALLS has a row for each name in infer.builtins.CALLS. The rows are beside what they are about: conversions.py,
numbers.py, inspection.py, streams.py, iterators.py, hashing.py, sync.py, select.py.
"""

from __future__ import annotations

from collections.abc import Callable

from weftc.hir import hir
from weftc.infer.builtins import call_builtin, library_member
from weftc.ir import ir
from weftc.kinds.kind import Kind, Type, find
from weftc.kinds.list import ListKind
from weftc.lower.function import FunctionLowering

Arg = tuple[ir.Value, Type]


class Call:
    """A call of a built-in. Operands are HIR values where they were written out, so that iterators and ranges need
    not be made objects; `arg` gives one as a value."""

    def __init__(
        self, f: FunctionLowering, value: hir.Value, name: str, operands: list[hir.Value], shape: hir.CallShape
    ) -> None:
        self.f, self.value, self.name, self.operands, self.shape = f, value, name, operands, shape
        self.result = f.type(value)

    @property
    def positional(self) -> list[hir.Value]:
        return self.operands[: len(self.operands) - len(self.shape.keywords)]

    def keyword(self, name: str) -> hir.Value | None:
        if name in self.shape.keywords:
            return self.operands[len(self.positional) + self.shape.keywords.index(name)]
        return None

    def arg(self, k: int) -> ir.Value:
        return self.f.get(self.operands[k])

    def type(self, k: int) -> Type:
        return self.f.type(self.operands[k])

    def each(self, k: int, handle: Callable[[Kind, ir.Value], ir.Value | None], result: Type) -> ir.Value | None:
        return self.f.dispatch(self.arg(k), self.type(k), handle, result)


Row = Callable[[Call], ir.Value | None]
CALLS: dict[str, Row] = {}
#: those that go through starred operands themselves; others get an operand for each item
STARRED = frozenset({"print", "weft.select"})


def row(*names: str) -> Callable[[Row], Row]:
    def add(function: Row) -> Row:
        for name in names:
            CALLS[name] = function
        return function

    return add


def call_with_operands(
    f: FunctionLowering, value: hir.Value, name: str, operands: list[hir.Value], shape: hir.CallShape
) -> ir.Value | None:
    """A call written with the built-in's name."""
    if name == "zip" and shape.stars and isinstance(next(iter(f.type(operands[0]))), ListKind):
        from weftc.lower.calls import call_func as call_rows

        rows = f.engine.library("tuples", "zip_rows")
        assert rows is not None
        made, type = call_rows(f, value, rows, None, [(f.get(operands[0]), f.type(operands[0]))], hir.CallShape(1))
        return f.convert(made, type, f.type(value))
    if name in CALLS:
        if shape.stars and name not in STARRED:
            operands, shape = spread_operands(f, value, operands, shape)
        return CALLS[name](Call(f, value, name, operands, shape))
    from weftc.lower.calls import arguments, call_func

    args, shape = arguments(f, value, operands, shape)
    function = f.engine.library(*library_member(name, shape))
    assert function is not None, name
    out, type = call_func(f, value, function, None, args, shape)
    return f.convert(out, type, f.type(value))


def spread_operands(
    f: FunctionLowering, value: hir.Value, operands: list[hir.Value], shape: hir.CallShape
) -> tuple[list[hir.Value], hir.CallShape]:
    """`*tuple` among the operands: an operand for each item."""
    out: list[hir.Value] = []
    for k, a in enumerate(operands):
        if k not in shape.stars:
            out.append(a)
            continue
        (atom,) = f.type(a)
        base = f.get(a)
        for field in f.layout.fields(find(atom))[0]:
            marker = hir.Value(-1_000_000 - 1000 * value.id - len(out), "operand", [], None, value.span)
            f.values[marker.id] = f.load_field(base, field, "tuple")
            f.instance.types[marker.id] = field.type
            out.append(marker)
    return out, hir.CallShape(len(out) - len(shape.keywords), shape.keywords)


def call_with_values(
    f: FunctionLowering, origin: hir.Value, name: str, args: list[Arg], shape: hir.CallShape, result: Type
) -> Arg | None:
    """A built-in called through a variable or by map, filter, sorted(key=...): its operands are plain values."""
    operands = []
    for k, (v, t) in enumerate(args):
        marker = hir.Value(-1000 - 16 * origin.id - k, "operand", [], None, origin.span)
        f.values[marker.id] = v
        f.instance.types[marker.id] = t
        operands.append(marker)
    call_value = hir.Value(origin.id, origin.op, origin.args, origin.imm, origin.span)
    type = call_builtin(f.engine, f.instance, origin, name, [t for _, t in args], shape)
    before = f.instance.types.get(origin.id)
    f.instance.types[origin.id] = type
    out = call_with_operands(f, call_value, name, operands, shape)
    if before is not None:
        f.instance.types[origin.id] = before
    for marker in operands:
        del f.instance.types[marker.id], f.values[marker.id]
    return (out if out is not None else f.zero(type)), type
