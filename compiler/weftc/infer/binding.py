"""Arguments to parameters: how a call's arguments are matched with what a function takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from weftc.hir import hir
from weftc.infer.args import Args
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, Iteration
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import Type, has
from weftc.kinds.tuple import KeywordsKind, TupleKind
from weftc.lower.loops import list_from
from weftc.lower.sequences import make_tuple

if TYPE_CHECKING:
    from weftc.infer.engine import Instance
    from weftc.infer.site import Site
    from weftc.kinds.function import FunctionKind
    from weftc.kinds.list import ListKind
    from weftc.lower.function import FunctionLowering

#: what a parameter gets: an argument, several in a tuple (*args), several by their names (**named), or its default
Slot = int | list[int] | dict[str, int] | None
#: gives the function value, which holds what the function captured, of what is called, or of a method's object
Closure = Callable[["FunctionLowering", ir.Value | None], ir.Value | None]
#: an iterator that exists only while compiling, as the list that a function gets
Listed = tuple[Iteration, "ListKind"]


class Binding(Answer):
    """A call of a function of which all arguments are known. `has_first`: v comes before them, the object of a method.
    emit(v, arguments)."""

    __slots__ = ("func", "callee", "slots", "given", "has_first", "closure", "varargs", "named", "listed")

    def __init__(
        self,
        func: FunctionKind,
        callee: Instance,
        slots: list[Slot],
        given: list[Type],
        has_first: bool,
        closure: Closure,
        type: Type,
    ) -> None:
        self.func, self.callee, self.slots, self.given, self.type = func, callee, slots, given, type
        self.has_first, self.closure = has_first, closure
        self.varargs: TupleKind | None = None
        self.named: KeywordsKind | None = None
        self.listed: dict[int, Listed] = {}

    def arguments(
        self, f: FunctionLowering, v: ir.Value | None, args: Sequence[ir.Value]
    ) -> list[tuple[ir.Value, Type]]:
        """The values of all parameters."""
        values: list[ir.Value] = [*([v] if self.has_first and v is not None else []), *args]
        for k, (source, made) in self.listed.items():
            values[k] = list_from(f, source.open(f, values[k]), made)
        given = list(zip(values, self.given, strict=True))
        out: list[tuple[ir.Value, Type]] = []
        for (name, _), slot in zip(parameters(self.func, self.callee), self.slots, strict=True):
            match slot:
                case int():
                    out.append(given[slot])
                case list():
                    assert self.varargs is not None
                    made_tuple = make_tuple(f, self.varargs, [given[k] for k in slot])
                    out.append((made_tuple, frozenset({self.varargs})))
                case dict():
                    assert self.named is not None
                    made_tuple = make_tuple(f, self.named, [given[k] for k in slot.values()])
                    out.append((made_tuple, frozenset({self.named})))
                case None:
                    out.append(f.default(self.func, partial(self.closure, f, v), name))
        return out

    def emit(self, f: FunctionLowering, *operands: object) -> ir.Value | None:
        v, args = operands
        assert isinstance(args, list) and (v is None or isinstance(v, ir.Value))
        values = self.arguments(f, v, args)
        return f.call_instance(self.callee, values, self.captures(f, v))

    def captures(self, f: FunctionLowering, v: ir.Value | None) -> list[ir.Value]:
        return f.captures(self.func, partial(self.closure, f, v))


def itself(f: FunctionLowering, v: ir.Value | None) -> ir.Value | None:
    """What is called is the function value."""
    return v


def parameters(func: FunctionKind, callee: Instance) -> list[tuple[str, object]]:
    return list(zip(all_parameters(func.code), callee.params, strict=True))


def call_written(
    site: Site, func: FunctionKind, args: Args, first: Type | None = None, closure: Closure = itself
) -> Answer:
    """A call of `func` with arguments as written, after `first` if there is one."""
    from weftc.infer.spread import call_spread

    types, shape = args.types, args.shape
    if first is not None:
        types, shape = [first, *types], with_self(shape)
    types, listed = _listed(site, types)
    if args.is_spread:
        return call_spread(site, func, types, shape, listed, first is not None, closure)
    slots = match_arguments(func.code, len(types) - len(shape.keywords), shape)
    if isinstance(slots, str):
        return site.complain("E0310", slots)
    defaults = func.code.defaults()
    bound: list[Type] = []
    varargs: TupleKind | None = None
    named: KeywordsKind | None = None
    for parameter, slot in zip(all_parameters(func.code), slots, strict=True):
        match slot:
            case int():
                bound.append(types[slot])
            case list():
                varargs = site.new_tuple([types[k] for k in slot], "vararg")
                bound.append(frozenset({varargs}))
            case dict():
                named = site.new_keywords(list(slot), [types[k] for k in slot.values()])
                bound.append(frozenset({named}))
            case None:
                bound.append(site.get(func.defaults[defaults[parameter][0]]))
    callee = site.engine.call(site.instance, site.value, func, bound)
    if callee is None:
        return NOTHING
    out = Binding(func, callee, slots, types, first is not None, closure, site.get(callee.ret))
    out.varargs, out.named, out.listed = varargs, named, listed
    return out


def _listed(site: Site, types: list[Type]) -> tuple[list[Type], dict[int, Listed]]:
    """An iterator that exists only while compiling is made a list first."""
    listed: dict[int, Listed] = {}
    if not any(has(type, IteratorKind) for type in types):
        return types, listed
    out = list(types)
    for k, type in enumerate(types):
        if has(type, IteratorKind):
            source = site.iteration(type)
            assert source is not None
            made = site.new_list(source.item, ("argument", k))
            listed[k] = source, made
            out[k] = frozenset({made})
    return out, listed


def match_arguments(code: hir.Code, positional: int, shape: hir.CallShape) -> list[Slot] | str:
    """For each parameter the argument that it gets: an index, a list of them for *vararg, those of the names that
    remain for **kwarg, None for its default. A text where they don't match, in CPython's words."""
    names = all_parameters(code)
    plain = [p for p in code.parameters if not p.keyword_only]
    slots: dict[str, Slot] = {}
    for k, parameter in enumerate(plain):
        if k < positional:
            slots[parameter.name] = k
    title = f"{code.qualname}()"
    if code.vararg is not None:
        slots[code.vararg] = list(range(len(plain), positional))
    elif positional > len(plain):
        least = sum(not p.has_default for p in plain)
        takes = f"from {least} to {len(plain)}" if least != len(plain) else str(len(plain))
        plural, were = "s" if len(plain) != 1 else "", "was" if positional == 1 else "were"
        return f"{title} takes {takes} positional argument{plural} but {positional} {were} given"
    known = {p.name for p in code.parameters if not p.positional_only}
    named: dict[str, int] = {}
    if code.kwarg is not None:
        slots[code.kwarg] = named
    for k, name in enumerate(shape.keywords):
        if shape.keywords.index(name) < k:
            return f"{title} got multiple values for keyword argument '{name}'"
        if name not in known:
            if code.kwarg is None:
                return f"{title} {unexpected(code, name)}"
            named[name] = positional + k
            continue
        if name in slots:
            return f"{title} got multiple values for argument '{name}'"
        slots[name] = positional + k
    missing = [p.name for p in code.parameters if p.name not in slots and not p.has_default]
    if missing:
        kind = "keyword-only" if all(p.keyword_only for p in code.parameters if p.name in missing) else "positional"
        quoted = [f"'{m}'" for m in missing]
        listed = (
            quoted[0]
            if len(quoted) == 1
            else f"{', '.join(quoted[:-1])}{',' if len(quoted) > 2 else ''} and {quoted[-1]}"
        )
        return f"{title} missing {len(missing)} required {kind} argument{'s' if len(missing) > 1 else ''}: {listed}"
    return [slots.get(name) for name in names]


def unexpected(code: hir.Code, name: str) -> str:
    """That no parameter may have this name in a call."""
    if any(p.name == name for p in code.parameters):
        return f"got some positional-only arguments passed as keyword arguments: '{name}'"
    return f"got an unexpected keyword argument '{name}'"


def all_parameters(code: hir.Code) -> list[str]:
    """Parameter names in the order of the body's parameters: positional, *vararg, keyword-only, **kwarg."""
    names = [p.name for p in code.parameters if not p.keyword_only]
    if code.vararg is not None:
        names.append(code.vararg)
    names += [p.name for p in code.parameters if p.keyword_only]
    return names if code.kwarg is None else [*names, code.kwarg]


def with_self(shape: hir.CallShape) -> hir.CallShape:
    return hir.CallShape(shape.positional + 1, shape.keywords, frozenset(k + 1 for k in shape.stars))
