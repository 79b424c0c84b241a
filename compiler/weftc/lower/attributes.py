"""Attributes: fields, class variables, members of modules, methods as values."""

from __future__ import annotations

import math

from weftc.hir import hir
from weftc.hir.operands import method_of
from weftc.infer import attributes as typing
from weftc.infer import intrinsics as typing_intrinsics
from weftc.infer.engine import reverse_postorder, successors
from weftc.infer.types import (
    BOOL,
    FILE_ATOM,
    NONE,
    RANGE_ATOM,
    STR,
    Atom,
    BoundAtom,
    BuiltinAtom,
    Cell,
    ChannelAtom,
    ClassAtom,
    ClassInfo,
    FuncAtom,
    InstAtom,
    ModuleAtom,
    SuperAtom,
    TaskAtom,
    TupleAtom,
    Type,
    find,
    one,
    resolve,
)
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.lower.function import FunctionLowering, lower
from weftc.lower.hints import missing, raise_attribute_error
from weftc.lower.intrinsics import intrinsic_attribute
from weftc.lower.layout import EXCEPTION_SLOTS, FIRST_FLAG, Field
from weftc.lower.ranges import range_parts
from weftc.lower.runtime_calls import texts
from weftc.lower.sequences import make_tuple
from weftc.lower.sync import handle_attribute
from weftc.lower.variables import load_class_variable, load_global, store_class_variable, store_global

Arg = tuple[ir.Value, Type]


