"""Objects of classes: what they can do their special methods say, looked up along the bases and called as CPython does;
what those return is checked as CPython checks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from weftc.abi.memory import FIRST_FLAG, HEADER, SCANNED, SLOT_OF, KeyKind, TypeKind
from weftc.infer.args import Args
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import NOTHING, Answer, Iteration
from weftc.kinds.class_info import ClassInfo, Member, Method, Variable
from weftc.kinds.condition import Known
from weftc.kinds.fields import always_set, flag_of, flag_words
from weftc.kinds.function import FunctionKind
from weftc.kinds.kind import NEVER, Cell, Description, Kind, Type, find, has, held, one, show
from weftc.kinds.members import (
    CLASS,
    call_member,
    called,
    class_type,
    class_value,
    first_set,
    load_variable,
    members,
    method_value,
)
from weftc.kinds.none import NONE, NOT_IMPLEMENTED_ATOM
from weftc.kinds.numbers import BOOL, FLOAT, FLOAT_ATOM, INT, INT_ATOM, itself
from weftc.kinds.opaque import IDENTITY, identity_hash
from weftc.kinds.refuse import unchanging
from weftc.kinds.text import STR

if TYPE_CHECKING:
    from weftc.hir import hir
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout
    from weftc.operations.indices import Bounds

#: the field by which objects are the same in all tasks, known to the library alone
GATE = "_gate"
COMPARISONS = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne"}
DUNDERS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow",
    "<<": "lshift", ">>": "rshift", "&": "and", "|": "or", "^": "xor", "@": "matmul",
}  # fmt: skip
UNARY = {"-": "__neg__", "+": "__pos__", "~": "__invert__"}


@dataclass(slots=True, eq=False, repr=False)
class ObjectKind(Kind):
    """Objects of exactly one class, made with one shape of constructor arguments."""

    cls: ClassInfo
    fields: dict[str, Cell] = field(default_factory=dict, init=False)
    #: set for objects of one place in a program that stand beside others of their class, each laid out for itself
    apart: object = None

    #: fields that are laid out otherwise, and how many flags of unset fields the header has room for
    not_in_memory: ClassVar[tuple[str, ...]] = ()
    header_flags: ClassVar[int] = 32 - FIRST_FLAG

    def field(self, name: str) -> Cell:
        """The cell of a field, made when it is first asked for."""
        this = find(self)
        cell = this.fields.get(name)
        if cell is None:
            cell = this.fields[name] = Cell()
        return cell

    @property
    def group(self) -> object:
        return self.cls if self.apart is None else (self.cls, self.apart)

    def cells(self) -> list[Cell]:
        return list(self.fields.values())

    # --- names and memory ---------------------------------------------------------------------------------------------

    def order_key(self) -> str:
        return f"ObjectKind{self.cls.order:06}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return self.cls.name

    @property
    def class_name(self) -> str:
        return self.cls.name

    @property
    def class_info(self) -> ClassInfo | None:
        return self.cls

    @property
    def variant(self) -> object:
        return self.cls

    def class_of(self, site: Site) -> Type:
        return one(self.cls.atom)

    def shape(self, part: Callable[[Cell], str]) -> str:
        fields = ",".join(f"{n}:{part(c)}" for n, c in sorted(self.fields.items()) if c.find().type)
        return f"{self.cls.name}#{self.cls.order}({fields})"

    def held_fields(self) -> list[tuple[str, Type]]:
        """What its memory holds."""
        own = [(CLASS, one(self.cls.atom))] if self.cls.is_made else []
        own += [(n, held(c)) for n, c in self.fields.items() if c.find().type and n not in self.not_in_memory]
        return own + [(word, BOOL) for word in flag_words(self)]

    def prefix(self, layout: Layout) -> int:
        """The bytes before its fields."""
        return HEADER

    def fresh(self, f: FunctionLowering, given: dict[str, tuple[ir.Value, Type]]) -> ir.Value:
        """One with only these fields set."""
        return f.new_object(self, given)

    def describe(self, layout: Layout) -> Description:
        fields, size = layout.fields(self)
        slots = tuple((f.offset, SLOT_OF[f.rep]) for f in fields if SLOT_OF[f.rep] in SCANNED)
        return Description(TypeKind.FIXED, layout.own_ids[self.cls], size, self.cls.name, slots=slots)

    def alias(self, field: str) -> str:
        return f"field:{field}"

    is_static = False

    @property
    def changing_methods(self) -> frozenset[str]:
        return unchanging

    @property
    def is_reversible(self) -> bool:
        return True

    @property
    def is_plain(self) -> bool:
        """An identity's hash is kept when first asked for."""
        return IDENTITY not in self.fields

    def same(self) -> Callable[[FunctionLowering, ir.Value, ir.Value], ir.Value] | None:
        return self.same_gate if self.cls.is_handle else None

    def same_gate(self, f: FunctionLowering, x: ir.Value, y: ir.Value) -> ir.Value:
        gate = f.layout.known_field(self, GATE)
        return f.rt("weft_same_object", f.load_field(x, gate, f"field:{GATE}"), f.load_field(y, gate, f"field:{GATE}"))

    @property
    def is_sequence(self) -> bool:
        return self.cls.is_sequence

    @property
    def is_callable(self) -> bool:
        return self.cls.member("__call__") is not None

    # --- special methods ----------------------------------------------------------------------------------------------

    def special(self, site: Site, name: str, *types: Type) -> Answer | None:
        """Calls a special method. emit(v, *operands)."""
        member = self.cls.member(name)
        if member is None:
            return None
        if isinstance(member, Variable):
            held_type = site.get(member.cell)
            if held_type == NONE:  # `__hash__ = None`: not supported
                return None
            callee = load_variable(site, member, one(self))
            bound = (one(self), *types) if has(held_type, FunctionKind) else types
            answer = site.call_plain(callee.type, bound)
            return Answer(answer.type, partial(call_variable, callee, answer, len(bound) > len(types)))
        answer = call_member(site, member, one(self), Args.plain(types))
        return Answer(answer.type, lambda f, v, *operands: answer.emit(f, v, list(operands)))

    def checked(
        self,
        site: Site,
        answer: Answer | None,
        wanted: Type,
        result: Type,
        refuse: Callable[[FunctionLowering, Kind], None],
    ) -> Answer | None:
        """What a special method gives, if it is of the `wanted` kinds; as `result`, a number of one kind."""
        if answer is None or (answer.type and answer.type <= wanted and answer.type == result):
            return answer

        def one_kind(atom: Kind) -> Answer | None:
            if atom not in wanted:
                return None
            (kind,) = result
            return Answer(result, lambda f, v: f.as_number(v, atom, kind))

        given = site.all_cases(answer.type, one_kind, refuse)
        return answer.then(given.type, given.emit)

    def raising(self, text: str) -> Callable[[FunctionLowering, Kind], None]:
        """TypeError of that text, in which {} is the class of what the method gave."""

        def refuse(f: FunctionLowering, atom: Kind) -> None:
            f.raise_text("TypeError", text.replace("{}", atom.class_name))

        return refuse

    # --- as a condition, in numbers -----------------------------------------------------------------------------------

    def truth(self, site: Site) -> Answer:
        given = self.special(site, "__bool__")
        if given is not None:
            refuse = self.raising("__bool__ should return bool, returned {}")
            answer = self.checked(site, given, BOOL, BOOL, refuse)
            assert answer is not None
            return answer
        length = self.length(site)
        if length is None:
            return Known(True)
        return length.then(BOOL if length.type else NEVER, lambda f, n: f.b.op("i64.ne", n, f.b.i64(0)))

    def length(self, site: Site) -> Answer | None:
        refuse = self.raising("'{}' object cannot be interpreted as an integer")
        answer = self.checked(site, self.special(site, "__len__"), INT | BOOL, INT, refuse)
        if answer is None:
            return None

        def emit(f: FunctionLowering, v: ir.Value) -> ir.Value | None:
            n = answer.emit(f, v)
            if n is not None and not (n.op == "const" and isinstance(n.imm, int) and n.imm >= 0):
                f.guard_text(f.b.op("i64.lt_s", n, f.b.i64(0)), "ValueError", "__len__() should return >= 0")
            return n

        return Answer(answer.type, emit)

    def to_int(self, site: Site) -> Answer | None:
        refuse = self.raising("__int__ returned non-int (type {})")
        answer = self.checked(site, self.special(site, "__int__"), INT | BOOL, INT, refuse)
        if answer is None:
            answer = self.to_index(site)
        if answer is None and (given := self.special(site, "__trunc__")) is not None:
            answer = self.checked(
                site, given, INT | BOOL, INT, self.raising("__trunc__ returned non-Integral (type {})")
            )
        return answer

    def to_float(self, site: Site) -> Answer | None:
        refuse = self.raising(f"{self.cls.name}.__float__ returned non-float (type {{}})")
        answer = self.checked(site, self.special(site, "__float__"), FLOAT, FLOAT, refuse)
        if answer is not None or (whole := self.to_index(site)) is None:
            return answer
        return whole.then(FLOAT, lambda f, n: f.as_number(n, INT_ATOM, FLOAT_ATOM))

    def to_index(self, site: Site) -> Answer | None:
        refuse = self.raising("__index__ returned non-int (type {})")
        return self.checked(site, self.special(site, "__index__"), INT | BOOL, INT, refuse)

    # --- items --------------------------------------------------------------------------------------------------------

    def iterate(self, site: Site) -> Iteration | None:
        iterator = self.iterator(site)
        if iterator is None:
            return None
        return site.protocol(iterator)

    def iterator(self, site: Site) -> Answer | None:
        given = self.special(site, "__iter__")
        if given is None:
            if self.cls.member("__getitem__") is None or self.cls.member("__iter__") is not None:
                return None
            return site.library("support.iterators", "by_index", one(self))
        refuse = self.raising("iter() returned non-iterator of type '{}'")
        made = site.cases(given.type, lambda atom: Answer(one(atom), itself) if is_iterator(atom) else None, refuse)
        if made is None and given.type:
            text = f"__iter__ of {self.cls.name} gives {show(given.type)}, which is not an iterator"
            return site.complain("E0303", text)
        if made is None:
            return given
        return given.then(made.type, made.emit) if made.type != given.type else given

    def next(self, site: Site) -> Answer | None:
        return self.special(site, "__next__")

    def contains(self, site: Site, item: Type) -> Answer | None:
        given = self.special(site, "__contains__", item)
        if given is None:
            if self.cls.member("__contains__") is not None or (
                self.cls.member("__iter__") is None and self.cls.member("__getitem__") is None
            ):
                return None
            return site.library("support.compare", "contains", one(self), item)
        return as_condition(site, given)

    def index(self, site: Site, key: Type, literal: int | None) -> Answer | None:
        return self.special(site, "__getitem__", key)

    def store(self, site: Site, key: Type, item: Type) -> Answer | None:
        return self.special(site, "__setitem__", key, item)

    def delete(self, site: Site, key: Type) -> Answer | None:
        return self.special(site, "__delitem__", key)

    def slice(self, site: Site, bounds: Bounds) -> Answer | None:
        return None

    def store_slice(self, site: Site, bounds: Bounds, items: Type) -> Answer | None:
        return None

    def delete_slice(self, site: Site, bounds: Bounds) -> Answer | None:
        return None

    # --- operators ----------------------------------------------------------------------------------------------------

    def compare(self, site: Site, op: str, other: Kind) -> Answer | None:
        answer = self.special(site, f"__{COMPARISONS[op]}__", one(other))
        if answer is None and op == "!=" and self.cls.member("__ne__") is None:
            return self.not_equal(site, other)
        return answer

    def not_equal(self, site: Site, other: Kind) -> Answer | None:
        """object's own: what `__eq__` gives turned round, unless that is NotImplemented."""
        equal = self.special(site, "__eq__", one(other))
        if equal is None:
            return None

        def one_kind(atom: Kind) -> Answer:
            if atom is NOT_IMPLEMENTED_ATOM:
                return Answer(one(atom), itself)
            truth = atom.truth(site)
            return Answer(BOOL, lambda f, v: negated_value(f, truth.emit(f, v)))

        turned = site.cases(equal.type, one_kind, self.raising(""))
        if turned is None:
            return NOTHING
        return equal.then(turned.type, turned.emit)

    def binary(self, site: Site, op: str, other: Kind) -> Answer | None:
        return self.special(site, f"__{DUNDERS[op]}__", one(other))

    def reflected(self, site: Site, op: str, other: Kind) -> Answer | None:
        return self.special(site, f"__r{DUNDERS[op]}__", one(other))

    def inplace(self, site: Site, op: str, other: Kind) -> Answer | None:
        return self.special(site, f"__i{DUNDERS[op]}__", one(other))

    def unary(self, site: Site, op: str) -> Answer | None:
        return self.special(site, UNARY[op])

    # --- texts and hashes ---------------------------------------------------------------------------------------------

    def text(self, site: Site) -> Answer:
        answer = self.checked_text(site, "__str__", "__str__ returned non-string (type {})")
        return answer if answer is not None else self.repr(site)

    def repr(self, site: Site) -> Answer:
        answer = self.checked_text(site, "__repr__", "__repr__ returned non-string (type {})")
        return answer if answer is not None else Answer(STR, lambda f, v: f.string(f"<{self.cls.full_name} object>"))

    def checked_text(self, site: Site, name: str, text: str, *types: Type) -> Answer | None:
        return self.checked(site, self.special(site, name, *types), STR, STR, self.raising(text))

    def format(self, site: Site) -> Answer | None:
        return self.checked_text(site, "__format__", "__format__ must return a str, not {}", STR)

    def hash(self, site: Site) -> Answer | None:
        how = self.hashes()
        if how == "method":
            refuse = self.raising("__hash__ method should return an integer")
            answer = self.checked(site, self.special(site, "__hash__"), INT | BOOL, INT, refuse)
            assert answer is not None
            return answer.then(answer.type, never_minus_one)
        if how == "identity":
            return self.identity(site)
        return None

    def identity(self, site: Site) -> Answer:
        """What it hashes to where its class says nothing else."""
        if self.cls.is_handle:
            return self.hash(site) or NOTHING
        site.flow(self.field(IDENTITY), INT)
        return Answer(INT, lambda f, v: identity_hash(f, self, v))

    def hashes(self) -> str:
        """What hashes objects: "method", or "identity", or "unhashable": a class that defines `__eq__` alone."""
        for c in self.cls.mro:
            if "__hash__" in c.methods:
                return "method"
            if "__hash__" in c.attributes or "__eq__" in c.methods:
                return "unhashable"
        return "identity"

    @property
    def is_hashable(self) -> bool:
        return self.hashes() != "unhashable"

    def key_kind(self) -> KeyKind | None:
        return KeyKind.OBJECT

    # --- attributes ---------------------------------------------------------------------------------------------------

    def attribute(self, site: Site, name: str) -> Answer | None:
        found = members(site, self.cls, name)
        if not found:
            if name == "__class__":
                return Answer(class_type(one(self)), lambda f, v: class_value(f, v, one(self)))
            if self.cls.is_handle and not site.is_library:
                return None
            own = site.get(self.field(name))
            return Answer(own, partial(self.load, site.value, name, own)) if own else None
        first = found[0]
        if isinstance(first, Method):
            if first.kind == "property":
                getter = call_member(site, first, one(self), Args.plain([]))
                return Answer(getter.type, lambda f, v: getter.emit(f, v, []))
            bound = self.bound(site, first)
            return self.shadowing(site, name, bound) if site.shadowed(name) else bound
        shared = first_set(site, found, one(self), partial(self.bound, site), site.missing(name, self))
        return self.shadowing(site, name, shared)

    def bound(self, site: Site, member: Member) -> Answer:
        """What of the class is taken from an object: a function becomes a method of it. emit(v)."""
        if isinstance(member, Variable):
            shared = load_variable(site, member, one(self))
            return site.bound_variable(self, shared) if has(shared.type, FunctionKind) else shared
        if member.kind == "staticmethod":
            return Answer(one(member.function), partial(method_value, of=one(self), method=member))
        return site.bound_method(one(self), member)

    def shadowing(self, site: Site, name: str, shared: Answer) -> Answer:
        """A field that hides what the class has of that name, where it is set."""
        own = site.get(self.field(name))
        if not own:
            return shared
        both = site.join(own, shared.type)

        def emit(f: FunctionLowering, v: ir.Value) -> ir.Value:
            place = f.layout.field(self, name)
            assert place is not None

            def of_field() -> ir.Value:
                return f.convert(f.load_field(v, place, f"field:{name}"), place.type, both)

            def of_class() -> ir.Value:
                out = shared.emit(f, v)
                return f.zero(both) if out is None else f.convert(out, shared.type, both)

            flag = flag_of(self, name)
            if flag is None:
                return of_field()
            return f.merge(flag.test(f, self, v), of_field, of_class, f.layout.rep(both))

        return Answer(both, emit)

    def load(self, origin: hir.Value, name: str, own: Type, f: FunctionLowering, v: ir.Value) -> ir.Value:
        """A field, or AttributeError if it isn't set."""
        place = f.layout.field(self, name)
        assert place is not None
        flag = flag_of(self, name)
        if flag is not None:
            f.raise_missing(f.b.op("i32.eqz", flag.test(f, self, v)), origin, self, v, name)
        return f.load_field(v, place, f"field:{name}")

    def may_lack(self, name: str) -> bool:
        """Is it a field that isn't set in every object?"""
        return name in self.fields and name not in self.not_in_memory and name not in always_set(self.cls)

    def store_attribute(self, site: Site, name: str, item: Type) -> Answer | None:
        member = self.cls.member(name)
        if isinstance(member, Method):
            if member.kind == "property":
                return self.store_property(site, name, item)
            if self.cls.takes_field(name):
                site.shadow(name)
        if not self.cls.takes_field(name) or (self.cls.is_closed(name) and not site.is_library):
            return self.no_such_slot(name, member)
        site.flow(self.field(name), item)
        return Answer(NONE, partial(self.put, name, item))

    def no_such_slot(self, name: str, member: Member | None) -> Answer:
        """Of a class with `__slots__`, or of the library."""
        text = f"'{self.cls.name}' object has no attribute '{name}' and no __dict__ for setting new attributes"
        if member is not None:
            text = f"'{self.cls.name}' object attribute '{name}' is read-only"
        return Answer(NONE, lambda f, v, x: f.raise_text("AttributeError", text))

    def store_property(self, site: Site, name: str, item: Type) -> Answer:
        setter = self.cls.member(f"{name}.setter")
        if isinstance(setter, Method):
            answer = call_member(site, setter, one(self), Args.plain([item]))
            return Answer(answer.type, lambda f, v, x: answer.emit(f, v, [x]))
        text = f"property '{name}' of '{self.cls.name}' object has no setter"
        return Answer(NONE, lambda f, v, x: f.raise_text("AttributeError", text))

    def put(self, name: str, type: Type, f: FunctionLowering, v: ir.Value, item: ir.Value) -> None:
        place = f.layout.field(self, name)
        if place is None:
            return  # nothing ever flows here
        f.store(v, f.convert(item, type, place.type), place.offset, f"field:{name}")
        flag = flag_of(self, name)
        if flag is not None:
            flag.raise_(f, self, v)

    def attribute_names(self, site: Site) -> Iterable[str]:
        yield from (n for n, c in self.fields.items() if c.find().type and n != IDENTITY)
        for c in self.cls.mro:
            yield from c.methods
            yield from c.attributes

    # --- calls --------------------------------------------------------------------------------------------------------

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        found = members(site, self.cls, name)
        if found and isinstance(first := found[0], Method) and first.kind != "property" and not site.shadowed(name):
            return call_member(site, first, one(self), args)
        callee = self.attribute(site, name)
        return called(site, callee, args) if callee is not None else site.call_default(one(self), name, args)

    def call(self, site: Site, args: Args) -> Answer | None:
        return self.method(site, "__call__", args) if self.is_callable else None

    def enter(self, site: Site) -> Answer | None:
        return self.special(site, "__enter__")

    def exit(self, site: Site, error: Type) -> Answer | None:
        method = self.cls.method("__exit__")
        if method is None and self.cls.member("__exit__") is None:
            return None
        if method is not None and self.cls.is_handle and method.code.vararg is not None:
            return self.let_go(site)
        return site.call_exit(self, error)

    def let_go(self, site: Site) -> Answer:
        """`__exit__(self, *error)` of a handle: it looks at no error, and swallows none."""
        answer = self.special(site, "__exit__")
        assert answer is not None

        def emit(f: FunctionLowering, v: ir.Value, error: ir.Value) -> ir.Value:
            answer.value(f, v)
            return f.b.none()

        return Answer(NONE, emit)


def is_iterator(atom: Kind) -> bool:
    return atom.class_info is not None and atom.class_info.member("__next__") is not None


def as_condition(site: Site, answer: Answer) -> Answer:
    """The truth of what an operation gives."""
    truth = site.truth(answer.type)
    return answer.then(truth.type, truth.emit)


def negated_value(f: FunctionLowering, v: ir.Value | None) -> ir.Value | None:
    return None if v is None else f.b.op("i32.eqz", v)


def never_minus_one(f: FunctionLowering, n: ir.Value) -> ir.Value:
    """-2 for -1, as CPython has it."""
    return f.b.op("select", f.b.i64(-2), n, f.b.op("i64.eq", n, f.b.i64(-1)), rep=Rep.INT)


def call_variable(
    callee: Answer, answer: Answer, bound: bool, f: FunctionLowering, v: ir.Value, *operands: ir.Value
) -> ir.Value | None:
    """Calls what a class variable holds: a function gets the object first."""
    return answer.emit(f, callee.value(f, v), [v, *operands] if bound else list(operands))
