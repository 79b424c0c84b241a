"""Calls whose arguments are counted or named at run time: `f(*items)` of unknown length, `f(**options)`.

From the first such `*` on, positional arguments are one list. A parameter that it may reach takes its item if the list
is so long, else the keyword, else what the mapping has under its name, else its default; where there is none of these
the call raises TypeError, in CPython's words. Its type covers all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from weftc.hir import hir
from weftc.infer.engine import Engine, Instance
from weftc.infer.rules import complain
from weftc.kinds.dict import DictKind
from weftc.kinds.kind import Type, show
from weftc.kinds.list import ListKind
from weftc.kinds.scalars import STR_ATOM

MAPPING = "**"  # stands for a name in CallShape.keywords


@dataclass(frozen=True, slots=True)
class Source:
    """Where a parameter's value may come from: the first of these that is there."""

    name: str
    fixed: int | None = None  # this argument, for certain
    at: int | None = None  # this item of the list
    keyword: int | None = None  # this argument
    default: bool = False
    named: bool = True  # the mapping may have it
    rest: tuple[int, ...] | None = None  # the starred parameter: these arguments, and the list from `at` on


@dataclass(frozen=True, slots=True)
class Plan:
    first: int  # where the list begins among the positional arguments
    listed: tuple[int, ...]  # the arguments that make up the list
    mapping: int | None  # the argument that is a mapping
    sources: tuple[Source, ...]  # in the order of the body's parameters

    @property
    def plain(self) -> int:
        """How many parameters positional arguments can reach."""
        return sum(s.at is not None or s.fixed is not None for s in self.sources if s.rest is None)


def is_spread(shape: hir.CallShape) -> bool:
    return bool(shape.stars) or MAPPING in shape.keywords


def plan_of(code: hir.Code, shape: hir.CallShape) -> Plan | str:
    """How such a call binds; a text where it can't."""
    title = f"{code.qualname}()"
    first = min(shape.stars, default=shape.positional)
    listed = tuple(range(first, shape.positional))
    keywords = {name: shape.positional + k for k, name in enumerate(shape.keywords)}
    if len(keywords) < len(shape.keywords):
        return f"{title} with several mappings (**) isn't built"
    mapping = keywords.pop(MAPPING, None)
    plain = [p for p in code.parameters if not p.keyword_only]
    known = {p.name for p in code.parameters}
    for name in keywords:
        if name not in known:
            return f"{title} got an unexpected keyword argument '{name}'"
    sources: list[Source] = []
    for k, p in enumerate(plain):
        if k < first:
            if p.name in keywords:
                return f"{title} got multiple values for argument '{p.name}'"
            sources.append(Source(p.name, fixed=k))
        else:
            sources.append(
                Source(p.name, at=k - first if listed else None, keyword=keywords.get(p.name), default=p.has_default)
            )
    if code.vararg is not None:
        after = tuple(range(len(plain), first))
        sources.append(Source(code.vararg, at=max(len(plain) - first, 0), named=False, rest=after))
    elif first > len(plain):
        return f"{title} takes {len(plain)} positional arguments but {first} or more were given"
    for p in code.parameters:
        if p.keyword_only:
            sources.append(Source(p.name, keyword=keywords.get(p.name), default=p.has_default))
    if mapping is None:
        for s in sources:
            if s.rest is None and s.fixed is None and s.at is None and s.keyword is None and not s.default:
                return f"{title} missing a required argument: '{s.name}'"
    return Plan(first, listed, mapping, tuple(sources))


def spread_types(
    engine: Engine,
    instance: Instance,
    value: hir.Value,
    code: hir.Code,
    defaults: list[Type],
    args: list[Type],
    shape: hir.CallShape,
) -> list[Type] | None:
    """The types of the parameters, and the list of the arguments that a `*` begins. None after a mistake."""
    plan = plan_of(code, shape)
    if isinstance(plan, str):
        complain(engine, "E0310", value, plan)
        return None
    items = engine.join_all([elements(engine, args[k]) if k in shape.stars else args[k] for k in plan.listed])
    engine.new_list(instance, value, items, "spread")
    named: Type = frozenset()
    for atom in args[plan.mapping] if plan.mapping is not None else ():
        if not isinstance(atom, DictKind) or engine.get(atom.key) - {STR_ATOM}:
            complain(engine, "E0303", value, f"** needs a dict whose keys are str, not {show(args[plan.mapping or 0])}")
            return None
        named = engine.join(named, engine.get(atom.value))
    with_default = [p.name for p in code.parameters if p.has_default]
    out: list[Type] = []
    for s in plan.sources:
        if s.fixed is not None:
            out.append(args[s.fixed])
            continue
        if s.rest is not None:
            elem = engine.join_all([args[k] for k in s.rest])
            marker = hir.Value(value.id, "vararg", [], None, value.span)
            out.append(engine.new_vartuple(instance, marker, engine.join(elem, items), "rest"))
            continue
        type = items if s.at is not None else frozenset()
        if s.keyword is not None:
            type = engine.join(type, args[s.keyword])
        if plan.mapping is not None:
            type = engine.join(type, named)
        if s.default and s.keyword is None:
            type = engine.join(type, defaults[with_default.index(s.name)])
        out.append(type)
    return out


def elements(engine: Engine, type: Type) -> Type:
    return engine.join_all([engine.get(a.elem) for a in type if isinstance(a, ListKind)])
