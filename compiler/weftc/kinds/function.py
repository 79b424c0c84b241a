"""Functions, methods bound to their objects, built-in functions; and the variables that closures share."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.abi.memory import BUILTIN_CLASS_IDS, SCANNED, SLOT_OF, TypeKind
from weftc.ir import ir
from weftc.kinds.answer import Answer
from weftc.kinds.condition import negated
from weftc.kinds.kind import Cell, Description, Kind, Type, held
from weftc.kinds.numbers import BOOL
from weftc.kinds.opaque import OpaqueKind
from weftc.kinds.refuse import no, no_names
from weftc.kinds.text import STR

if TYPE_CHECKING:
    from weftc.hir.hir import Code
    from weftc.infer.args import Args
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout


@dataclass(slots=True, eq=False, repr=False)
class FunctionKind(OpaqueKind):
    """A function value: its code, and cells for what it captured and its defaults. One for each instance of the
    enclosing function."""

    code: Code
    captures: list[Cell]
    defaults: list[Cell]

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
        return f"fn {code.module.name}.{code.qualname}@{code.span.line}:{code.span.column}({cells})"

    def fields(self) -> list[tuple[str, Type]]:
        """What its object holds."""
        if self.is_static:
            return []
        names = [n for n, _ in self.code.captures]
        names += [f"default {name}" for name in self.code.defaults()]
        return [(n, held(c)) for n, c in zip(names, self.cells(), strict=False)]

    def describe(self, layout: Layout) -> Description:
        return described(self, layout, "function", self.show(no_part))

    is_plain = True
    is_callable = True

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
    def class_name(self) -> str:
        return "method" if self.origin is not None else "builtin_function_or_method"

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

    def repr(self, site: Site) -> Answer:
        return Answer(STR, lambda f, v: f.string(f"<{self.show(no_part)}>"))

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
class CellKind(OpaqueKind):
    """A variable that closures share. No value of a program is one: only the compiler's own operations get it."""

    content: Cell
    name: str
    group = "cell"

    def cells(self) -> list[Cell]:
        return [self.content]

    def order_key(self) -> str:
        return "CellKind"

    def show(self, part: Callable[[Cell], str]) -> str:
        return "cell"

    class_name = "cell"

    def class_of(self, site: Site) -> Type:
        raise AssertionError(self)

    def shape(self, part: Callable[[Cell], str]) -> str:
        return f"CellKind{self.name}[{part(self.content)}]"

    def fields(self) -> list[tuple[str, Type]]:
        return [("content", held(self.content))]

    def describe(self, layout: Layout) -> Description:
        return described(self, layout, "cell", "cell")

    def alias(self, field: str) -> str:
        return "cell"

    is_static = False
    is_plain = True
    is_callable = False
    attribute = method = call = no
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
