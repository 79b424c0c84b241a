"""Attributes: fields, class variables, members of modules, methods as values."""

from __future__ import annotations

from weftc.diagnostics import did_you_mean
from weftc.hir import hir
from weftc.infer.engine import Engine, Instance
from weftc.infer.intrinsics import intrinsic_attribute, intrinsic_methods, is_intrinsic_method
from weftc.infer.modules import module_member
from weftc.infer.rules import arg, complain, invoke, rule
from weftc.kinds.dict import DictKind
from weftc.kinds.function import BoundKind, BuiltinKind, FunctionKind
from weftc.kinds.handle import ChannelKind, TaskKind
from weftc.kinds.kind import NEVER, Cell, Kind, Type, find, one, show
from weftc.kinds.list import ListKind
from weftc.kinds.module import ModuleKind
from weftc.kinds.objects import ClassKind, ObjectKind, SuperKind
from weftc.kinds.scalars import (
    BOOL,
    BOOL_ATOM,
    FILE_ATOM,
    FLOAT_ATOM,
    INT_ATOM,
    NONE,
    NONE_ATOM,
    RANGE_ATOM,
    STR,
    STR_ATOM,
    ScalarKind,
)
from weftc.kinds.tuple import TupleKind, VarTupleKind

#: which library module has the methods of a scalar; of a built-in type that is named, as in str.upper
LIBRARY_OF = {
    STR_ATOM: "strings",
    INT_ATOM: "ints",
    BOOL_ATOM: "ints",
    FLOAT_ATOM: "floats",
    RANGE_ATOM: "ranges",
    FILE_ATOM: "files",
}
METHODS_OF = {"str": "strings", "list": "lists", "dict": "dicts", "int": "ints", "float": "floats"}
BUILTIN_MODULES = ("math", "time", "sys", "weft", "rt")
OS_ERROR = ("errno", "strerror", "filename")
EXCEPTION_LINKS = ("__cause__", "__context__")


