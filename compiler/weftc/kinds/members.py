"""What a name means in a class: class variables and methods, where they are kept, and how methods are called.

A class that there is once keeps them in slots of the globals; one that is made each time its statement runs, in an
object, to which its instances and the classes that derive from it refer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from weftc.ir import ir
from weftc.kinds.answer import Answer
from weftc.kinds.class_info import ClassInfo, Member, Method, Variable, method_field, set_flag
from weftc.kinds.kind import Cell, Kind, Type, find, held, one
from weftc.kinds.numbers import BOOL

if TYPE_CHECKING:
    from weftc.infer.args import Args
    from weftc.infer.site import Site
    from weftc.kinds.classes import ClassKind
    from weftc.lower.function import FunctionLowering

#: the fields by which an object refers to its class, and a class to the one that it derives from
CLASS, BASE = "class of the object", "base class"


def members(site: Site, cls: ClassInfo, name: str) -> list[Member]:
    """What the name can mean: class variables that are bound late, each only where it is set, then what a class
    statement binds."""
    definite = cls.member(name)
    out: list[Member] = []
    if site.is_late(name):
        for c in cls.mro:
            if definite is not None and definite.owner is c:
                break
            if name in c.late:
                out.append(Variable(c, name, c.late[name], is_late=True))
    return out if definite is None else [*out, definite]


def first_set(
    site: Site, found: list[Member], of: Type, answer_of: Callable[[Member], Answer], missing: Answer
) -> Answer:
    """What the first of these members gives that is set. emit(v): v is an object, or a class."""
    if not found:
        return missing
    first, *others = found
    answer = answer_of(first)
    if not isinstance(first, Variable) or not first.is_late:
        return answer
    rest = first_set(site, others, of, answer_of, missing)
    both = site.join(answer.type, rest.type)

    def emit(f: FunctionLowering, v: ir.Value) -> ir.Value:
        flag = load(f, first.owner, set_flag(first.name), Cell(BOOL), class_object(f, v, of, first.owner))

        def part(chosen: Answer) -> ir.Value:
            return f.convert(chosen.value(f, v), chosen.type, both)

        return f.merge(flag, lambda: part(answer), lambda: part(rest), f.layout.rep(both))

    return Answer(both, emit)


# --- where they are kept ----------------------------------------------------------------------------------------------


def class_object(f: FunctionLowering, v: ir.Value | None, of: Type, owner: ClassInfo) -> ir.Value | None:
    """The object of class `owner`, where there is one: `v` is it, derives from it, or is an instance of either."""
    if not owner.is_made:
        return None
    assert v is not None

    def one_kind(atom: Kind, x: ir.Value) -> ir.Value:
        cls = class_of(atom)
        out = f.load_field(x, f.layout.known_field(atom, CLASS), "class") if atom.class_info is not None else x
        while cls is not owner:
            assert cls.base is not None
            out, cls = f.load_field(out, f.layout.known_field(cls.atom, BASE), "class"), cls.base
        return out

    return f.dispatch(v, of, one_kind, one(owner.atom))


def class_of(atom: Kind) -> ClassInfo:
    """Of an object, or which a class as a value is."""
    return atom.class_info if atom.class_info is not None else cast("ClassKind", atom).cls


def load(f: FunctionLowering, owner: ClassInfo, slot: str, cell: Cell, made: ir.Value | None) -> ir.Value:
    if made is None:
        return f.load_slot(f.class_slot(owner, slot, cell))
    return f.load_field(made, f.layout.known_field(owner.atom, slot), f"class:{slot}")


def store(f: FunctionLowering, owner: ClassInfo, slot: str, cell: Cell, made: ir.Value | None, v: ir.Value) -> None:
    if made is None:
        f.store_slot(f.class_slot(owner, slot, cell), v)
    else:
        f.store(made, v, f.layout.known_field(owner.atom, slot).offset, f"class:{slot}")


def load_variable(site: Site, variable: Variable, of: Type) -> Answer:
    """emit(v): v is an object, or a class."""

    def emit(f: FunctionLowering, v: ir.Value) -> ir.Value:
        made = class_object(f, v, of, variable.owner)
        return load(f, variable.owner, variable.name, variable.cell, made)

    return Answer(site.get(variable.cell), emit)


def store_variable(variable: Variable, type: Type, of: Type, f: FunctionLowering, v: ir.Value, item: ir.Value) -> None:
    made = class_object(f, v, of, variable.owner)
    store(f, variable.owner, variable.name, variable.cell, made, f.convert(item, type, held(variable.cell)))
    if variable.is_late:
        store(f, variable.owner, set_flag(variable.name), Cell(BOOL), made, f.b.i32(1))


def method_value(f: FunctionLowering, v: ir.Value | None, of: Type, method: Method) -> ir.Value:
    """The function: what it captured and its defaults are kept with the class."""
    type = one(method.function)
    if method.function.is_static:
        return f.zero(type)
    field = method_field(method.owner.first_name(method.function))
    return load(f, method.owner, field, Cell(type), class_object(f, v, of, method.owner))


# --- calls ------------------------------------------------------------------------------------------------------------


def call_member(site: Site, method: Method, of: Type, args: Args, first: Type | None = None) -> Answer:
    """Calls a method of the class of a value, or of a class; `first`: what it gets before the arguments, the value
    itself unless said otherwise. emit(v, arguments)."""
    closure = partial(method_value, of=of, method=method)
    match method.kind:
        case "staticmethod":
            return site.call_written(method.function, args, None, closure)
        case "classmethod":
            cls = class_type(of)
            answer = site.call_written(method.function, args, cls, partial(method_value, of=cls, method=method))
            return Answer(answer.type, lambda f, v, values: answer.emit(f, class_value(f, v, of), values))
    return site.call_written(method.function, args, of if first is None else first, closure)


def class_type(of: Type) -> Type:
    """type(v), or v itself where that is a class."""
    return frozenset(cls.atom if (cls := atom.class_info) is not None else atom for atom in map(find, of))


def class_value(f: FunctionLowering, v: ir.Value, of: Type) -> ir.Value:
    result = class_type(of)

    def one_kind(atom: Kind, x: ir.Value) -> ir.Value:
        cls = atom.class_info
        if cls is None:
            return f.convert(x, one(atom), result)
        made = class_object(f, x, one(atom), cls)
        return f.convert(made if made is not None else f.zero(one(cls.atom)), one(cls.atom), result)

    out = f.dispatch(v, of, one_kind, result)
    return out if out is not None else f.zero(result)


def called(site: Site, callee: Answer, args: Args) -> Answer | None:
    """Calls what `callee` gives of an object. emit(v, arguments)."""
    answer = site.call_value(callee.type, args)
    if answer is None:
        return None

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value | None:
        return answer.emit(f, callee.value(f, v), values)

    return Answer(answer.type, emit)
