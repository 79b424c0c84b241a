"""Calls of functions, classes, methods; closures' defaults."""

from __future__ import annotations

import ast

from weftc.hir import hir
from weftc.hir.operands import method_of
from weftc.infer import binding as typing
from weftc.infer import classes as typing_classes
from weftc.infer.attributes import attribute, library_of
from weftc.infer.engine import constant_type
from weftc.infer.spread import is_spread, plan_of
from weftc.ir import ir
from weftc.kinds.function import BoundKind, BuiltinKind, FunctionKind
from weftc.kinds.handle import ChannelKind, TaskKind
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import NEVER, Kind, Type, find, one, resolve, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.module import ModuleKind
from weftc.kinds.objects import ClassInfo, ClassKind, ObjectKind, SuperKind
from weftc.kinds.scalars import NONE, NONE_ATOM, STR
from weftc.kinds.tuple import TupleKind
from weftc.lower.attributes import attribute_of, member
from weftc.lower.builtins import call_with_operands, call_with_values
from weftc.lower.errors import init_exception, new_exception
from weftc.lower.function import FunctionLowering, lower, method_variable
from weftc.lower.hints import missing
from weftc.lower.intrinsics import NotBuiltIn, intrinsic_method, intrinsic_method_values
from weftc.lower.iterate import iterator_of
from weftc.lower.loops import list_from
from weftc.lower.runtime_calls import runtime_call
from weftc.lower.sequences import make_tuple
from weftc.lower.spread import SpreadCall
from weftc.lower.sync import handle_method
from weftc.lower.text import repr_exception, repr_value, str_value
from weftc.lower.variables import constant, load_class_variable

Arg = tuple[ir.Value, Type]


def arguments(
    f: FunctionLowering, value: hir.Value, operands: list[hir.Value], shape: hir.CallShape
) -> tuple[list[Arg], hir.CallShape]:
    """Argument values as written, `*tuple` spread out; what else is starred is a list."""
    out: list[Arg] = []
    stars: list[int] = []
    for k, a in enumerate(operands):
        if k not in shape.stars:
            out.append(argument(f, value, a, k))
            continue
        made = f.instance.made.get((value.id, ("list", ("star", k))))
        if made is not None:
            made = find(made)
            assert isinstance(made, ListKind)
            stars.append(len(out))
            out.append((list_from(f, iterator_of(f, a, value), made), one(made)))
            continue
        (atom,) = f.type(a)
        atom = find(atom)
        assert isinstance(atom, TupleKind)
        base = f.get(a)
        out += [(f.load_field(base, field, "tuple"), field.type) for field in f.layout.fields(atom)[0]]
    return out, hir.CallShape(len(out) - len(shape.keywords), shape.keywords, frozenset(stars))


def argument(f: FunctionLowering, value: hir.Value, a: hir.Value, k: int) -> Arg:
    """One argument of a function; an iterator is made the list that inference made of it."""
    type = f.type(a)
    if not any(isinstance(t, IteratorKind) for t in type):
        return f.get(a), type
    made = f.instance.made.get((value.id, ("list", ("argument", k))))
    if made is None:
        return f.b.none(), type
    made = find(made)
    assert isinstance(made, ListKind)
    return list_from(f, iterator_of(f, a, value), made), one(made)


