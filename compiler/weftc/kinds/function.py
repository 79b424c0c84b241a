"""Functions, built-in functions; and the variables that closures share."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from weftc.abi.memory import BUILTIN_CLASS_IDS, SCANNED, SLOT_OF, TypeKind
from weftc.kinds.answer import Answer
from weftc.kinds.kind import Cell, Description, Kind, Type, held
from weftc.kinds.numbers import INT
from weftc.kinds.opaque import IDENTITY, OpaqueKind, identity_hash
from weftc.kinds.refuse import no, no_names
from weftc.kinds.text import STR

if TYPE_CHECKING:
    from weftc.hir.hir import Code
    from weftc.infer.args import Args
    from weftc.infer.site import Site
    from weftc.lower.layout import Layout


@dataclass(slots=True, eq=False, repr=False)
class FunctionKind(OpaqueKind):
    """A function value: its code, and cells for what it captured and its defaults. One for each instance of the
    enclosing function."""

    code: Code
    captures: list[Cell]
    defaults: list[Cell]
    #: has a type where a hash is asked of such a function
    identity: Cell = field(default_factory=Cell)

    def cells(self) -> list[Cell]:
        return [*self.captures, *self.defaults]

    @property
    def is_static(self) -> bool:
        """Nothing captured, and every default a literal."""
        return not self.captures and all(is_literal(p.default) for p in self.code.parameters if p.has_default)

    def order_key(self) -> str:
        span = self.code.span
        return f"FunctionKind{self.code.module.name}:{span.line:07}:{span.column:05}:{self.code.qualname}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"function {self.code.name}"

    class_name = "function"

    @property
    def variant(self) -> object:
        return self

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("function")

    def shape(self, part: Callable[[Cell], str]) -> str:
        code, cells = self.code, ",".join(map(part, self.cells()))
        hashed = "#" if self.identity.find().type else ""
        return f"fn {code.module.name}.{code.qualname}@{code.span.line}:{code.span.column}{hashed}({cells})"

    def fields(self) -> list[tuple[str, Type]]:
        """What its object holds."""
        if self.is_static:
            return []
        names = [n for n, _ in self.code.captures]
        names += [f"default {name}" for name in self.code.defaults()]
        own = [(n, held(c)) for n, c in zip(names, self.cells(), strict=False)]
        return [*own, (IDENTITY, INT)] if self.identity.find().type else own

    def describe(self, layout: Layout) -> Description:
        return described(self, layout, "function", self.show(no_part))

    is_callable = True

    @property
    def is_plain(self) -> bool:
        """An identity's hash is kept when first asked for."""
        return self.is_static or not self.identity.find().type

    def hash(self, site: Site) -> Answer | None:
        site.flow(self.identity, INT)
        return Answer(INT, lambda f, v: self.address_hash(f, v) if self.is_static else identity_hash(f, self, v))

    def repr(self, site: Site) -> Answer:
        return Answer(STR, lambda f, v: f.string(f"<function {self.code.qualname}>"))

    def attribute(self, site: Site, name: str) -> Answer | None:
        if name not in ("__name__", "__qualname__"):
            return None
        return named(self.code.name if name == "__name__" else self.code.qualname)

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        return None

    attribute_names = no_names

    def call(self, site: Site, args: Args) -> Answer | None:
        return site.call_written(self, args)


def is_literal(node: ast.expr | None) -> bool:
    """A constant, or a negative number, as written."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        node = node.operand
    return isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool | int | float | str))


@dataclass(slots=True, eq=False, repr=False)
class BuiltinKind(OpaqueKind):
    """A built-in function as a value; interned by name."""

    name: str

    def order_key(self) -> str:
        return f"BuiltinKind{self.name}"

    def show(self, part: Callable[[Cell], str]) -> str:
        return f"built-in {self.name}"

    class_name = "builtin_function_or_method"

    @property
    def variant(self) -> object:
        return self

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("builtin_function_or_method")

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"builtin {self.name}"

    def describe(self, layout: Layout) -> Description:
        return Description(TypeKind.FIXED, BUILTIN_CLASS_IDS["class"], 8, f"built-in {self.name}")

    is_static = True
    is_plain = True
    is_callable = True
    attribute_names = no_names

    @property
    def own_name(self) -> str:
        return self.name.rpartition(".")[2]

    def repr(self, site: Site) -> Answer:
        return Answer(STR, lambda f, v: f.string(f"<built-in function {self.own_name}>"))

    def attribute(self, site: Site, name: str) -> Answer | None:
        return named(self.own_name) if name in ("__name__", "__qualname__") else None

    def method(self, site: Site, name: str, args: Args) -> Answer | None:
        return None

    def call(self, site: Site, args: Args) -> Answer | None:
        return site.call_builtin(self.name, args)


@dataclass(slots=True, eq=False, repr=False)
class BoxKind(OpaqueKind):
    """A variable that closures share. No value of a program is one: only the compiler's own operations get it."""

    content: Cell
    name: str
    group = "box"

    def cells(self) -> list[Cell]:
        return [self.content]

    def order_key(self) -> str:
        return "BoxKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return "cell"

    class_name = "cell"

    def class_of(self, site: Site) -> Type:
        raise AssertionError(self)

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"BoxKind{self.name}[{part(self.content)}]"

    def fields(self) -> list[tuple[str, Type]]:
        return [("content", held(self.content))]

    def describe(self, layout: Layout) -> Description:
        return described(self, layout, "cell", "cell")

    def alias(self, field: str) -> str:
        return "cell"

    is_static = False
    is_plain = True
    is_callable = False
    attribute = method = call = hash = no
    attribute_names = no_names

    def repr(self, site: Site) -> Answer:
        raise AssertionError(self)


def described(atom: Kind, layout: Layout, class_id: str, name: str) -> Description:
    """Of an object whose fields the collector alone looks at."""
    fields, size = layout.fields(atom)
    slots = tuple((f.offset, SLOT_OF[f.rep]) for f in fields if SLOT_OF[f.rep] in SCANNED)
    return Description(TypeKind.FIXED, BUILTIN_CLASS_IDS[class_id], size, name, slots=slots)


def no_part(cell: Cell) -> str:
    return "..."


def named(text: str) -> Answer:
    return Answer(STR, lambda f, v: f.string(text))