@lower("attr")
def attr(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    return attribute(f, value, value.args[0], str(value.imm), f.type(value))


def attribute(f: FunctionLowering, value: hir.Value, obj: hir.Value, name: str, result: Type) -> ir.Value | None:
    if not f.type(obj):
        f.b.unreachable()
        f.dead()
        return None
    atoms = list(f.type(obj))
    if len(atoms) == 1 and isinstance(module := find(atoms[0]), ModuleAtom):
        return member(f, value, module, name, result)
    if len(atoms) == 1 and atoms[0] is RANGE_ATOM:
        return range_parts(f, obj)[("start", "stop", "step").index(name)]

    def one_kind(atom: Atom, v: ir.Value) -> ir.Value | None:
        made = attribute_of(f, value, atom, v, name)
        return None if made is None else f.convert(made[0], made[1], result)

    shared = common_field(f, f.type(obj), name)
    if shared is not None:
        v = f.get(obj)
        return f.convert(f.load_field(v, shared, f"field:{name}"), shared.type, result)
    return f.dispatch(f.get(obj), f.type(obj), one_kind, result)


def common_field(f: FunctionLowering, type: Type, name: str) -> Field | None:
    """The field, if several classes hold it at the same place in the same representation: no dispatch then."""
    if len(type) < 2:
        return None
    fields: list[Field] = []
    for atom in type:
        atom = find(atom)
        if not isinstance(atom, InstAtom) or atom.cls.is_exception or atom.cls.method(name):
            return None
        field = f.layout.field(atom, name)
        if field is None or flag_of(f, atom, name) is not None:
            return None
        if fields and (field.offset, field.rep, field.type) != (fields[0].offset, fields[0].rep, fields[0].type):
            return None
        fields.append(field)
    return fields[0]


def attribute_of(f: FunctionLowering, value: hir.Value, atom: Atom, v: ir.Value, name: str) -> Arg | None:
    """obj.name for one kind of object."""
    match find(atom):
        case InstAtom() as inst:
            return instance_attribute(f, value, inst, v, name)
        case ClassAtom(cls=cls):
            if name in ("__name__", "__qualname__"):
                return f.string(cls.name), STR
            owner = next((c for c in cls.mro if name in c.attributes), None)
            if owner is not None:
                return load_class_variable(f, owner.attributes[name], owner.order, name)
            method = cls.method(name)
            if method is not None:
                if method.code.kind == "classmethod":
                    return bound(f, value, atom, v, name)
                return f.zero(one(method)), one(method)
        case FuncAtom(code=code) if name in ("__name__", "__qualname__"):
            return f.string(code.name if name == "__name__" else code.qualname), STR
        case BuiltinAtom(name=own) if name in ("__name__", "__qualname__"):
            return f.string(own.rpartition(".")[2]), STR
        case BuiltinAtom(name=own) if own in typing.METHODS_OF and (
            unbound := f.engine.library(typing.METHODS_OF[own], name)
        ):
            return f.zero(one(unbound)), one(unbound)
        case ChannelAtom() | TaskAtom() as handle:
            made = handle_attribute(f, handle, v, name)
            return made if made is not None else bound(f, value, atom, v, name)
        case SuperAtom(cls=cls):
            owner = next((c for c in (cls.base.mro if cls.base else ()) if name in c.attributes), None)
            if owner is not None:
                return load_class_variable(f, owner.attributes[name], owner.order, name)
        case other:
            special = typing_intrinsics.intrinsic_attribute(other, name)
            if special is not None:
                return intrinsic_attribute(f, other, v, name), special
            lib = typing.library_of(other)
            if typing_intrinsics.is_intrinsic_method(other, name) or (lib and f.engine.library(lib, name) is not None):
                return bound(f, value, other, v, name)
    missing(f, value, find(atom), v, name)
    return None


def bound(f: FunctionLowering, value: hir.Value, atom: Atom, v: ir.Value, name: str) -> Arg:
    """The method with its object, as a value."""
    made = find(f.instance.made[value.id, ("bound", name)])
    assert isinstance(made, BoundAtom)
    return f.new_object(made, {"receiver": (v, one(find(atom)))}), one(made)


def instance_attribute(f: FunctionLowering, value: hir.Value, atom: InstAtom, v: ir.Value, name: str) -> Arg | None:
    b = f.b
    method = atom.cls.method(name)
    if method is not None and name not in atom.fields:
        if method.code.kind == "property":
            return f.call_function(value, method, None, [(v, one(atom))])
        return bound(f, value, atom, v, name)
    if name == "__class__":
        return f.zero(one(atom.cls.atom)), one(atom.cls.atom)
    if atom.cls.is_exception:
        if name == "__suppress_context__":
            flags = b.op("load", v, imm=("i32", 4, "exception"), rep=Rep.I32)
            return b.op("i32.and", flags, b.i32(1)), BOOL
        if name == "code" and atom.cls.is_subclass(f.engine.builtin_classes["SystemExit"]):
            return exit_code(f, atom, v)
        if name in typing.OS_ERROR and atom.cls.is_subclass(f.engine.builtin_classes["OSError"]):
            function = f.engine.library("errors", name)
            assert function is not None
            return f.call_function(
                value, function, None, [(f.load(v, Rep.REF, EXCEPTION_SLOTS["text"], "exception"), STR)]
            )
        if name in typing.EXCEPTION_LINKS:
            type = f.engine.join(resolve(f.engine.raised.find().type), NONE)
            return f.load(v, Rep.REF, EXCEPTION_SLOTS[name.strip("_")], "exception"), type
        if name == "args":
            return exception_args(f, atom, v)
    field = f.layout.field(atom, name)
    owner = next((c for c in atom.cls.mro if name in c.attributes), None)
    if field is None:
        if owner is not None:
            return load_class_variable(f, owner.attributes[name], owner.order, name)
        missing(f, value, atom, v, name)
        return None
    flag = flag_of(f, atom, name)
    if flag is None:
        return f.load_field(v, field, f.alias(atom, field)), field.type
    present = b.op("i32.and", b.op("load", v, imm=("i32", 4, "flags"), rep=Rep.I32), b.i32(1 << flag))
    if owner is None:
        text = f"'{atom.cls.name}' object has no attribute '{name}'"
        raise_attribute_error(f, b.op("i32.eqz", present), value, atom, v, name, text)
        return f.load_field(v, field, f.alias(atom, field)), field.type
    shared_type = resolve(owner.attributes[name].find().type)
    both = f.engine.join(field.type, shared_type)
    out = f.merge(
        present,
        lambda: f.convert(f.load_field(v, field, f.alias(atom, field)), field.type, both),
        lambda: f.convert(*load_class_variable(f, owner.attributes[name], owner.order, name), both),
        f.layout.rep(both),
    )
    return out, both


def exception_args(f: FunctionLowering, atom: InstAtom, v: ir.Value) -> Arg:
    """e.args; what the runtime raised has only its text."""
    type = resolve(atom.fields["args"].find().type) if "args" in atom.fields else NONE
    kept = f.load(v, Rep.REF, EXCEPTION_SLOTS["args"], "exception")
    single = next((a for a in type if isinstance(a, TupleAtom) and len(a.items) == 1), None)
    if single is None:
        return kept, type
    out = f.merge(
        kept,
        lambda: kept,
        lambda: make_tuple(f, single, [(f.load(v, Rep.REF, EXCEPTION_SLOTS["text"], "exception"), STR)]),
        Rep.REF,
    )
    return out, type


def exit_code(f: FunctionLowering, atom: InstAtom, v: ir.Value) -> Arg:
    args, type = exception_args(f, atom, v)
    result = typing.exit_code(f.engine, atom)

    def one_tuple(a: Atom, t: ir.Value) -> ir.Value:
        fields = f.layout.fields(a)[0]
        if not fields:
            return f.convert(f.b.none(), NONE, result)
        if len(fields) > 1:
            return f.convert(t, one(a), result)
        return f.convert(f.load_field(t, fields[0], "tuple"), fields[0].type, result)

    out = f.dispatch(args, type, one_tuple, result)
    assert out is not None
    return out, result


# --- fields that may not be set ---------------------------------------------------------------------------------------


def flag_of(f: FunctionLowering, atom: InstAtom, name: str) -> int | None:
    """The bit that says whether a field is set; None if every instance has it set."""
    sure = always_set(f, atom.cls)
    if name in sure:
        return None
    unsure = [n for n in atom.fields if n not in sure and n != "args"]
    position = unsure.index(name) + FIRST_FLAG
    assert position < 32, f"{atom.cls.name} has too many fields that may be unset"
    return position


def always_set(f: FunctionLowering, cls: ClassInfo) -> frozenset[str]:
    """Fields that __init__ certainly sets: stores to self on its straight path, and those of super().__init__()."""
    cache: dict[ClassInfo, frozenset[str]] = f.program.__dict__.setdefault("always_set", {})
    if cls in cache:
        return cache[cls]
    out: set[str] = set()
    init = cls.method("__init__")
    if init is not None:
        owner = next(c for c in cls.mro if "__init__" in c.methods)
        body = init.code.body()
        this = body.params[len(init.code.captures)]
        for block in straight_path(body):
            for value in block.instrs:
                if value.op == "attr.set" and value.args[0] is this:
                    out.add(str(value.imm))
                if value.op == "call_method" and method_of(value)[0] == "__init__" and owner.base is not None:
                    if value.args[0].op == "super" or (len(value.args) > 1 and value.args[1] is this):
                        out |= always_set(f, owner.base)
    cache[cls] = frozenset(out)
    return cache[cls]


def straight_path(body: hir.Body) -> list[hir.Block]:
    """Blocks that every call runs through: those that dominate all returns."""
    order = reverse_postorder(body.blocks)
    ends = [b for b in order if isinstance(b.term, hir.Return)]
    out = []
    for candidate in order:
        # can an end be reached without it?
        seen = {candidate}
        stack = [order[0]] if order[0] is not candidate else []
        avoided = False
        while stack and not avoided:
            block = stack.pop()
            if block in seen:
                continue
            seen.add(block)
            avoided = block in ends
            stack += successors(block)
        if not avoided:
            out.append(candidate)
    return out


@lower("attr.set")
def attr_set(f: FunctionLowering, value: hir.Value) -> None:
    obj, item = value.args
    name = str(value.imm)
    b = f.b

    def one_kind(atom: Atom, v: ir.Value) -> None:
        match find(atom):
            case InstAtom() as inst:
                field = f.layout.field(inst, name)
                if field is None:
                    return  # nothing ever flows here
                f.store(v, f.get_as(item, field.type), field.offset, f.alias(inst, field))
                flag = flag_of(f, inst, name)
                if flag is not None:
                    bits = b.op("load", v, imm=("i32", 4, "flags"), rep=Rep.I32)
                    b.op("store", v, b.op("i32.or", bits, b.i32(1 << flag)), imm=("i32", 4, "flags"))
            case ClassAtom(cls=cls):
                owner = next((c for c in cls.mro if name in c.attributes), None)
                if owner is not None:
                    store_class_variable(f, owner.attributes[name], owner.order, name, item)
            case ModuleAtom(name=mod):
                store_global(f, f.engine.program.modules[mod], name, item)
            case other:
                missing(f, value, other, v, name)

    f.dispatch(f.get(obj), f.type(obj), one_kind, None)


# --- modules ----------------------------------------------------------------------------------------------------------


def member(f: FunctionLowering, value: hir.Value, module: ModuleAtom, name: str, type: Type) -> ir.Value:
    """module.name."""
    if module.name in f.engine.program.modules and module.name not in typing.BUILTIN_MODULES:
        mod = f.engine.program.modules[module.name]
        if name == "__name__":
            return f.string(mod.name)
        if (mod.name, name) not in f.engine.globals and name not in mod.constants:
            return f.zero(type)
        return load_global(f, value, mod, name, type, member=True)
    full = f"{module.name}.{name}"
    if module.name == "math" and name in ("pi", "e", "tau", "inf", "nan"):
        return f.b.f64(float(getattr(math, name)))
    if full == "sys.platform":
        return f.string("linux")
    if full in ("sys.stdin", "sys.stdout", "sys.stderr"):
        fd = ("sys.stdin", "sys.stdout", "sys.stderr").index(full)
        return f.rt("weft_file_std", f.b.i32(fd), f.type_address(FILE_ATOM))
    if full == "sys.argv":
        return argv(f, type)
    return f.zero(type)


def argv(f: FunctionLowering, type: Type) -> ir.Value:
    """sys.argv: one list, made when first asked for."""
    f.engine.globals.setdefault(("sys", "argv"), Cell(type))
    offset, rep = f.program.global_slot("sys", "argv")
    b = f.b
    held = b.op("gload", imm=("i32", offset), rep=rep)

    def make() -> ir.Value:
        made = texts(f, "weft_argv", [], type)
        b.op("gstore", made, imm=("i32", offset))
        return made

    return f.merge(held, lambda: held, make, Rep.REF)