@lower("call")
def call(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    callee = value.args[0]
    shape = value.imm
    assert isinstance(shape, hir.CallShape)
    atoms = list(f.type(callee))
    if len(atoms) == 1 and isinstance(atoms[0], BuiltinKind):
        # built-ins see the operands themselves: iterators, ranges and constants are not made objects
        return call_with_operands(f, value, atoms[0].name, value.args[1:], shape)
    args, shape = arguments(f, value, value.args[1:], shape)
    return call_value(f, value, f.get(callee), f.type(callee), args, shape, f.type(value))


def call_value(
    f: FunctionLowering,
    origin: hir.Value,
    callee: ir.Value,
    callee_type: Type,
    args: list[Arg],
    shape: hir.CallShape,
    result: Type,
) -> ir.Value | None:
    """Calls whatever the callee may be."""

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
        made = call_atom(f, origin, atom, v, args, shape, result)
        return None if made is None else f.convert(made[0], made[1], result)

    return f.dispatch(callee, callee_type, one_kind, result)


def call_atom(
    f: FunctionLowering, origin: hir.Value, atom: Kind, v: ir.Value, args: list[Arg], shape: hir.CallShape, result: Type
) -> Arg | None:
    match find(atom):
        case FunctionKind() as func:
            return call_func(f, origin, func, v, args, shape)
        case ClassKind(cls=cls):
            return construct(f, origin, cls, args, shape)
        case BuiltinKind(name=name):
            return call_with_values(f, origin, name, args, shape, result)
        case BoundKind(name=name, receiver=receiver):
            held = resolve(receiver.find().type)
            base = f.load_field(v, f.layout.fields(find(atom))[0][0], "captured")
            out = f.dispatch(
                base,
                held,
                lambda a, r: converted(f, call_method(f, origin, a, r, name, args, shape, result), result),
                result,
            )
            return None if out is None else (out, result)
        case ObjectKind() as inst if method := inst.cls.method("__call__"):
            return call_func(f, origin, method, None, [(v, one(inst)), *args], typing.with_self(shape))
    name = "NoneType" if atom is NONE_ATOM else show_atom(atom, 0)
    f.raise_text("TypeError", f"'{name}' object is not callable")
    return None


def converted(f: FunctionLowering, made: Arg | None, result: Type) -> ir.Value | None:
    return None if made is None else f.convert(made[0], made[1], result)


def call_func(
    f: FunctionLowering,
    origin: hir.Value,
    func: FunctionKind,
    closure: ir.Value | None,
    args: list[Arg],
    shape: hir.CallShape,
) -> Arg:
    """Binds arguments and defaults to parameters, and calls."""
    if is_spread(shape):
        if isinstance(mistake := plan_of(func.code, shape), str):  # another kind of callee fits
            f.raise_text("TypeError", mistake)
            return f.b.none(), NEVER
        return f.call_function(origin, func, closure, SpreadCall(f, origin, func, closure, args, shape).parameters())
    slots = typing.match_arguments(func.code, len(args) - len(shape.keywords), shape)
    if isinstance(slots, str):  # another kind of callee fits
        f.raise_text("TypeError", slots)
        return f.b.none(), NEVER
    bound: list[Arg] = []
    for name, slot in zip(typing.all_parameters(func.code), slots, strict=True):
        match slot:
            case int():
                bound.append(args[slot])
            case list():
                bound.append(vararg_tuple(f, origin, [args[k] for k in slot]))
            case None:
                bound.append(default(f, func, closure, name))
    return f.call_function(origin, func, closure, bound)


def vararg_tuple(f: FunctionLowering, origin: hir.Value, items: list[Arg]) -> Arg:
    atom = find(f.instance.made[origin.id, ("tuple", len(items), "vararg")])
    return make_tuple(f, atom, items), one(atom)


def default(f: FunctionLowering, func: FunctionKind, closure: ir.Value | None, name: str) -> Arg:
    """The default of a parameter: a literal is put where it is used; others were evaluated with the definition."""
    parameter = next(p for p in func.code.parameters if p.name == name)
    with_default = [p.name for p in func.code.parameters if p.has_default]
    k = with_default.index(name)
    cell = func.defaults[k]
    held = resolve(cell.find().type)
    if parameter.default is not None:
        literal = literal_of(parameter.default)
        if literal is not NO_LITERAL:
            return constant(f, literal), constant_type(literal)
    owner = owner_of(f, func)
    if owner is not None:
        return load_class_variable(f, cell, owner.order, method_variable(func, len(func.captures) + k))
    if closure is None:
        return f.zero(held), held
    field = f.layout.field(func, f"default {name}")
    assert field is not None
    return f.load_field(closure, field, "captured"), held


NO_LITERAL = object()


def literal_of(node: ast.expr) -> object:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        return NO_LITERAL
    return value if value is None or isinstance(value, bool | int | float | str) else NO_LITERAL


def owner_of(f: FunctionLowering, func: FunctionKind) -> ClassInfo | None:
    """The class whose method this is."""
    code = func.code.owner
    return f.engine.classes.get(code) if code is not None else None


# --- constructors -----------------------------------------------------------------------------------------------------


def construct(f: FunctionLowering, origin: hir.Value, cls: ClassInfo, args: list[Arg], shape: hir.CallShape) -> Arg:
    type = typing_classes.construct(f.engine, f.instance, origin, cls, [t for _, t in args], shape)
    if not type:
        f.b.unreachable()
        f.dead()
        return f.b.none(), NEVER
    (atom,) = type
    atom = find(atom)
    assert isinstance(atom, ObjectKind)
    init = cls.method("__init__")
    if cls.is_exception:
        out = new_exception(f, atom)
        positional = args[: len(args) - len(shape.keywords)]
        init_exception(f, origin, atom, out, positional)
    else:
        out = f.new_object(atom, {})
    if init is not None:
        call_func(f, origin, init, None, [(out, type), *args], typing.with_self(shape))
    return out, type


# --- methods ----------------------------------------------------------------------------------------------------------


@lower("call_method")
def call_method_op(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    name, shape = method_of(value)
    obj, result = value.args[0], f.type(value)
    atoms = list(f.type(obj))
    if len(atoms) == 1:
        atom = find(atoms[0])
        if isinstance(atom, SuperKind):
            return converted(f, call_super(f, value, atom, name, shape), result)
        if isinstance(atom, ModuleKind):
            return converted(f, call_module(f, value, atom, name, shape, result), result)
        special = intrinsic_method(f, value, atom, name, value.args[1:], shape)
        if not isinstance(special, NotBuiltIn):
            return special
    args, shape = arguments(f, value, value.args[1:], shape)
    if not atoms:
        f.b.unreachable()
        f.dead()
        return None
    return f.dispatch(
        f.get(obj),
        f.type(obj),
        lambda a, v: converted(f, call_method(f, value, a, v, name, args, shape, result), result),
        result,
    )


def call_super(f: FunctionLowering, value: hir.Value, atom: SuperKind, name: str, shape: hir.CallShape) -> Arg | None:
    args, shape = arguments(f, value, value.args[1:], shape)
    self_value = value.args[0].args[0]
    this, this_type = f.get(self_value), f.type(self_value)
    base = atom.cls.base
    if base is not None and (method := base.method(name)) is not None:
        return call_func(f, value, method, None, [(this, this_type), *args], typing.with_self(shape))
    if name == "__init__":
        for s in this_type:
            if isinstance(s, ObjectKind) and s.cls.is_exception:
                init_exception(f, value, s, this, args)
        return f.b.none(), NONE
    if name == "__str__":
        return f.load(this, ir.Rep.REF, 8, "exception"), STR
    (inst,) = this_type
    assert isinstance(inst, ObjectKind)
    return repr_exception(f, this, inst, value), STR


def call_module(
    f: FunctionLowering, value: hir.Value, atom: ModuleKind, name: str, shape: hir.CallShape, result: Type
) -> Arg | None:
    """module.name(...): a function of the program's modules, of the library, or a runtime call."""
    if atom.name == "rt":
        return runtime_call(f, value, name, value.args[1:])
    type = attribute(f.engine, f.instance, value, one(atom), name, quiet=True)
    atoms = list(type)
    if len(atoms) == 1 and isinstance(atoms[0], BuiltinKind):
        out = call_with_operands(f, value, atoms[0].name, value.args[1:], shape)
        return (out if out is not None else f.zero(result)), result
    args, shape = arguments(f, value, value.args[1:], shape)
    callee = member(f, value, atom, name, type)
    out = call_value(f, value, callee, type, args, shape, result)
    return None if out is None else (out, result)


def call_method(
    f: FunctionLowering,
    origin: hir.Value,
    atom: Kind,
    v: ir.Value,
    name: str,
    args: list[Arg],
    shape: hir.CallShape,
    result: Type,
) -> Arg | None:
    """obj.name(...) for one kind of object."""
    atom = find(atom)
    match atom:
        case ObjectKind():
            method = atom.cls.method(name)
            if method is not None and method.code.kind != "property":
                if method.code.kind == "staticmethod":
                    return call_func(f, origin, method, None, args, shape)
                if method.code.kind == "classmethod":
                    return call_func(
                        f,
                        origin,
                        method,
                        None,
                        [(f.zero(one(atom.cls.atom)), one(atom.cls.atom)), *args],
                        typing.with_self(shape),
                    )
                return call_func(f, origin, method, None, [(v, one(atom)), *args], typing.with_self(shape))
            if name in ("__str__", "__repr__") and not attribute(
                f.engine, f.instance, origin, one(atom), name, quiet=True
            ):
                return (str_value if name == "__str__" else repr_value)(f, v, one(atom), origin), STR
            with f.at_name(origin):
                made = attribute_of(f, origin, atom, v, name)
            if made is None:
                return None
            out = call_value(f, origin, made[0], made[1], args, shape, result)
            return None if out is None else (out, result)
        case ClassKind(cls=cls):
            method = cls.method(name)
            if method is not None:
                if method.code.kind == "classmethod":
                    return call_func(f, origin, method, None, [(v, one(atom)), *args], typing.with_self(shape))
                return call_func(f, origin, method, None, args, shape)
            if name == "__init__" and args:
                for s in args[0][1]:
                    if isinstance(s, ObjectKind) and s.cls.is_exception:
                        init_exception(f, origin, s, args[0][0], args[1:])
                return f.b.none(), NONE
        case ChannelKind() | TaskKind():
            return handle_method(f, origin, atom, v, name, args, shape)
        case BuiltinKind(name="dict") if name == "fromkeys":
            function = f.engine.library("dicts", "fromkeys")
            assert function is not None
            return call_func(f, origin, function, None, args, shape)
        case BuiltinKind(name=owner) if owner in ("str", "list", "dict", "int", "float") and args:
            inner = hir.CallShape(shape.positional - 1, shape.keywords)
            out = f.dispatch(
                args[0][0],
                args[0][1],
                lambda a, r: converted(f, call_method(f, origin, a, r, name, args[1:], inner, result), result),
                result,
            )
            return None if out is None else (out, result)
    special = intrinsic_method_values(f, origin, atom, v, name, args, shape)
    if special is not None:
        return special
    lib = library_of(atom)
    function = f.engine.library(lib, name) if lib else None
    if function is not None:
        return call_func(f, origin, function, None, [(v, one(atom)), *args], typing.with_self(shape))
    with f.at_name(origin):
        missing(f, origin, atom, v, name)
    return None
