"""Arguments to parameters: how a call's arguments are matched with what a function takes."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.engine import Engine, Instance
from weftc.infer.iteration import is_iterable, item_type
from weftc.infer.rules import complain
from weftc.infer.spread import is_spread, plan_of, spread_types
from weftc.kinds.function import FunctionKind
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import NEVER, Type, resolve, show_atom
from weftc.kinds.tuple import TupleKind


def argument_types(
    engine: Engine, instance: Instance, value: hir.Value, first: int, shape: hir.CallShape
) -> tuple[list[Type], hir.CallShape] | None:
    """Types of the written arguments, `*tuple` spread out; what else is starred is a list. None where there is no type
    yet."""
    types = [resolve(instance.types.get(a.id, NEVER)) for a in value.args[first:]]
    if not shape.stars:
        return types, shape
    out: list[Type] = []
    stars: list[int] = []
    for k, type in enumerate(types):
        if k not in shape.stars:
            out.append(type)
            continue
        atoms = list(type)
        if len(atoms) == 1 and isinstance(atoms[0], TupleKind):
            out += [engine.get(c) for c in atoms[0].items]
        elif not atoms:
            return None
        else:
            for atom in atoms:
                if not is_iterable(atom) and len(atoms) == 1:
                    complain(engine, "E0303", value, f"{show_atom(atom)} is not iterable")
                    return None
            stars.append(len(out))
            out.append(engine.new_list(instance, value, item_type(engine, instance, value, type), ("star", k)))
    return out, hir.CallShape(len(out) - len(shape.keywords), shape.keywords, frozenset(stars))


def call_function(
    engine: Engine, instance: Instance, value: hir.Value, func: FunctionKind, args: list[Type], shape: hir.CallShape
) -> Type:
    bound = bind(engine, instance, value, func.code, [engine.get(c) for c in func.defaults], args, shape)
    if bound is None:
        return NEVER
    callee = engine.call(instance, value, func, bound)
    return engine.get(callee.ret) if callee is not None else NEVER


def bind(
    engine: Engine,
    instance: Instance,
    value: hir.Value,
    code: hir.Code,
    defaults: list[Type],
    args: list[Type],
    shape: hir.CallShape,
) -> list[Type] | None:
    """Argument types in the order of the callee's parameters. None after a mismatch."""
    if is_spread(shape):
        return spread_types(engine, instance, value, code, defaults, args, shape)
    slots = match_arguments(code, len(args) - len(shape.keywords), shape)
    if isinstance(slots, str):
        complain(engine, "E0310", value, slots.replace("()", "()", 1))
        return None
    out: list[Type] = []
    with_default = [p.name for p in code.parameters if p.has_default]
    for parameter, slot in zip(all_parameters(code), slots, strict=True):
        match slot:
            case int():
                out.append(args[slot])
            case list():
                marker = hir.Value(value.id, "vararg", [], None, value.span)
                out.append(engine.new_tuple(instance, marker, [args[k] for k in slot], "vararg"))
            case None:
                out.append(defaults[with_default.index(parameter)])
    return out


def match_arguments(code: hir.Code, positional: int, shape: hir.CallShape) -> list[int | list[int] | None] | str:
    """For each parameter the argument that it gets: an index, a list of them for *vararg, None for its default.
    A text where they don't match, in CPython's words."""
    names = all_parameters(code)
    plain = [p for p in code.parameters if not p.keyword_only]
    slots: dict[str, int | list[int] | None] = {}
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
    known = {p.name for p in code.parameters}
    for k, name in enumerate(shape.keywords):
        if name not in known:
            return f"{title} got an unexpected keyword argument '{name}'"
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


def all_parameters(code: hir.Code) -> list[str]:
    """Parameter names in the order of the body's parameters: positional, *vararg, keyword-only."""
    names = [p.name for p in code.parameters if not p.keyword_only]
    if code.vararg is not None:
        names.append(code.vararg)
    return names + [p.name for p in code.parameters if p.keyword_only]


def mismatch(func: FunctionKind, args: list[Type], shape: hir.CallShape) -> bool:
    if is_spread(shape):
        return isinstance(plan_of(func.code, shape), str)
    return isinstance(match_arguments(func.code, len(args) - len(shape.keywords), shape), str)


def with_self(shape: hir.CallShape) -> hir.CallShape:
    return hir.CallShape(shape.positional + 1, shape.keywords, frozenset(k + 1 for k in shape.stars))


def listed(engine: Engine, instance: Instance, value: hir.Value, args: list[Type]) -> list[Type]:
    """Arguments of a function: an iterator is made a list first, since it only exists while compiling."""
    return [
        list_of(engine, instance, value, k, type) if any(isinstance(a, IteratorKind) for a in type) else type
        for k, type in enumerate(args)
    ]


def list_of(engine: Engine, instance: Instance, value: hir.Value, k: int, type: Type) -> Type:
    return engine.new_list(instance, value, item_type(engine, instance, value, type), ("argument", k))


def refuse_spread(engine: Engine, value: hir.Value, what: str) -> Type:
    return complain(
        engine,
        "E0413",
        value,
        f"* or ** in a call of {what}: how many arguments there are isn't known when compiling",
        helps=("write the arguments out",),
    )
