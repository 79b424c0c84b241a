"""Calls whose arguments are counted or named at run time: `f(*items)` of unknown length, `f(**options)`.

From the first such `*` on, positional arguments are one list. A parameter that it may reach takes its item if the list
is so long, else the keyword, else what the mapping has under its name, else its default; where there is none of these
the call raises TypeError, in CPython's words. Its type covers all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from weftc.abi.numbers import Given
from weftc.hir import hir
from weftc.infer.args import MAPPING
from weftc.infer.binding import unexpected
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, Iteration
from weftc.kinds.derived import iterates
from weftc.kinds.dict import DictKind, load_value, new_dict
from weftc.kinds.kind import NEVER, Type, find, held, one, show, viewed
from weftc.kinds.list import ListKind, SequenceKind
from weftc.kinds.numbers import INT
from weftc.kinds.text import STR, STR_ATOM
from weftc.kinds.tuple import VarTupleKind
from weftc.lower.loops import list_from, loop
from weftc.lower.sequences import append, list_element, list_length, new_list, store_element
from weftc.lower.sources import ListIterator

if TYPE_CHECKING:
    from weftc.infer.binding import Closure
    from weftc.infer.engine import Instance
    from weftc.infer.site import Site
    from weftc.kinds.function import FunctionKind
    from weftc.lower.function import FunctionLowering

Arg = tuple[ir.Value, Type]


class Source(NamedTuple):
    """Where a parameter's value may come from: the first of these that is there."""

    name: str
    fixed: int | None = None  # this argument, for certain
    at: int | None = None  # this item of the list
    keyword: int | None = None  # this argument
    default: bool = False
    named: bool = True  # the mapping may have it
    rest: tuple[int, ...] | None = None  # the starred parameter: these arguments, and the list from `at` on
    extra: tuple[tuple[str, int], ...] | None = None  # **named: arguments, and what else the mapping has


class Plan(NamedTuple):
    first: int  # where the list begins among the positional arguments
    listed: tuple[int, ...]  # the arguments that make up the list
    mapping: int | None  # the argument that is a mapping
    sources: tuple[Source, ...]  # in the order of the body's parameters

    @property
    def plain(self) -> int:
        """How many parameters positional arguments can reach."""
        return sum(s.at is not None or s.fixed is not None for s in self.sources if s.rest is None)

    @property
    def names(self) -> list[str]:
        """Those that the mapping may have for parameters."""
        return [s.name for s in self.sources if s.named]

    @property
    def written(self) -> list[str]:
        """The keywords that stand in the call."""
        extra = [name for s in self.sources for name, _ in s.extra or ()]
        return [s.name for s in self.sources if s.keyword is not None] + extra


def plan_of(code: hir.Code, shape: hir.CallShape) -> Plan | str:
    """How such a call binds; a text where it can't."""
    title = f"{code.qualname}()"
    first = min(shape.stars, default=shape.positional)
    listed = tuple(range(first, shape.positional))
    keywords = {name: shape.positional + k for k, name in enumerate(shape.keywords)}
    for k, name in enumerate(shape.keywords):
        if shape.keywords.index(name) < k:
            return f"{title} got multiple values for keyword argument '{name}'"
    mapping = keywords.pop(MAPPING, None)
    plain = [p for p in code.parameters if not p.keyword_only]
    known = {p.name for p in code.parameters if not p.positional_only}
    extra = tuple((name, k) for name, k in keywords.items() if name not in known)
    for name, _ in extra:
        if code.kwarg is None:
            return f"{title} {unexpected(code, name)}"
    sources: list[Source] = []
    for k, p in enumerate(plain):
        named = not p.positional_only
        keyword = keywords.get(p.name) if named else None
        if k < first:
            if keyword is not None:
                return f"{title} got multiple values for argument '{p.name}'"
            sources.append(Source(p.name, fixed=k, named=named))
        else:
            at = k - first if listed else None
            sources.append(Source(p.name, at=at, keyword=keyword, default=p.has_default, named=named))
    if code.vararg is not None:
        after = tuple(range(len(plain), first))
        sources.append(Source(code.vararg, at=max(len(plain) - first, 0), named=False, rest=after))
    elif first > len(plain):
        return f"{title} takes {len(plain)} positional arguments but {first} or more were given"
    for p in code.parameters:
        if p.keyword_only:
            sources.append(Source(p.name, keyword=keywords.get(p.name), default=p.has_default))
    if code.kwarg is not None:
        sources.append(Source(code.kwarg, named=False, extra=extra))
    if mapping is None:
        for s in sources:
            unlisted = s.fixed is None and s.at is None and s.rest is None and s.extra is None
            if unlisted and s.keyword is None and not s.default:
                return f"{title} missing a required argument: '{s.name}'"
    return Plan(first, listed, mapping, tuple(sources))


