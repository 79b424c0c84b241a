"""The types of range(), iter() and next(), and of the built-ins that make iterators of others."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.binding import call_function
from weftc.infer.builtins import Call, items_of, iterator, row, starred
from weftc.infer.calls import call_atom
from weftc.infer.iteration import in_place, is_iterable, is_iterator, iterator_type, next_type
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import NEVER, Type, has, one, show, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ObjectKind
from weftc.kinds.scalars import BOOL_ATOM, INT, INT_ATOM, NONE, RANGE


@row("range")
def range_(call: Call) -> Type:
    if not call.arity(1, 3):
        return NEVER
    for type in call.args:
        if not type & {INT_ATOM, BOOL_ATOM}:
            return call.complain("E0303", f"range() needs ints, not {show(type)}")
    return RANGE


def composite(call: Call, kind: str, parts: list[Type], item: Type) -> Type:
    """An iterator that is made of others: it exists only while compiling if it is gone through at once."""
    if in_place(call.instance, call.value):
        return iterator(call, kind, parts, item)
    return iterator_object(call, kind, parts)


def iterator_object(call: Call, kind: str, parts: list[Type]) -> Type:
    """The same as an object of the library's, for an iterator that is kept."""
    engine, instance, value = call.engine, call.instance, call.value
    if (kind == "zip" and len(parts) > 4) or (kind == "map" and len(parts) > 3):
        return call.complain("E0402", f"a {kind} of so many that is kept isn't built", helps=("make a list of it",))
    first = 1 if kind in ("map", "filter") else 0
    sources = [
        iterator_type(engine, instance, value, part)
        if k >= first and kind != "reversed" and not (kind == "enumerate" and k)
        else part
        for k, part in enumerate(parts)
    ]
    if not all(sources):
        return NEVER
    function = engine.library("iterators", kind)
    assert function is not None
    return call_function(engine, instance, value, function, sources, hir.CallShape(len(sources)))


@row("iter")
def iter_(call: Call) -> Type:
    if not call.arity(1, 1):
        return NEVER
    for atom in call.args[0]:
        if not is_iterable(atom) and len(call.args[0]) == 1:
            return call.complain("E0303", f"{show_atom(atom)} is not iterable")
    return iterator_type(call.engine, call.instance, call.value, call.args[0])


@row("next")
def next_(call: Call) -> Type:
    if not call.arity(1, 2):
        return NEVER
    engine, instance, value = call.engine, call.instance, call.value
    if call.args[0] and not any(map(is_iterator, call.args[0])):
        return call.complain(
            "E0303", f"next() needs an iterator, not {show(call.args[0])}", helps=("make one: iter(...)",)
        )
    if len(call.args) == 1:
        return next_type(engine, instance, value, call.args[0])
    function = engine.library("iterators", "next_or")
    assert function is not None
    kinds = [one(atom) for atom in call.args[0] if is_iterator(atom)]
    return engine.join_all([call.invoke(function, [kind, call.args[1]]) for kind in kinds])


@row("enumerate")
def enumerate_(call: Call) -> Type:
    if not call.arity(1, 2, ("start",)):
        return NEVER
    item = items_of(call, call.args[0])
    made = call.engine.new_tuple(call.instance, call.value, [INT, item], "enumerate") if item else NEVER
    return composite(call, "enumerate", [call.args[0], INT], made)


@row("zip")
def zip_(call: Call) -> Type:
    if not all(call.args) or not call.arity(0, len(call.positional), ("strict",)):
        return NEVER
    strict = is_strict(call.value, call.shape)
    if strict is None:
        return call.complain("E0402", "zip(strict=) needs True or False, written out")
    items = [items_of(call, t) for t in call.positional]
    made = call.engine.new_tuple(call.instance, call.value, items, "zip") if all(items) else NEVER
    out = composite(call, "zip", call.positional, made)
    if strict and not has(out, IteratorKind):
        return call.complain("E0402", "a zip(strict=True) that is kept isn't built", helps=("make a list of it",))
    return out


@starred("zip")
def zip_rows(call: Call) -> Type | None:
    """zip(*rows), where the rows are lists: how many isn't known when compiling."""
    function = call.engine.library("tuples", "zip_rows")
    if len(call.args) == 1 and function is not None and call.args[0]:
        if all(isinstance(r, ListKind) for r in call.args[0]):
            return call.invoke(function, [call.args[0]])
    return None


def is_strict(value: hir.Value, shape: hir.CallShape) -> bool | None:
    """zip(strict=): None if it isn't a literal."""
    if "strict" not in shape.keywords:
        return False
    given = value.args[shape.keywords.index("strict") - len(shape.keywords)]
    return given.imm if given.op == "const" and isinstance(given.imm, bool) else None


@row("map")
def map_(call: Call) -> Type:
    if not call.arity(2, 9):
        return NEVER
    items = [items_of(call, t) for t in call.args[1:]]
    out = NEVER
    if all(items):
        for atom in call.args[0]:
            type = call_atom(call.engine, call.instance, call.value, atom, items, hir.CallShape(len(items)))
            if type is None:
                return call.complain("E0311", f"{show_atom(atom)} is not callable")
            out = call.engine.join(out, type)
    return composite(call, "map", call.args, out)


@row("filter")
def filter_(call: Call) -> Type:
    if not call.arity(2, 2):
        return NEVER
    items = items_of(call, call.args[1])
    if items:
        for atom in call.args[0] - NONE:
            if call_atom(call.engine, call.instance, call.value, atom, [items], hir.CallShape(1)) is None:
                return call.complain("E0311", f"{show_atom(atom)} is not callable")
    return composite(call, "filter", call.args, items - NONE if call.args[0] == NONE else items)


@row("reversed")
def reversed_(call: Call) -> Type:
    if not call.arity(1, 1):
        return NEVER
    out = NEVER
    for atom in call.args[0]:
        if isinstance(atom, ObjectKind):
            if (method := atom.cls.method("__reversed__")) is not None:
                out = call.engine.join(out, call.invoke(method, [one(atom)]))
            else:
                out = call.engine.join(out, iterator_object(call, "reversed", [one(atom)]))
    if any(isinstance(a, ObjectKind) for a in call.args[0]):
        return out
    return composite(call, "reversed", call.args, items_of(call, call.args[0]))
