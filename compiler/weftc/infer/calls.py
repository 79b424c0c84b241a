"""Calls: binding arguments, methods, constructors, attributes."""

from __future__ import annotations

from weftc.diagnostics import did_you_mean, error
from weftc.hir import hir
from weftc.hir.operands import method_of
from weftc.infer import builtins
from weftc.infer.blame import operands_of
from weftc.infer.engine import Engine, Instance
from weftc.infer.iteration import is_iterable, item_type
from weftc.infer.spread import is_spread, plan_of, spread_types
from weftc.infer.text import repr_of, str_of
from weftc.infer.types import (
    BOOL,
    BOOL_ATOM,
    FILE_ATOM,
    FLOAT_ATOM,
    INT_ATOM,
    NEVER,
    NONE,
    NONE_ATOM,
    RANGE_ATOM,
    STR,
    STR_ATOM,
    Atom,
    BoundAtom,
    BuiltinAtom,
    Cell,
    ChannelAtom,
    ClassAtom,
    ClassInfo,
    DictAtom,
    FuncAtom,
    InstAtom,
    IterAtom,
    ListAtom,
    ModuleAtom,
    Scalar,
    SuperAtom,
    TaskAtom,
    TupleAtom,
    Type,
    VarTupleAtom,
    find,
    one,
    resolve,
    show,
    show_atom,
)

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


def library_of(atom: Atom) -> str | None:
    """The library module that holds the methods of a built-in type."""
    match atom:
        case Scalar():
            return LIBRARY_OF.get(atom)
        case VarTupleAtom():
            return "tuples"
        case ListAtom():
            return "lists"
        case DictAtom():
            return "dicts"
        case TupleAtom():
            return "tuples"
    return None


def complain(
    engine: Engine, code: str, value: hir.Value, message: str, label: str = "", helps: tuple[str, ...] = ()
) -> Type:
    if engine.reporting:
        engine.error(error(code, message, value.span, label, helps=helps), operands_of(code, value))
    return NEVER


def invoke(engine: Engine, instance: Instance, value: hir.Value, func: FuncAtom, args: list[Type]) -> Type:
    """Calls `func` with exactly these parameters; defaults fill in what is missing at the end."""
    if (missing := len(func.code.parameters) - len(args)) > 0:
        args = [*args, *(engine.get(c) for c in func.defaults[len(func.defaults) - missing :])]
    callee = engine.call(instance, value, func, args)
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


def all_parameters(code: hir.Code) -> list[str]:
    """Parameter names in the order of the body's parameters: positional, *vararg, keyword-only."""
    names = [p.name for p in code.parameters if not p.keyword_only]
    if code.vararg is not None:
        names.append(code.vararg)
    return names + [p.name for p in code.parameters if p.keyword_only]


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
        if len(atoms) == 1 and isinstance(atoms[0], TupleAtom):
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


def refuse_spread(engine: Engine, value: hir.Value, what: str) -> Type:
    return complain(
        engine,
        "E0413",
        value,
        f"* or ** in a call of {what}: how many arguments there are isn't known when compiling",
        helps=("write the arguments out",),
    )


def call_function(
    engine: Engine, instance: Instance, value: hir.Value, func: FuncAtom, args: list[Type], shape: hir.CallShape
) -> Type:
    bound = bind(engine, instance, value, func.code, [engine.get(c) for c in func.defaults], args, shape)
    if bound is None:
        return NEVER
    callee = engine.call(instance, value, func, bound)
    return engine.get(callee.ret) if callee is not None else NEVER


def with_self(shape: hir.CallShape) -> hir.CallShape:
    return hir.CallShape(shape.positional + 1, shape.keywords, frozenset(k + 1 for k in shape.stars))


def call_atom(
    engine: Engine, instance: Instance, value: hir.Value, atom: Atom, args: list[Type], shape: hir.CallShape
) -> Type | None:
    """Calls one kind of callee; None: it can't be called."""
    match find(atom):
        case FuncAtom() as func:
            return call_function(engine, instance, value, func, listed(engine, instance, value, args), shape)
        case ClassAtom(cls=cls):
            return construct(engine, instance, value, cls, listed(engine, instance, value, args), shape)
        case BuiltinAtom(name=name):
            return builtins.call_builtin(engine, instance, value, name, args, shape)
        case BoundAtom(name=name, receiver=receiver):
            out = NEVER
            for r in engine.get(receiver):
                out = engine.join(out, call_method(engine, instance, value, r, name, args, shape) or NEVER)
            return out
        case InstAtom() as inst if method := inst.cls.method("__call__"):
            return call_function(engine, instance, value, method, [one(inst), *args], with_self(shape))
    return None


