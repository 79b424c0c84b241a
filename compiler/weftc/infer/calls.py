"""Calls of functions, classes, methods, whatever the callee is."""

from __future__ import annotations

from weftc.hir import hir
from weftc.hir.operands import method_of
from weftc.infer.attributes import METHODS_OF, attribute, library_of, no_attribute
from weftc.infer.binding import argument_types, call_function, listed, mismatch, refuse_spread, with_self
from weftc.infer.builtins import call_builtin, call_with_stars
from weftc.infer.classes import construct, default_init
from weftc.infer.engine import Engine, Instance
from weftc.infer.intrinsics import intrinsic_method, is_intrinsic_method
from weftc.infer.rules import complain, rule
from weftc.infer.runtime_calls import runtime_call
from weftc.infer.spread import is_spread
from weftc.kinds.function import BoundKind, BuiltinKind, FunctionKind
from weftc.kinds.kind import NEVER, Kind, Type, find, one, resolve, show
from weftc.kinds.module import ModuleKind
from weftc.kinds.objects import ClassKind, ObjectKind, SuperKind
from weftc.kinds.scalars import NONE, STR


@rule("call")
def call(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    shape = value.imm
    assert isinstance(shape, hir.CallShape)
    callee = resolve(instance.types.get(value.args[0].id, NEVER))
    if (
        shape.stars
        and len(callee) == 1
        and (special := call_with_stars(engine, instance, value, next(iter(callee)))) is not None
    ):
        return special
    bound = argument_types(engine, instance, value, 1, shape)
    if bound is None or not callee:
        return NEVER
    args, shape = bound
    out, valid = NEVER, False
    for atom in callee:
        if len(callee) > 1 and isinstance(atom, FunctionKind) and mismatch(atom, args, shape):
            continue  # another kind of callee fits: this one raises TypeError when it comes
        type = call_atom(engine, instance, value, atom, args, shape)
        if type is not None:
            valid = True
            out = engine.join(out, type)
    if not valid:
        return complain(engine, "E0311", value, f"{show(callee)} is not callable")
    return out


def call_atom(
    engine: Engine, instance: Instance, value: hir.Value, atom: Kind, args: list[Type], shape: hir.CallShape
) -> Type | None:
    """Calls one kind of callee; None: it can't be called."""
    match find(atom):
        case FunctionKind() as func:
            return call_function(engine, instance, value, func, listed(engine, instance, value, args), shape)
        case ClassKind(cls=cls):
            return construct(engine, instance, value, cls, listed(engine, instance, value, args), shape)
        case BuiltinKind(name=name):
            return call_builtin(engine, instance, value, name, args, shape)
        case BoundKind(name=name, receiver=receiver):
            out = NEVER
            for r in engine.get(receiver):
                out = engine.join(out, call_method(engine, instance, value, r, name, args, shape) or NEVER)
            return out
        case ObjectKind() as inst if method := inst.cls.method("__call__"):
            return call_function(engine, instance, value, method, [one(inst), *args], with_self(shape))
    return None


@rule("call_method")
def call_method_op(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    name, shape = method_of(value)
    obj = resolve(instance.types.get(value.args[0].id, NEVER))
    if shape.stars and len(obj) == 1 and isinstance(module := next(iter(obj)), ModuleKind):
        for member in attribute(engine, instance, value, one(module), name, quiet=True):
            if (special := call_with_stars(engine, instance, value, member)) is not None:
                return special
    bound = argument_types(engine, instance, value, 1, shape)
    if bound is None or not obj:
        return NEVER
    args, shape = bound
    out, valid = NEVER, False
    for atom in obj:
        if isinstance(find(atom), SuperKind):
            type = call_super(engine, instance, value, find(atom), name, args, shape)
        else:
            type = call_method(engine, instance, value, atom, name, args, shape)
        if type is not None:
            valid = True
            out = engine.join(out, type)
    if not valid:
        return no_attribute(engine, value, obj, name)
    return out


def call_super(
    engine: Engine, instance: Instance, value: hir.Value, atom: Kind, name: str, args: list[Type], shape: hir.CallShape
) -> Type | None:
    assert isinstance(atom, SuperKind)
    base = atom.cls.base
    self_type = resolve(instance.types.get(value.args[0].args[0].id, NEVER))
    if base is not None and (method := base.method(name)) is not None:
        return call_function(engine, instance, value, method, [self_type, *args], with_self(shape))
    if name == "__init__" and is_spread(shape):
        return refuse_spread(engine, value, "__init__()")
    if name == "__init__":
        for s in self_type:
            if isinstance(s, ObjectKind):
                default_init(engine, instance, value, s, args)
        return NONE
    if name in ("__str__", "__repr__") and base is not None and base.is_exception:
        return STR
    return None


def call_method(
    engine: Engine, instance: Instance, value: hir.Value, atom: Kind, name: str, args: list[Type], shape: hir.CallShape
) -> Type | None:
    """obj.name(args) for one kind of object; None: it has no such method."""
    atom = find(atom)
    match atom:
        case ObjectKind():
            args = listed(engine, instance, value, args)
            return call_instance_method(engine, instance, value, atom, name, args, shape)
        case ClassKind():
            return call_class_method(engine, instance, value, atom, name, args, shape)
        case ModuleKind():
            return call_module(engine, instance, value, atom, name, args, shape)
        case _ if is_spread(shape) and not has_library_method(engine, atom, name):
            return refuse_spread(engine, value, f"{name}()")
        case BuiltinKind(name="dict") if name == "fromkeys":
            function = engine.library("dicts", "fromkeys")
            assert function is not None
            return call_function(engine, instance, value, function, listed(engine, instance, value, args), shape)
        case BuiltinKind(name=owner) if owner in METHODS_OF:
            # str.upper(s): the method as a function
            rest = hir.CallShape(shape.positional - 1, shape.keywords)
            return joined(
                engine,
                [call_method(engine, instance, value, r, name, args[1:], rest) for r in (args[0] if args else ())],
            )
    special = intrinsic_method(engine, instance, value, atom, name, args, shape)
    if special is not None:
        return special
    lib = library_of(atom)
    function = engine.library(lib, name) if lib else None
    if function is None:
        return None
    return call_function(
        engine, instance, value, function, [one(atom), *listed(engine, instance, value, args)], with_self(shape)
    )


def call_instance_method(
    engine: Engine,
    instance: Instance,
    value: hir.Value,
    atom: ObjectKind,
    name: str,
    args: list[Type],
    shape: hir.CallShape,
) -> Type | None:
    """A method of the object's class, or what one of its fields holds."""
    method = atom.cls.method(name)
    if method is not None:
        if method.code.kind == "staticmethod":
            return call_function(engine, instance, value, method, args, shape)
        if method.code.kind == "classmethod":
            return call_function(engine, instance, value, method, [one(atom.cls.atom), *args], with_self(shape))
        if method.code.kind != "property":
            return call_function(engine, instance, value, method, [one(atom), *args], with_self(shape))
    if name in ("__str__", "__repr__"):
        return STR
    held = attribute(engine, instance, value, one(atom), name, quiet=True)
    return joined(engine, [call_atom(engine, instance, value, f, args, shape) for f in held])


def call_class_method(
    engine: Engine,
    instance: Instance,
    value: hir.Value,
    atom: ClassKind,
    name: str,
    args: list[Type],
    shape: hir.CallShape,
) -> Type | None:
    """Class.name(...), where `self` is written out unless it is a class method."""
    method = atom.cls.method(name)
    if method is not None:
        if method.code.kind == "classmethod":
            return call_function(engine, instance, value, method, [one(atom), *args], with_self(shape))
        return call_function(engine, instance, value, method, args, shape)
    if name == "__init__" and is_spread(shape):
        return refuse_spread(engine, value, "__init__()")
    if name == "__init__" and args:  # Base.__init__(self, ...)
        for s in args[0]:
            if isinstance(s, ObjectKind):
                default_init(engine, instance, value, s, args[1:])
        return NONE
    return None


def call_module(
    engine: Engine,
    instance: Instance,
    value: hir.Value,
    atom: ModuleKind,
    name: str,
    args: list[Type],
    shape: hir.CallShape,
) -> Type | None:
    """module.name(...): a function of the program's modules, of the library, or a runtime call."""
    member = attribute(engine, instance, value, one(atom), name, quiet=True)
    if not member and atom.name == "rt":
        return runtime_call(engine, instance, value, name, args)
    return joined(engine, [call_atom(engine, instance, value, f, args, shape) for f in member])


def joined(engine: Engine, results: list[Type | None]) -> Type | None:
    """What a call gives of which there may be several callees; None if there was nothing to call."""
    types = [type for type in results if type is not None]
    return engine.join_all(types) if types else None


def has_library_method(engine: Engine, atom: Kind, name: str) -> bool:
    lib = library_of(atom)
    return lib is not None and not is_intrinsic_method(atom, name) and engine.library(lib, name) is not None
