"""Methods bound to their objects."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, never_refused
from weftc.kinds.condition import negated
from weftc.kinds.function import FunctionKind, described, named, no_part
from weftc.kinds.handle import HandleKind
from weftc.kinds.kind import Cell, Description, Kind, Type, find, held, one, show_atom
from weftc.kinds.numbers import BOOL, INT
from weftc.kinds.objects import ObjectKind
from weftc.kinds.opaque import OpaqueKind
from weftc.kinds.refuse import no_names
from weftc.kinds.text import STR

if TYPE_CHECKING:
    from weftc.infer.args import Args
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout


@dataclass(slots=True, eq=False, repr=False)
class BoundKind(OpaqueKind):
    """A method taken from an object without calling it: `f = xs.append`. `function` is what it calls, of the kind
    `origin`; a built-in kind's own method has none."""

    name: str
    receiver: Cell
    function: Cell
    origin: FunctionKind | None

    @property
    def group(self) -> object:
        return ("bound", self.name, self.origin)

    def cells(self) -> list[Cell]:
        return [self.receiver, self.function]

    def order_key(self) -> str:
        return f"BoundKind{self.name} {self.origin.order_key() if self.origin is not None else ''}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"method {self.name}"

    @property
    def is_written(self) -> bool:
        """Is it a method written in Python, as those of handles are for CPython?"""
        return self.origin is not None or any(isinstance(find(a), HandleKind) for a in held(self.receiver))

    @property
    def class_name(self) -> str:
        return "method" if self.is_written else "builtin_function_or_method"

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin(self.class_name)

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"BoundKind{self.name}[{part(self.receiver)},{part(self.function)}]"

    def fields(self) -> list[tuple[str, Type]]:
        function = [("function", held(self.function))] if self.origin is not None and not self.origin.is_static else []
        return [("receiver", held(self.receiver)), *function]

    def describe(self, layout: Layout) -> Description:
        return described(self, layout, "function", self.show(no_part))

    is_static = False
    is_plain = True
    is_callable = True
    attribute_names = no_names

    def compare(self, site: Site, op: str, other: Kind) -> Answer | None:
        """Equal if they are the same method of the same object (or, of a built-in, of equal ones)."""
        if not isinstance(other, BoundKind) or other.name != self.name or op not in ("==", "!="):
            return None
        same = site.identical(site.get(self.receiver), site.get(other.receiver))

        def emit(f: FunctionLowering, x: ir.Value, y: ir.Value) -> ir.Value | None:
            return same.emit(f, self.object(f, x), other.object(f, y))

        return Answer(BOOL, emit) if op == "==" else negated(Answer(BOOL, emit))

    def object(self, f: FunctionLowering, v: ir.Value) -> ir.Value:
        return f.load_field(v, f.layout.known_field(self, "receiver"), "captured")

    def code(self, f: FunctionLowering, v: ir.Value) -> ir.Value:
        """The function that it calls."""
        field = f.layout.field(self, "function")
        return f.load_field(v, field, "captured") if field is not None else f.zero(held(self.function))

    def hash(self, site: Site) -> Answer | None:
        """From its object's identity and the method."""
        receiver = site.get(self.receiver)
        number = site.cases(receiver, partial(identity_of, site), never_refused)
        if number is None:
            return NOTHING
        own = zlib.crc32(self.shape(no_part).encode())
        return Answer(INT, lambda f, v: f.b.op("i64.xor", number.value(f, self.object(f, v)), f.b.i64(own)))

    def repr(self, site: Site) -> Answer:
        receiver = site.get(self.receiver)
        of_kind: Callable[[Kind], Answer]
        if self.is_written:
            of_kind = partial(self.written_repr, site)
        else:
            of_kind = self.builtin_repr
        answer = site.all_cases(receiver, of_kind, never_refused)
        return Answer(STR, lambda f, v: answer.emit(f, self.object(f, v)))

    def written_repr(self, site: Site, atom: Kind) -> Answer:
        """Of an object of one kind. emit(object)."""
        text = site.repr(one(atom))
        name = self.origin.code.qualname if self.origin is not None else f"{atom.class_name}.{self.name}"
        return Answer(STR, lambda f, v: f.joined(f"<bound method {name} of ", [text.value(f, v)], ">"))

    def builtin_repr(self, atom: Kind) -> Answer:
        return named(f"<built-in method {self.name} of {atom.class_name} object>")

    def attribute(self, site: Site, name: str) -> Answer | None:
        return named(self.name) if name in ("__name__", "__qualname__") else None

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        return None

    def call(self, site: Site, args: Args) -> Answer | None:
        receiver = site.get(self.receiver)
        if self.origin is not None:
            called = site.call_value(site.get(self.function), args.after(receiver))
            if called is None:
                return None
            return Answer(
                called.type, lambda f, v, values: called.emit(f, self.code(f, v), [self.object(f, v), *values])
            )
        answer = site.call_method(receiver, self.name, args)
        if answer is None:
            return None
        return Answer(answer.type, lambda f, v, values: answer.emit(f, self.object(f, v), values))


def identity_of(site: Site, atom: Kind) -> Answer:
    """A number of the object, whatever it hashes to. emit(v)."""
    if isinstance(atom, ObjectKind):
        return atom.identity(site)
    if isinstance(atom, OpaqueKind):
        return atom.hash(site) or NOTHING
    return site.complain("E0414", f"a hash of a method of {show_atom(atom)} isn't built")