def listed(engine: Engine, instance: Instance, value: hir.Value, args: list[Type]) -> list[Type]:
    """Arguments of a function: an iterator is made a list first, since it only exists while compiling."""
    return [
        list_of(engine, instance, value, k, type) if any(isinstance(a, IterAtom) for a in type) else type
        for k, type in enumerate(args)
    ]


def list_of(engine: Engine, instance: Instance, value: hir.Value, k: int, type: Type) -> Type:
    return engine.new_list(instance, value, item_type(engine, instance, value, type), ("argument", k))


def mismatch(func: FuncAtom, args: list[Type], shape: hir.CallShape) -> bool:
    if is_spread(shape):
        return isinstance(plan_of(func.code, shape), str)
    return isinstance(match_arguments(func.code, len(args) - len(shape.keywords), shape), str)


def call_rule(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    shape = value.imm
    assert isinstance(shape, hir.CallShape)
    callee = resolve(instance.types.get(value.args[0].id, NEVER))
    if (
        shape.stars
        and len(callee) == 1
        and (special := builtins.call_with_stars(engine, instance, value, next(iter(callee)))) is not None
    ):
        return special
    bound = argument_types(engine, instance, value, 1, shape)
    if bound is None or not callee:
        return NEVER
    args, shape = bound
    out, valid = NEVER, False
    for atom in callee:
        if len(callee) > 1 and isinstance(atom, FuncAtom) and mismatch(atom, args, shape):
            continue  # another kind of callee fits: this one raises TypeError when it comes
        type = call_atom(engine, instance, value, atom, args, shape)
        if type is not None:
            valid = True
            out = engine.join(out, type)
    if not valid:
        return complain(engine, "E0311", value, f"{show(callee)} is not callable")
    return out


def call_method_rule(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    name, shape = method_of(value)
    obj = resolve(instance.types.get(value.args[0].id, NEVER))
    if shape.stars and len(obj) == 1 and isinstance(module := next(iter(obj)), ModuleAtom):
        for member in attribute(engine, instance, value, one(module), name, quiet=True):
            if (special := builtins.call_with_stars(engine, instance, value, member)) is not None:
                return special
    bound = argument_types(engine, instance, value, 1, shape)
    if bound is None or not obj:
        return NEVER
    args, shape = bound
    out, valid = NEVER, False
    for atom in obj:
        if isinstance(find(atom), SuperAtom):
            type = call_super(engine, instance, value, find(atom), name, args, shape)
        else:
            type = call_method(engine, instance, value, atom, name, args, shape)
        if type is not None:
            valid = True
            out = engine.join(out, type)
    if not valid:
        return no_attribute(engine, value, obj, name)
    return out


def no_attribute(engine: Engine, value: hir.Value, obj: Type, name: str) -> Type:
    """Reports an attribute that nothing here has."""
    if not engine.reporting:
        return NEVER
    names: list[str] = []
    for atom in obj:
        match find(atom):
            case InstAtom() as inst:
                names += [
                    *(n for n, c in inst.fields.items() if c.find().type),
                    *(m for c in inst.cls.mro for m in c.methods),
                ]
            case ModuleAtom(name=mod) if mod in engine.program.modules:
                names += engine.program.modules[mod].globals
            case other if (lib := library_of(other)) is not None:
                names += engine.load_library("weftc.lib." + lib).functions
    return complain(engine, "E0304", value, f"{show(obj)} has no attribute '{name}'", helps=did_you_mean(name, names))


def call_super(
    engine: Engine, instance: Instance, value: hir.Value, atom: Atom, name: str, args: list[Type], shape: hir.CallShape
) -> Type | None:
    assert isinstance(atom, SuperAtom)
    base = atom.cls.base
    self_type = resolve(instance.types.get(value.args[0].args[0].id, NEVER))
    if base is not None and (method := base.method(name)) is not None:
        return call_function(engine, instance, value, method, [self_type, *args], with_self(shape))
    if name == "__init__" and is_spread(shape):
        return refuse_spread(engine, value, "__init__()")
    if name == "__init__":
        for s in self_type:
            if isinstance(s, InstAtom):
                default_init(engine, instance, value, s, args)
        return NONE
    if name in ("__str__", "__repr__") and base is not None and base.is_exception:
        return STR
    return None


def has_library_method(engine: Engine, atom: Atom, name: str) -> bool:
    lib = library_of(atom)
    return lib is not None and not builtins.is_intrinsic_method(atom, name) and engine.library(lib, name) is not None


def call_method(
    engine: Engine, instance: Instance, value: hir.Value, atom: Atom, name: str, args: list[Type], shape: hir.CallShape
) -> Type | None:
    """obj.name(args) for one kind of object; None: it has no such method."""
    atom = find(atom)
    match atom:
        case InstAtom():
            method = atom.cls.method(name)
            args = listed(engine, instance, value, args)
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
            out: Type | None = None
            for f in held:
                type = call_atom(engine, instance, value, f, args, shape)
                out = type if out is None else engine.join(out, type or NEVER)
            return out
        case ClassAtom(cls=cls):
            method = cls.method(name)
            if method is not None:
                if method.code.kind == "classmethod":
                    return call_function(engine, instance, value, method, [one(atom), *args], with_self(shape))
                return call_function(engine, instance, value, method, args, shape)
            if name == "__init__" and is_spread(shape):
                return refuse_spread(engine, value, "__init__()")
            if name == "__init__" and args:  # Base.__init__(self, ...)
                for s in args[0]:
                    if isinstance(s, InstAtom):
                        default_init(engine, instance, value, s, args[1:])
                return NONE
            return None
        case ModuleAtom():
            member = attribute(engine, instance, value, one(atom), name, quiet=True)
            if not member and atom.name == "rt":
                return builtins.runtime_call(engine, instance, value, name, args)
            out = None
            for f in member:
                type = call_atom(engine, instance, value, f, args, shape)
                out = type if out is None else engine.join(out, type or NEVER)
            return out
        case _ if is_spread(shape) and not isinstance(atom, ModuleAtom) and not has_library_method(engine, atom, name):
            return refuse_spread(engine, value, f"{name}()")
        case ChannelAtom() | TaskAtom():
            return builtins.handle_method(engine, instance, value, atom, name, args, shape)
        case BuiltinAtom(name="dict") if name == "fromkeys":
            function = engine.library("dicts", "fromkeys")
            assert function is not None
            return call_function(engine, instance, value, function, listed(engine, instance, value, args), shape)
        case BuiltinAtom(name=owner) if owner in ("str", "list", "dict", "int", "float"):
            # str.upper(s): the method as a function
            out = None
            rest = hir.CallShape(shape.positional - 1, shape.keywords)
            for receiver in args[0] if args else ():
                type = call_method(engine, instance, value, receiver, name, args[1:], rest)
                out = type if out is None else engine.join(out, type or NEVER)
            return out
    special = builtins.intrinsic_method(engine, instance, value, atom, name, args, shape)
    if special is not None:
        return special
    lib = library_of(atom)
    function = engine.library(lib, name) if lib else None
    if function is None:
        return None
    return call_function(
        engine, instance, value, function, [one(atom), *listed(engine, instance, value, args)], with_self(shape)
    )


# --- attributes -------------------------------------------------------------------------------------------------------


def field(engine: Engine, atom: InstAtom, name: str) -> Cell:
    """The cell of an instance's field."""
    inst = find(atom)
    assert isinstance(inst, InstAtom)
    cell = inst.fields.get(name)
    if cell is None:
        cell = inst.fields[name] = Cell()
    return cell


OS_ERROR = ("errno", "strerror", "filename")


def exit_code(engine: Engine, atom: InstAtom) -> Type:
    """SystemExit.code: nothing, the one argument, or all of them."""
    out = NEVER
    for args in engine.get(field(engine, atom, "args")):
        assert isinstance(args, TupleAtom)
        n = len(args.items)
        out = engine.join(out, NONE if n == 0 else engine.get(args.items[0]) if n == 1 else one(args))
    return out


EXCEPTION_LINKS = ("__cause__", "__context__")


def attribute(engine: Engine, instance: Instance, value: hir.Value, obj: Type, name: str, quiet: bool = False) -> Type:
    out, valid = NEVER, False
    for atom in obj:
        type = atom_attribute(engine, instance, value, find(atom), name)
        if type is not None:
            valid = True
            out = engine.join(out, type)
    if obj and (not valid or (not out and engine.reporting)) and not quiet and out == NEVER:
        if not valid or all(isinstance(find(a), InstAtom | NONE_ATOM.__class__) for a in obj):
            return no_attribute(engine, value, obj, name)
    return out


def atom_attribute(engine: Engine, instance: Instance, value: hir.Value, atom: Atom, name: str) -> Type | None:
    match atom:
        case InstAtom():
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
            own = engine.get(field(engine, atom, name))
            shared = atom.cls.attribute(name)
            return engine.join(own, engine.get(shared)) if shared is not None else own
        case ClassAtom(cls=cls):
            if name in ("__name__", "__qualname__"):
                return STR
            cell = cls.attribute(name)
            if cell is not None:
                return engine.get(cell)
            method = cls.method(name)
            if method is not None:
                if method.code.kind == "classmethod":
                    return bound_method(engine, instance, value, atom, name)
                return one(method)
            return None
        case ModuleAtom(name=mod):
            if mod in engine.program.modules and mod not in BUILTIN_MODULES:
                module = engine.program.modules[mod]
                if name == "__name__":
                    return STR
                if name in module.globals:
                    return engine.get(engine.global_cell(module, name))
                if f"{mod}.{name}" in engine.program.modules:
                    return engine.module(f"{mod}.{name}")
                return None
            return builtins.module_member(engine, instance, value, mod, name)
        case SuperAtom(cls=cls):
            base_cell = cls.base.attribute(name) if cls.base else None
            return engine.get(base_cell) if base_cell is not None else None
        case FuncAtom() | BuiltinAtom() if name in ("__name__", "__qualname__"):
            return STR
        case BuiltinAtom(name=owner) if owner in METHODS_OF and (method := engine.library(METHODS_OF[owner], name)):
            return one(method)
        case TaskAtom() | ChannelAtom():
            special = builtins.handle_attribute(engine, atom, name)
            if special is not None:
                return special
            return bound_method(engine, instance, value, atom, name)
        case _:
            special = builtins.intrinsic_attribute(engine, atom, name)
            if special is not None:
                return special
            lib = library_of(atom)
            if builtins.is_intrinsic_method(atom, name) or (lib and engine.library(lib, name) is not None):
                return bound_method(engine, instance, value, atom, name)
            return None


def bound_method(engine: Engine, instance: Instance, value: hir.Value, atom: Atom, name: str) -> Type:
    made = engine.make(instance, value, ("bound", name), lambda: BoundAtom(name, Cell()))
    assert isinstance(made, BoundAtom)
    engine.flow(made.receiver, one(atom))
    return one(find(made))


# --- classes ----------------------------------------------------------------------------------------------------------


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
            if isinstance(atom, BuiltinAtom) and atom.name == "object":
                base = None
            elif not isinstance(atom, ClassAtom):
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


def method_atom(info: ClassInfo, method: hir.Code) -> FuncAtom:
    """The function value of a method; a second name for one shares it."""
    for known in info.methods.values():
        if known.code is method:
            return known
    return FuncAtom(method, [Cell() for _ in method.captures], [Cell() for p in method.parameters if p.has_default])


def shape_key(type: Type, depth: int = 2) -> object:
    """What tells constructor arguments apart: scalars, kinds of containers and their scalars; no identities."""
    parts: list[object] = []
    for atom in resolve(type):
        match atom:
            case Scalar():
                parts.append(atom.name)
            case InstAtom(cls=cls):
                parts.append(cls)
            case ListAtom() | DictAtom() | TupleAtom() if depth:
                parts.append((atom.__class__, *(shape_key(c.find().type, depth - 1) for c in atom.cells())))
            case FuncAtom() | BuiltinAtom() | ClassAtom():
                parts.append(atom)
            case _:
                parts.append(atom.__class__)
    return frozenset(parts)


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
        atom = cls.variants[key] = InstAtom(cls)
    made = find(atom)
    assert isinstance(made, InstAtom)
    if init is not None:
        if cls.is_exception:
            default_init(engine, instance, value, made, args)
        call_function(engine, instance, value, init, [one(made), *args], with_self(shape))
    elif cls.is_exception:
        default_init(engine, instance, value, made, args)
    elif args:
        return complain(engine, "E0310", value, f"{cls.name}() takes no arguments")
    return one(find(made))


def default_init(engine: Engine, instance: Instance, value: hir.Value, atom: InstAtom, args: list[Type]) -> None:
    """BaseException's own __init__ keeps the arguments as a tuple; object's does nothing."""
    if atom.cls.is_exception:
        made = engine.new_tuple(instance, value, args, "args")
        engine.flow(field(engine, atom, "args"), made)
        if len(args) == 1 and not (atom.cls.is_subclass(engine.builtin_classes["KeyError"])):
            str_of(engine, instance, value, args[0])
        else:
            for a in args:
                repr_of(engine, instance, value, a)
