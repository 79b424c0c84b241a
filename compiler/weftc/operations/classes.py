"""Class statements, super(), and the making of objects."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from weftc.hir import hir
from weftc.infer.args import Args, refuse_spread
from weftc.infer.exceptions import GROUPS
from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, never_refused
from weftc.kinds.class_info import ClassInfo, Method, method_field
from weftc.kinds.classes import NUMBER, BuiltinClassKind, ClassKind, SuperKind
from weftc.kinds.derived import VIEW, DerivedKind
from weftc.kinds.dict import DictKind
from weftc.kinds.exceptions import ExceptionKind
from weftc.kinds.extended import ExtendedKind
from weftc.kinds.function import FunctionKind
from weftc.kinds.groups import GroupKind, group_of_fitting_class, is_group
from weftc.kinds.kind import NEVER, Cell, Kind, Type, find, held, one, resolve, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.members import BASE, CLASS, call_member, store
from weftc.kinds.none import NONE
from weftc.kinds.numbers import FLOAT_ATOM, INT, INT_ATOM
from weftc.kinds.objects import ObjectKind
from weftc.kinds.set import FrozensetKind, SetKind
from weftc.kinds.text import STR, STR_ATOM
from weftc.kinds.tuple import VarTupleKind
from weftc.kinds.wrapped import WrappedKind
from weftc.operations.names import construct_named

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


@rule("class")
def define_class(site: Site) -> Type:
    """The `class` op: base, class variables, then the captures and defaults of each method in order."""
    code = site.value.imm
    assert isinstance(code, hir.Class)
    types = [site.type_of(a) for a in site.value.args]
    info = site.engine.classes.get(code)
    if info is None:
        base: ClassInfo | None = None
        builtin: str | None = None
        if code.has_base:
            if not types[0]:
                return site.decide(NOTHING)
            atom = find(next(iter(types[0])))
            if isinstance(atom, ClassKind):
                base = atom.cls
                if base.is_handle and not site.is_library:
                    return site.decide(site.complain("E0312", f"a class can't derive from {base.name}"))
            elif isinstance(atom, BuiltinClassKind) and atom.name in DERIVED:
                builtin = atom.name
            elif isinstance(atom, BuiltinClassKind) and atom.name != "object":
                text = f"type '{atom.own_name}' is not an acceptable base type"
                return site.decide(site.complain("E0312", text, f"a class can't derive from {atom.own_name}"))
            elif not isinstance(atom, BuiltinClassKind):
                return site.decide(site.complain("E0312", f"a class can't derive from {show_atom(atom)}"))
        info = site.engine.new_class(code.name, code, base, builtin)
        site.engine.classes[code] = info
        for name, method in code.methods.items():
            info.methods[name] = method_of(info, method)
        for name in code.attributes:
            info.attributes[name] = Cell()
    rest = types[1:] if code.has_base else types
    for name, type in zip(code.attributes, rest, strict=False):
        site.flow(info.attributes[name], type)
    rest = rest[len(code.attributes) :]
    for name in code.methods:
        for cell in info.methods[name].cells():
            site.flow(cell, rest.pop(0))
    return site.decide(Answer(one(info.atom), partial(make_class, info, code, types)))


def method_of(info: ClassInfo, method: hir.Code) -> FunctionKind:
    """The function value of a method; a second name for one shares it."""
    for known in info.methods.values():
        if known.code is method:
            return known
    return FunctionKind(method, [Cell() for _ in method.captures], [Cell() for p in method.parameters if p.has_default])


def make_class(
    info: ClassInfo, code: hir.Class, types: list[Type], f: FunctionLowering, *operands: ir.Value
) -> ir.Value:
    values = list(zip(map(f.real, operands), types, strict=True))
    base = values.pop(0) if code.has_base else None
    fields: dict[str, tuple[ir.Value, Type]] = {name: values.pop(0) for name in code.attributes}
    for name in code.methods:
        function = info.methods[name]
        given = [values.pop(0) for _ in function.cells()]
        if info.has_method_field(name):
            parts = zip(f.layout.fields(function)[0], given, strict=False)  # an identity comes last
            made = f.new_object(function, {field.name: value for field, value in parts})
            fields[method_field(name)] = made, one(function)
    if not info.is_made:
        cells = dict(info.fields())
        for name, (value, type) in fields.items():
            store(f, info, name, cells[name], None, f.convert(value, type, held(cells[name])))
        return f.zero(one(info.atom))
    if base is not None:
        fields[BASE] = base
    fields[NUMBER] = class_number(f), INT
    return f.new_object(info.atom, fields)


def class_number(f: FunctionLowering) -> ir.Value:
    """By which copies of a class in other tasks know that they are the same: the task's own number, and how many it has
    made."""
    slot = f.counter_slot("classes made")
    count = f.b.op("i64.add", f.load_slot(slot), f.b.i64(1))
    f.store_slot(slot, count)
    task = f.rt("weft_task_number")
    return f.b.op("i64.or", f.b.op("i64.shl", task, f.b.i64(32)), count)


@rule("super")
def super_(site: Site) -> Type:
    code = site.value.imm
    assert isinstance(code, hir.Class)
    made = site.make("super", lambda: SuperKind(site.engine.classes[code], Cell()))
    site.flow(made.this, site.arg())
    return site.decide(Answer(one(made), lambda f, v: v))


# --- objects ----------------------------------------------------------------------------------------------------------


def construct(site: Site, cls: ClassInfo, args: Args) -> Answer:
    """An object of the class. Constructor arguments of unlike types make variants of the class, laid out apart.
    emit(v, arguments): v is the class, or None where there is one only."""
    init = cls.member("__init__")
    if args.is_spread and (init is None or cls.is_exception):
        refuse_spread(site, cls.name)
        return NOTHING
    if cls is site.engine.builtin_classes["OSError"] and 2 <= len(args.types) <= 3 and not site.is_library:
        chosen = site.library("support.errors", ("os_error", "os_error_of_file")[len(args.types) - 2], *args.types)
        return Answer(chosen.type, lambda f, v, values: chosen.emit(f, *values))
    if cls is site.engine.builtin_classes[GROUPS[0]] and len(args.types) == 2 and not site.is_library:
        return group_of_fitting_class(site, *args.types)
    if (answer := construct_named(site, cls, args)) is not None:
        return answer
    made = variant(site, cls, args)
    parts: list[Answer] = []
    if isinstance(made, GroupKind):
        parts.append(made.made(site, args))
    if isinstance(made, ExceptionKind) and args.shape.keywords and init is None:
        return site.complain("E0310", f"{cls.name}() takes no keyword arguments")
    if isinstance(made, ExceptionKind) and not isinstance(made, GroupKind):
        parts.append(made.init(site, args.positional))
    if isinstance(made, DerivedKind) and (filled := made.made(site, args)) is not None:
        parts.append(filled)
    if isinstance(init, Method):
        parts.append(init_result(site, call_member(site, init, one(made), args)))
    elif init is not None:
        parts.append(made.method(site, "__init__", args) or NOTHING)
    elif isinstance(made, DerivedKind):
        if made.made_by_init:
            parts.append(made.init(site, args))
    elif args.types and not cls.is_exception:
        return site.complain("E0310", f"{cls.name}() takes no arguments")
    made = find(made)

    def emit(f: FunctionLowering, v: ir.Value | None, values: list[ir.Value]) -> ir.Value | None:
        given = {CLASS: (f.real(v), one(cls.atom))} if v is not None else {}
        out = made.fresh(f, given)
        for part in parts:
            if part.emit(f, out, values) is None and not part.type:
                return None
        return out

    ends = all(part.type for part in parts)
    return Answer(one(made) if ends else NEVER, emit)


def init_result(site: Site, answer: Answer) -> Answer:
    """`__init__` must give None."""
    if answer.type <= NONE:
        return answer

    def one_kind(atom: Kind) -> Answer | None:
        return Answer(NONE, lambda f, v: f.b.none()) if one(atom) == NONE else None

    def refuse(f: FunctionLowering, atom: Kind) -> None:
        f.raise_text("TypeError", f"__init__() should return None, not '{atom.class_name}'")

    given = site.all_cases(answer.type, one_kind, refuse)
    return answer.then(given.type, given.emit)


def variant(site: Site, cls: ClassInfo, args: Args) -> ObjectKind:
    if (cls.is_exception and cls.code is None) or cls.is_meeting:
        key: object = None
    elif cls.code is not None and cls.code.module.library:
        key = (site.instance, site.value.id)  # the library's objects: for each place that makes them
    elif args.types:
        key = tuple(variant_key(a) for a in args.types)
    else:
        key = (site.instance.func, site.value.id)
    atom = cls.variants.get(key)
    if atom is None:
        if cls.builtin is not None:
            atom = DERIVED[cls.builtin](cls)
        else:
            atom = GroupKind(cls) if is_group(cls) else ExceptionKind(cls) if cls.is_exception else ObjectKind(cls)
        cls.variants[key] = atom
    return find(atom)


def extending(make: Callable[[], Kind], cls: ClassInfo) -> ObjectKind:
    """Objects of a class that derives from a container."""
    atom = ExtendedKind(cls)
    atom.field(VIEW).type = one(make())
    return atom


def wrapping(kind: Kind, cls: ClassInfo) -> ObjectKind:
    """Objects of a class that derives from a number or str."""
    atom = WrappedKind(cls)
    atom.field(VIEW).type = one(kind)
    return atom


#: what objects are of classes that derive from built-in ones
DERIVED: dict[str, Callable[[ClassInfo], ObjectKind]] = {
    "list": partial(extending, lambda: ListKind(Cell())),
    "dict": partial(extending, lambda: DictKind(Cell(), Cell())),
    "set": partial(extending, lambda: SetKind(Cell())),
    "frozenset": partial(extending, lambda: FrozensetKind(Cell())),
    "tuple": partial(extending, lambda: VarTupleKind(Cell())),
    "int": partial(wrapping, INT_ATOM), "float": partial(wrapping, FLOAT_ATOM), "str": partial(wrapping, STR_ATOM),
}  # fmt: skip


def variant_key(type: Type, depth: int = 2) -> object:
    """What tells constructor arguments apart: scalars, kinds of containers and their scalars; no identities."""
    parts: list[object] = []
    for atom in resolve(type):
        if atom.structural and depth:
            parts.append((type_of(atom), *(variant_key(c.find().type, depth - 1) for c in atom.cells())))
        else:
            parts.append(atom.variant)
    return frozenset(parts)


def type_of(atom: Kind) -> type[Kind]:
    return atom.__class__


def default_init(site: Site, this: Type, args: Args) -> Answer:
    """`__init__` of object, which does nothing, of BaseException, or of a built-in class. emit(v, arguments)."""

    def one_kind(atom: Kind) -> Answer:
        if isinstance(atom, DerivedKind):
            return atom.init(site, args)
        if isinstance(atom, ExceptionKind):
            return atom.init(site, args.positional)
        return Answer(NONE, lambda f, v, values: f.b.none())

    answer = site.cases(this, one_kind, never_refused)
    return answer if answer is not None else NOTHING


def call_default(site: Site, this: Type, name: str, args: Args) -> Answer | None:
    """A method that object, BaseException or another built-in class has, where no class in the program defines it.
    emit(v, arguments)."""
    if all(isinstance(atom, DerivedKind) for atom in map(find, this)):
        return site.cases(this, lambda atom: derived_method(site, atom, name, args), never_refused)
    if args.types and name not in ("__eq__", "__ne__"):
        return None

    def one_kind(atom: Kind) -> Answer | None:
        match name:
            case "__str__":
                text = atom.default_text(site) if isinstance(atom, ExceptionKind) else atom.text(site)
                return Answer(STR, lambda f, v, values: text.emit(f, v))
            case "__repr__":
                text = atom.default_repr(site) if isinstance(atom, ExceptionKind) else object_repr(atom)
                return Answer(STR, lambda f, v, values: text.emit(f, v))
        return None

    return site.cases(this, one_kind, never_refused)


def derived_method(site: Site, atom: Kind, name: str, args: Args) -> Answer | None:
    assert isinstance(atom, DerivedKind)
    return atom.view_method(site, name, args)


def object_repr(atom: Kind) -> Answer:
    cls = atom.class_info
    name = cls.full_name if cls is not None else atom.class_name
    return Answer(STR, lambda f, v: f.string(f"<{name} object>"))