def call_spread(
    site: Site,
    func: FunctionKind,
    types: list[Type],
    shape: hir.CallShape,
    listed: dict[int, tuple[Iteration, ListKind]],
    has_first: bool,
    closure: Closure,
) -> Answer:
    """A call with such arguments. emit(v, arguments) as of infer.binding.Binding."""
    code = func.code
    if shape.keywords.count(MAPPING) > 1:
        message = f"several `**` in a call of {code.qualname}() are not built yet"
        return site.complain("E0428", message, helps=("make one dict of them: `**{**a, **b}`",))
    plan = plan_of(code, shape)
    if isinstance(plan, str):
        return site.complain("E0310", plan)
    items = site.join(*(elements(site, types[k]) if k in shape.stars else types[k] for k in plan.listed))
    rest_list = site.new_list(items, "spread")
    mapping: DictKind | None = None
    named: Type = NEVER
    if plan.mapping is not None:
        given = types[plan.mapping]
        only = find(next(iter(given))) if len(given) == 1 else None
        if only is not None and not iterates(only):
            only = viewed(only)
        if not isinstance(only, DictKind) or site.get(only.key) - {STR_ATOM}:
            return site.complain("E0303", f"** needs a dict whose keys are str, not {show(given)}")
        mapping, named = only, site.get(only.value)
    defaults = code.defaults()
    bound: list[Type] = []
    more = None
    for s in plan.sources:
        if s.extra is not None:
            more = Named(site, [(name, types[k]) for name, k in s.extra], mapping)
            bound.append(one(more.made))
            continue
        if s.fixed is not None:
            bound.append(types[s.fixed])
            continue
        if s.rest is not None:
            elem = site.join(*(types[k] for k in s.rest), items)
            bound.append(one(site.new_vartuple(elem, "rest")))
            continue
        type = items if s.at is not None else NEVER
        if s.keyword is not None:
            type = site.join(type, types[s.keyword])
        if plan.mapping is not None:
            type = site.join(type, named)
        if s.default and s.keyword is None:
            type = site.join(type, site.get(func.defaults[defaults[s.name][0]]))
        bound.append(type)
    callee = site.engine.call(site.instance, site.value, func, bound)
    if callee is None:
        return NOTHING
    out = SpreadCall(site, func, callee, plan, types, shape, rest_list, mapping, bound)
    out.listed, out.has_first, out.closure, out.more = listed, has_first, closure, more
    return out


def elements(site: Site, type: Type) -> Type:
    return site.join(*(site.get(a.elem) for a in map(find, type) if isinstance(a, SequenceKind)))


class Named:
    """The dict that a parameter `**named` gets: what is written in the call, and what else a mapping has."""

    def __init__(self, site: Site, written: list[tuple[str, Type]], mapping: DictKind | None) -> None:
        made = site.new_dict(NEVER, NEVER, "named")
        self.puts = [made.put(site, STR, type) for _, type in written]
        self.rest: Answer | None = None
        if mapping is not None:
            site.flow(made.key, STR)
            site.flow(made.value, site.get(mapping.value))
            names = one(site.new_list(STR, "names"))
            self.rest = site.library("support.arguments", "remaining", one(made), one(mapping), names)
        self.made = find(made)

    def make(
        self, f: FunctionLowering, given: list[tuple[str, ir.Value]], before: int, take_rest: Callable[[ir.Value], None]
    ) -> ir.Value:
        """In the order of the call: so many stand before the mapping."""
        out = new_dict(f, self.made, len(given))
        for k, ((name, value), put) in enumerate(zip(given, self.puts, strict=True)):
            if k == before:
                take_rest(out)
            put(f, out, f.string(name), value)
        if before == len(given):
            take_rest(out)
        return out


