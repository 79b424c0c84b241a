"""Classes: their definitions, and the making of instances."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.binding import call_function, refuse_spread, with_self
from weftc.infer.engine import Engine, Instance
from weftc.infer.rules import complain, rule
from weftc.infer.spread import is_spread
from weftc.infer.text import repr_of, str_of
from weftc.kinds.dict import DictKind
from weftc.kinds.function import BuiltinKind, FunctionKind
from weftc.kinds.kind import NEVER, Cell, Type, find, one, resolve, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ClassInfo, ClassKind, ObjectKind, SuperKind
from weftc.kinds.scalars import ScalarKind
from weftc.kinds.tuple import TupleKind


@rule("class")
def define_class(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    """The `class` op: base, class variables, then the captures and defaults of each method in order."""
    code = value.imm
    assert isinstance(code, hir.Class)
    types = [resolve(instance.types.get(a.id, NEVER)) for a in value.args]
    info = engine.classes.get(code)
    if info is None:
        base: ClassInfo | None = None
        if code.has_base:
            if not types[0]:
                return NEVER
            atom = next(iter(types[0]))
            if isinstance(atom, BuiltinKind) and atom.name == "object":
                base = None
            elif not isinstance(atom, ClassKind):
                return complain(engine, "E0312", value, f"a class can't derive from {show_atom(atom)}")
            else:
                base = atom.cls
        engine.class_order += 1
        info = engine.classes[code] = ClassInfo(code.name, code, base, engine.class_order)
        for name, method in code.methods.items():
            info.methods[name] = method_atom(info, method)
        for name in code.attributes:
            info.attributes[name] = Cell()
    rest = types[1:] if code.has_base else types
    for name, type in zip(code.attributes, rest, strict=False):
        engine.flow(info.attributes[name], type)
    rest = rest[len(code.attributes) :]
    for name in code.methods:
        for cell in info.methods[name].cells():
            engine.flow(cell, rest.pop(0))
    return one(info.atom)


def method_atom(info: ClassInfo, method: hir.Code) -> FunctionKind:
    """The function value of a method; a second name for one shares it."""
    for known in info.methods.values():
        if known.code is method:
            return known
    return FunctionKind(method, [Cell() for _ in method.captures], [Cell() for p in method.parameters if p.has_default])


@rule("super")
def super_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    code = value.imm
    assert isinstance(code, hir.Class)
    return one(engine.make(instance, value, "super", lambda: SuperKind(NEVER, engine.classes[code])))


def construct(
    engine: Engine, instance: Instance, value: hir.Value, cls: ClassInfo, args: list[Type], shape: hir.CallShape
) -> Type:
    """An instance of the class. Constructor arguments of unlike types make variants of the class, laid out apart."""
    if any(not a for a in args):
        return NEVER
    init = cls.method("__init__")
    if is_spread(shape) and (init is None or cls.is_exception):
        return refuse_spread(engine, value, cls.name)
    if cls.is_exception and cls.code is None:
        key: object = None
    elif cls.code is not None and cls.code.module.library:
        key = (instance, value.id)  # the library's iterators, arms and results: for each place that makes them
    elif args:
        key = tuple(shape_key(a) for a in args)
    else:
        key = (instance.func, value.id)
    atom = cls.variants.get(key)
    if atom is None:
        atom = cls.variants[key] = ObjectKind(cls)
    made = find(atom)
    assert isinstance(made, ObjectKind)
    if init is not None:
        if cls.is_exception:
            default_init(engine, instance, value, made, args)
        call_function(engine, instance, value, init, [one(made), *args], with_self(shape))
    elif cls.is_exception:
        default_init(engine, instance, value, made, args)
    elif args:
        return complain(engine, "E0310", value, f"{cls.name}() takes no arguments")
    return one(find(made))


def shape_key(type: Type, depth: int = 2) -> object:
    """What tells constructor arguments apart: scalars, kinds of containers and their scalars; no identities."""
    parts: list[object] = []
    for atom in resolve(type):
        match atom:
            case ScalarKind():
                parts.append(atom.name)
            case ObjectKind(cls=cls):
                parts.append(cls)
            case ListKind() | DictKind() | TupleKind() if depth:
                parts.append((atom.__class__, *(shape_key(c.find().type, depth - 1) for c in atom.cells())))
            case FunctionKind() | BuiltinKind() | ClassKind():
                parts.append(atom)
            case _:
                parts.append(atom.__class__)
    return frozenset(parts)


def default_init(engine: Engine, instance: Instance, value: hir.Value, atom: ObjectKind, args: list[Type]) -> None:
    """BaseException's own __init__ keeps the arguments as a tuple; object's does nothing."""
    if atom.cls.is_exception:
        made = engine.new_tuple(instance, value, args, "args")
        engine.flow(atom.field("args"), made)
        if len(args) == 1 and not (atom.cls.is_subclass(engine.builtin_classes["KeyError"])):
            str_of(engine, instance, value, args[0])
        else:
            for a in args:
                repr_of(engine, instance, value, a)
