"""Attributes: x.name, x.name = y."""

from __future__ import annotations

from types import FunctionType, MethodType
from typing import TYPE_CHECKING

from weftc.diagnostics import did_you_mean
from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, Around, Raises, never_refused
from weftc.kinds.bound import BoundKind
from weftc.kinds.class_info import Method
from weftc.kinds.fields import flag_of
from weftc.kinds.function import FunctionKind
from weftc.kinds.kind import Cell, Kind, Type, find, one, show, show_atom
from weftc.kinds.members import class_type, class_value, method_value
from weftc.kinds.methods import LibraryKind
from weftc.kinds.none import NONE
from weftc.kinds.objects import ObjectKind

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Field


def attribute_of(site: Site, type: Type, name: str) -> Answer | None:
    """x.name of a value of the type. emit(v). None if no kind of it has such an attribute."""

    def one_kind(atom: Kind) -> Answer:
        return atom.attribute(site, name) or unbuilt(site, name, atom) or missing(site, name, atom)

    answer = site.cases(type, one_kind, never_refused)
    if answer is None or not answer.type or len(type) == 1:
        return answer
    dispatched = answer

    def emit(f: FunctionLowering, v: ir.Value) -> ir.Value | None:
        place = common_field(f, type, name)
        if place is None:
            return dispatched.emit(f, v)
        return f.convert(f.load_field(f.as_one(v, type), place, f"field:{name}"), place.type, dispatched.type)

    return Around(dispatched, emit)


#: by what CPython calls the classes of the built-in kinds: the names of their attributes
_CLASSES = (int, float, bool, str, list, dict, tuple, set, frozenset, range, type(None), FunctionType, MethodType)
CPYTHON_NAMES = {type.__repr__(cls).split("'")[1]: frozenset(dir(cls)) for cls in _CLASSES}


def unbuilt(site: Site, name: str, atom: Kind) -> Answer | None:
    """Reports an attribute that CPython's class has and that isn't built, so that no AttributeError stands for it."""
    if atom.class_info is not None or name not in CPYTHON_NAMES.get(atom.class_name, ()):
        return None
    return site.complain("E0304", f"{name} of {show_atom(atom)} isn't built")


def missing(site: Site, name: str, atom: Kind) -> Answer:
    """AttributeError for a kind of object that never has the attribute. emit(v)."""
    return Raises(lambda f, v, *_: f.raise_missing(None, site.value, atom, v, name))


def no_such_field(site: Site, name: str, atom: Kind) -> Answer:
    """The same of a store. emit(v, item)."""
    if isinstance(atom, LibraryKind) and name in atom.own_attributes:
        return atom.no_store(name)
    if atom.class_info is not None or atom.class_name not in CPYTHON_NAMES:
        return missing(site, name, atom)
    text = f"'{atom.class_name}' object has no attribute '{name}' and no __dict__ for setting new attributes"
    if name in CPYTHON_NAMES[atom.class_name]:
        text = f"'{atom.class_name}' object attribute '{name}' is read-only"
    return Raises(lambda f, *_: f.raise_text("AttributeError", text))


def common_field(f: FunctionLowering, type: Type, name: str) -> Field | None:
    """The field, if several classes hold it at the same place in the same representation: no dispatch then."""
    places: list[Field] = []
    for atom in map(find, type):
        if not isinstance(atom, ObjectKind) or atom.cls.is_exception or atom.cls.member(name) is not None:
            return None
        place = f.layout.field(atom, name)
        if (
            place is None
            or flag_of(atom, name) is not None
            or (places and (place.offset, place.rep, place.type) != (places[0].offset, places[0].rep, places[0].type))
        ):
            return None
        places.append(place)
    return places[0]


@rule("attr")
def attr(site: Site) -> Type:
    obj, name = site.arg(), str(site.value.imm)
    if not obj:
        return site.decide(NOTHING)
    answer = attribute_of(site, obj, name)
    return site.decide(answer if answer is not None else no_attribute(site, obj, name))


def no_attribute(site: Site, obj: Type, name: str) -> Answer:
    """Reports an attribute that nothing here has."""
    if not site.engine.reporting:
        return NOTHING
    names = [n for atom in map(find, obj) for n in atom.attribute_names(site)]
    return site.complain("E0304", f"{show(obj)} has no attribute '{name}'", helps=did_you_mean(name, names))


@rule("attr.set")
def attr_set(site: Site) -> Type:
    obj, item, name = site.arg(0), site.arg(1), str(site.value.imm)
    if not obj or not item:
        site.decide(NOTHING)
        return NONE

    def one_kind(atom: Kind) -> Answer:
        return atom.store_attribute(site, name, item) or no_such_field(site, name, atom)

    answer = site.cases(obj, one_kind, never_refused, statement=True)
    if answer is None:
        answer = site.complain("E0304", f"{show(obj)} has no attribute '{name}' to set")
    site.decide(answer)
    return NONE


def bound_builtin(site: Site, atom: Kind, name: str) -> Answer:
    """A built-in kind's own method with its object, as a value. emit(v)."""
    made = site.make(("bound", name), lambda: BoundKind(name, Cell(), Cell(), None))
    site.flow(made.receiver, one(atom))
    found = find(made)
    return Answer(one(found), lambda f, v: f.new_object(found, {"receiver": (v, one(atom))}))


def bound_method(site: Site, of: Type, method: Method) -> Answer:
    """A method with its object, or its class, as a value. emit(v)."""
    is_of_class = method.kind == "classmethod"
    bound = bound_function(site, method.function, class_type(of) if is_of_class else of)

    def emit(f: FunctionLowering, v: ir.Value) -> ir.Value | None:
        function = method_value(f, v, of, method)
        return bound.emit(f, function, class_value(f, v, of) if is_of_class else v)

    return Answer(bound.type, emit)


def bound_function(site: Site, function: FunctionKind, receiver: Type) -> Answer:
    """emit(function, receiver)"""
    name = function.code.name
    made = site.make(("bound", function), lambda: BoundKind(name, Cell(), Cell(), function))
    site.flow(made.receiver, receiver)
    site.flow(made.function, one(function))
    found = find(made)

    def emit(f: FunctionLowering, value: ir.Value, v: ir.Value) -> ir.Value:
        return f.new_object(found, {"receiver": (v, receiver), "function": (value, one(function))})

    return Answer(one(found), emit)


def bound_variable(site: Site, atom: Kind, shared: Answer) -> Answer:
    """A function in a class variable is a method of the object that it is taken from; other values are themselves."""

    def one_kind(kind: Kind) -> Answer:
        if isinstance(kind, FunctionKind):
            return bound_function(site, kind, one(atom))
        return Answer(one(kind), lambda f, value, v: value)

    answer = site.cases(shared.type, one_kind, lambda f, kind: None)
    assert answer is not None

    def emit(f: FunctionLowering, v: ir.Value) -> ir.Value | None:
        return answer.emit(f, shared.value(f, v), v)

    return Answer(answer.type, emit)