class SpreadCall(Answer):
    """One such call of one function."""

    has_first: bool
    closure: Closure
    more: Named | None
    __slots__ = (
        "func", "callee", "plan", "types", "shape", "made", "mapping", "bound", "listed", "has_first",
        "closure", "names", "library", "find", "more",
    )  # fmt: skip

    def __init__(
        self,
        site: Site,
        func: FunctionKind,
        callee: Instance,
        plan: Plan,
        types: list[Type],
        shape: hir.CallShape,
        made: ListKind,
        mapping: DictKind | None,
        bound: list[Type],
    ) -> None:
        self.type = site.get(callee.ret)
        self.func, self.callee, self.plan, self.types, self.shape = func, callee, plan, types, shape
        self.made, self.mapping, self.bound = made, mapping, bound
        self.listed: dict[int, tuple[Iteration, ListKind]] = {}
        self.has_first = False
        self.names = site.new_list(STR, "names")
        texts = one(self.names)
        self.library = {
            "missing": site.library("support.arguments", "missing", STR, texts, INT),
            "too_many": site.library("support.arguments", "too_many", STR, INT, INT, INT),
        }
        self.find: Callable[[FunctionLowering, ir.Value, ir.Value], ir.Value] | None = None
        if mapping is not None:
            check = "check_names" if func.code.kwarg is None else "check_some_names"
            self.library["check_names"] = site.library(
                "support.arguments", check, STR, STR, one(mapping), texts, texts, INT, INT
            )
            self.find = mapping.find(site, STR)

    def emit(self, f: FunctionLowering, *operands: object) -> ir.Value | None:
        v, args = operands
        assert isinstance(args, list) and (v is None or isinstance(v, ir.Value))
        values: list[ir.Value] = [*([v] if self.has_first and v is not None else []), *args]
        for k, (source, made) in self.listed.items():
            values[k] = list_from(f, source.open(f, values[k]), made)
        closure = partial(self.closure, f, v)
        given = list(zip(values, self.types, strict=True))
        bound = _Binder(self, f, given, closure).parameters()
        return f.call_instance(self.callee, bound, f.captures(self.func, closure))