@rule("attr")
def attr(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return attribute(engine, instance, value, arg(instance, value), str(value.imm))


def attribute(engine: Engine, instance: Instance, value: hir.Value, obj: Type, name: str, quiet: bool = False) -> Type:
    out, valid = NEVER, False
    for atom in obj:
        type = atom_attribute(engine, instance, value, find(atom), name)
        if type is not None:
            valid = True
            out = engine.join(out, type)
    if obj and (not valid or (not out and engine.reporting)) and not quiet and out == NEVER:
        if not valid or all(isinstance(find(a), ObjectKind | NONE_ATOM.__class__) for a in obj):
            return no_attribute(engine, value, obj, name)
    return out


def atom_attribute(engine: Engine, instance: Instance, value: hir.Value, atom: Kind, name: str) -> Type | None:
    """obj.name for one kind of object; None: it has no such attribute."""
    match atom:
        case ObjectKind():
            return instance_attribute(engine, instance, value, atom, name)
        case ClassKind():
            return class_attribute(engine, instance, value, atom, name)
        case ModuleKind():
            return member(engine, instance, value, atom, name)
        case SuperKind(cls=cls):
            base_cell = cls.base.attribute(name) if cls.base else None
            return engine.get(base_cell) if base_cell is not None else None
        case FunctionKind() | BuiltinKind() if name in ("__name__", "__qualname__"):
            return STR
        case BuiltinKind(name=owner) if owner in METHODS_OF and (method := engine.library(METHODS_OF[owner], name)):
            return one(method)
        case _ if (special := intrinsic_attribute(atom, name)) is not None:
            return special
        case TaskKind() | ChannelKind():
            return bound_method(engine, instance, value, atom, name)
        case _:
            lib = library_of(atom)
            if is_intrinsic_method(atom, name) or (lib and engine.library(lib, name) is not None):
                return bound_method(engine, instance, value, atom, name)
            return None


def instance_attribute(engine: Engine, instance: Instance, value: hir.Value, atom: ObjectKind, name: str) -> Type:
    method = atom.cls.method(name)
    if method is not None and name not in atom.fields:
        if method.code.kind == "property":
            return invoke(engine, instance, value, method, [one(atom)])
        return bound_method(engine, instance, value, atom, name)
    if name == "__class__":
        return one(atom.cls.atom)
    if atom.cls.is_exception and name == "__suppress_context__":
        return BOOL
    if atom.cls.is_exception and name == "code" and atom.cls.is_subclass(engine.builtin_classes["SystemExit"]):
        return exit_code(engine, atom)
    if name in OS_ERROR and atom.cls.is_subclass(engine.builtin_classes["OSError"]):
        function = engine.library("errors", name)
        assert function is not None
        return invoke(engine, instance, value, function, [STR])
    if atom.cls.is_exception and name in EXCEPTION_LINKS:
        return engine.join(engine.get(engine.raised), NONE)
    own = engine.get(atom.field(name))
    shared = atom.cls.attribute(name)
    return engine.join(own, engine.get(shared)) if shared is not None else own


def class_attribute(engine: Engine, instance: Instance, value: hir.Value, atom: ClassKind, name: str) -> Type | None:
    if name in ("__name__", "__qualname__"):
        return STR
    cell = atom.cls.attribute(name)
    if cell is not None:
        return engine.get(cell)
    method = atom.cls.method(name)
    if method is not None:
        if method.code.kind == "classmethod":
            return bound_method(engine, instance, value, atom, name)
        return one(method)
    return None


def member(engine: Engine, instance: Instance, value: hir.Value, atom: ModuleKind, name: str) -> Type | None:
    """module.name: of the program's modules, or of a built-in one."""
    if atom.name in BUILTIN_MODULES or atom.name not in engine.program.modules:
        return module_member(engine, instance, value, atom.name, name)
    module = engine.program.modules[atom.name]
    if name == "__name__":
        return STR
    if name in module.globals:
        return engine.get(engine.global_cell(module, name))
    if f"{atom.name}.{name}" in engine.program.modules:
        return engine.module(f"{atom.name}.{name}")
    return None


def bound_method(engine: Engine, instance: Instance, value: hir.Value, atom: Kind, name: str) -> Type:
    made = engine.make(instance, value, ("bound", name), lambda: BoundKind(name, Cell()))
    assert isinstance(made, BoundKind)
    engine.flow(made.receiver, one(atom))
    return one(find(made))


def exit_code(engine: Engine, atom: ObjectKind) -> Type:
    """SystemExit.code: nothing, the one argument, or all of them."""
    out = NEVER
    for args in engine.get(atom.field("args")):
        assert isinstance(args, TupleKind)
        n = len(args.items)
        out = engine.join(out, NONE if n == 0 else engine.get(args.items[0]) if n == 1 else one(args))
    return out


def no_attribute(engine: Engine, value: hir.Value, obj: Type, name: str) -> Type:
    """Reports an attribute that nothing here has."""
    if not engine.reporting:
        return NEVER
    names: list[str] = []
    for atom in obj:
        names += intrinsic_methods(find(atom))
        match find(atom):
            case ObjectKind() as inst:
                names += [
                    *(n for n, c in inst.fields.items() if c.find().type),
                    *(m for c in inst.cls.mro for m in c.methods),
                ]
            case ModuleKind(name=mod) if mod in engine.program.modules:
                names += engine.program.modules[mod].globals
            case other if (lib := library_of(other)) is not None:
                names += engine.load_library("weftc.lib." + lib).functions
    return complain(engine, "E0304", value, f"{show(obj)} has no attribute '{name}'", helps=did_you_mean(name, names))


def library_of(atom: Kind) -> str | None:
    """The library module that holds the methods of a built-in type."""
    match atom:
        case ScalarKind():
            return LIBRARY_OF.get(atom)
        case VarTupleKind():
            return "tuples"
        case ListKind():
            return "lists"
        case DictKind():
            return "dicts"
        case TupleKind():
            return "tuples"
    return None


@rule("attr.set")
def attr_set(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    name, stored, found = str(value.imm), arg(instance, value, 1), False
    for atom in arg(instance, value):
        if isinstance(atom, ObjectKind):
            engine.flow(atom.field(name), stored)
            found = True
        elif isinstance(atom, ClassKind) and (target := atom.cls.attribute(name)):
            engine.flow(atom.cls.attributes.get(name) or target, stored)
            found = True
        elif isinstance(atom, ModuleKind) and (mod := engine.program.modules.get(atom.name)) and name in mod.globals:
            engine.flow(engine.global_cell(mod, name), stored)
            found = True
    if not found and arg(instance, value):
        complain(engine, "E0304", value, f"{show(arg(instance, value))} has no attribute '{name}' to set")
    return NONE