class _Binder:
    """Binds the values of one such call."""

    def __init__(
        self, call: SpreadCall, f: FunctionLowering, args: Sequence[Arg], closure: Callable[[], ir.Value | None]
    ) -> None:
        self.call, self.f, self.args, self.closure = call, f, args, closure
        self.func, self.plan, self.shape = call.func, call.plan, call.shape
        self.title = f.string(f"{call.func.code.qualname}()")
        self.elem = held(call.made.elem)
        self.xs = self.make_list()
        self.count = list_length(f, self.xs)

    def make_list(self) -> ir.Value:
        f, elem = self.f, self.elem
        xs = new_list(f, self.call.made, 0)
        for k in self.plan.listed:
            v, t = self.args[k]
            if k not in self.shape.stars:
                append(f, xs, f.convert(v, t, elem), elem)
                continue
            (source,) = t
            source = find(source)
            assert isinstance(source, SequenceKind)
            if item := held(source.elem):
                loop(f, ListIterator(v, item, item), partial(self.append_item, xs, item, elem))
        return xs

    def append_item(self, xs: ir.Value, held_type: Type, elem: Type, item: ir.Value) -> None:
        append(self.f, xs, self.f.convert(item, held_type, elem), elem)

    def parameters(self) -> list[Arg]:
        """The parameters' values in order, after the checks that CPython makes."""
        f, plan = self.f, self.plan
        self.check_names()
        if self.func.code.vararg is None:
            self.check_count()
        missing = new_list(f, self.call.names, 0)
        out: list[Arg] = []
        for s, type in zip(plan.sources, self.call.bound, strict=True):
            if s.fixed is not None:
                out.append(self.args[s.fixed])
            elif s.rest is not None:
                out.append(self.rest(s, type))
            elif s.extra is not None:
                out.append((self.named(s.extra), type))
            else:
                out.append((self.value_of(s, type, missing), type))
        self.call.library["missing"].emit(f, self.title, missing, self.plain_count())
        return out

    def callee(self) -> ir.Value:
        code = self.func.code
        name = code.qualname.removesuffix(".__init__")  # a call of the class
        return self.f.string(f"{code.module.name}.{name}()")

    def plain_count(self, less: int = 0) -> ir.Value:
        """How many parameters come before those that only a keyword reaches."""
        return self.f.b.word(sum(not p.keyword_only for p in self.func.code.parameters) - less)

    def check_names(self) -> None:
        """Of the mapping: all are parameters, and have no value yet."""
        f, plan = self.f, self.plan
        unnamed = sum(p.positional_only for p in self.func.code.parameters)
        positional = f.b.op("i64.add", self.count, f.b.i64(plan.first - unnamed))
        if self.call.mapping is not None:
            self.call.library["check_names"].emit(
                f,
                self.title,
                self.callee(),
                self.mapping(),
                self.list_of(plan.names),
                self.list_of(sorted(plan.written)),
                positional,
                self.plain_count(unnamed),
            )
        for s in plan.sources:  # a keyword that the list reaches too
            if s.keyword is not None and s.at is not None:
                f.guard_text(
                    f.b.op("i64.gt_s", self.count, f.b.i64(s.at)),
                    "TypeError",
                    f"{self.func.code.qualname}() got multiple values for argument '{s.name}'",
                )

    def mapping(self) -> ir.Value:
        assert self.plan.mapping is not None
        return self.args[self.plan.mapping][0]

    def list_of(self, names: list[str]) -> ir.Value:
        f = self.f
        xs = new_list(f, self.call.names, len(names))
        for k, name in enumerate(names):
            store_element(f, xs, f.b.i64(k), f.string(name), STR)
        return xs

    def named(self, extra: tuple[tuple[str, int], ...]) -> ir.Value:
        more = self.call.more
        assert more is not None
        mapping = self.plan.mapping
        before = sum(mapping is not None and k < mapping for _, k in extra)

        def take_rest(out: ir.Value) -> None:
            if more.rest is not None:
                more.rest.emit(self.f, out, self.mapping(), self.list_of(self.plan.names))

        return more.make(self.f, [(name, self.args[k][0]) for name, k in extra], before, take_rest)

    def check_count(self) -> None:
        b = self.f.b
        parameters = [p for p in self.func.code.parameters if not p.keyword_only]
        least = sum(not p.has_default for p in parameters)
        given = b.op("i64.add", self.count, b.i64(self.plan.first))
        too_many, fits = b.new_block(), b.new_block()
        too_many.cold = True
        b.branch(b.op("i64.gt_s", given, b.i64(len(parameters))), too_many, fits)
        b.at(too_many)
        self.call.library["too_many"].emit(self.f, self.title, b.word(least), b.word(len(parameters)), given)
        b.unreachable()
        b.at(fits)

    def rest(self, s: Source, type: Type) -> Arg:
        """The tuple of what positional arguments remain."""
        f, b = self.f, self.f.b
        (atom,) = type
        atom = find(atom)
        assert isinstance(atom, VarTupleKind) and s.rest is not None and s.at is not None
        elem = held(atom.elem)
        out = new_list(f, atom, 0)
        for k in s.rest:
            append(f, out, f.convert(*self.args[k], elem), elem)
        if self.elem:
            zero = b.i64(0)
            made = f.type_address(self.call.made)
            part = f.rt("weft_list_slice", self.xs, b.i64(s.at), zero, zero, b.i32(Given.START), made)
            loop(f, ListIterator(part, self.elem, self.elem), partial(self.append_item, out, self.elem, elem))
        return out, type

    def value_of(self, s: Source, type: Type, missing: ir.Value) -> ir.Value:
        """Item, keyword, mapping's, default; or the name is missing."""
        f, b = self.f, self.f.b
        join = b.new_block(f.layout.rep(type))

        def take_if(cond: ir.Value, value: Callable[[], Arg]) -> None:
            there, otherwise = b.new_block(), b.new_block()
            b.branch(cond, there, otherwise)
            b.at(there)
            b.jump(join, f.convert(*value(), type))
            b.at(otherwise)

        if s.at is not None and self.elem:
            at = s.at
            there = b.op("i64.gt_s", self.count, b.i64(at))
            take_if(there, lambda: (list_element(f, self.xs, b.i64(at), self.elem), self.elem))
        if s.keyword is not None:
            b.jump(join, f.convert(*self.args[s.keyword], type))
            b.at(join)
            return join.params[0]
        if self.call.mapping is not None and s.named and (item := held(self.call.mapping.value)):
            assert self.call.find is not None
            mapping = self.mapping()
            slot = self.call.find(f, mapping, f.string(s.name))
            take_if(f.test(slot), lambda: (load_value(f, mapping, slot, item), item))
        if s.default:
            b.jump(join, f.convert(*f.default(self.func, self.closure, s.name), type))
        else:
            append(f, missing, f.string(s.name), STR)
            b.jump(join, f.zero(type))
        b.at(join)
        return join.params[0]
