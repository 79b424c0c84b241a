"""str."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from weftc.abi.memory import BUILTIN_CLASS_IDS, KeyKind, TypeKind
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, Iteration, about_view
from weftc.kinds.indexing import at_index, subscript
from weftc.kinds.kind import Cell, Description, Kind, SingleKind, Type, find, one, show, viewed
from weftc.kinds.methods import LibraryKind
from weftc.kinds.numbers import BOOL, FLOAT, INT, SIGN_TESTS, NumberKind, formatted, itself
from weftc.kinds.refuse import no, unchanging
from weftc.lower.loops import loop
from weftc.lower.sequences import append, new_list
from weftc.lower.sources import StrIterator

if TYPE_CHECKING:
    from weftc.infer.args import Args
    from weftc.infer.site import Site
    from weftc.kinds.list import ListKind
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout
    from weftc.operations.indices import Bounds


@dataclass(slots=True, eq=False, repr=False)
class StrKind(SingleKind, LibraryKind):
    library = "kinds.str"
    own_methods = ("join", "format")
    builder, formatter = "weft_build_str", "weft_build_format_str"

    def __repr__(self) -> str:
        return "str"

    def order_key(self) -> str:
        return "4"

    def show(self, part: Callable[[Cell], str]) -> str:
        return "str"

    class_name = "str"

    def class_of(self, site: Site) -> Type:
        return site.engine.builtin("str")

    def shape(self, part: Callable[[Cell], str]) -> str:
        return "str"

    def describe(self, layout: Layout) -> Description:
        return Description(TypeKind.STR, BUILTIN_CLASS_IDS["str"], 0, "str")

    is_static = False
    is_plain = True
    changing_methods = unchanging
    is_reversible = True
    is_sequence = False
    is_callable = False
    is_hashable = True

    to_index = next = store = delete = store_slice = delete_slice = no
    inplace = unary = own_attribute = store_attribute = call = enter = exit = no

    def truth(self, site: Site) -> Answer:
        return Answer(BOOL, lambda f, v: f.b.op("i32.ne", f.b.op("str.len", v), f.b.i32(0)))

    def length(self, site: Site) -> Answer | None:
        return Answer(INT, lambda f, v: f.b.op("i64.extend_i32_u", f.b.op("str.len", v)))

    def to_int(self, site: Site) -> Answer | None:
        return Answer(INT, lambda f, v: f.rt("weft_str_to_int", v, f.b.word(10)))

    def to_float(self, site: Site) -> Answer | None:
        return Answer(FLOAT, lambda f, v: f.rt("weft_str_to_float", v))

    # --- items --------------------------------------------------------------------------------------------------------

    def iterate(self, site: Site) -> Iteration | None:
        return Iteration(STR, over_text)

    def iterator(self, site: Site) -> Answer | None:
        return site.library("support.iterators", "over_text", STR)

    def contains(self, site: Site, item: Type) -> Answer | None:
        if STR_ATOM not in map(viewed, map(find, item)):
            return None

        def one_kind(atom: Kind) -> Answer | None:
            return Answer(BOOL, contains_text) if atom is STR_ATOM else about_view(one_kind, atom)

        answer = site.cases(item, one_kind, not_in_text)
        assert answer is not None
        return Answer(BOOL, lambda f, v, x: answer.emit(f, x, v))

    def index(self, site: Site, key: Type, literal: int | None) -> Answer | None:
        return at_index(subscript(site, key, "string"), STR, lambda f, v, i: f.rt("weft_str_index", v, i))

    def slice(self, site: Site, bounds: Bounds) -> Answer | None:
        return Answer(STR, partial(part_of, bounds))

    # --- operators ----------------------------------------------------------------------------------------------------

    def compare(self, site: Site, op: str, other: Kind) -> Answer | None:
        return Answer(BOOL, partial(compare_texts, op)) if other is STR_ATOM else None

    def binary(self, site: Site, op: str, other: Kind) -> Answer | None:
        if op == "+" and other is STR_ATOM:
            return Answer(STR, lambda f, x, y: f.rt("weft_str_concat", x, y))
        if op == "*" and isinstance(other, NumberKind) and (times := other.to_index(site)) is not None:
            return at_index(times, STR, lambda f, v, n: f.rt("weft_str_repeat", v, n))
        return None

    def reflected(self, site: Site, op: str, other: Kind) -> Answer | None:
        return self.binary(site, op, other) if op == "*" else None

    # --- texts and hashes ---------------------------------------------------------------------------------------------

    def text(self, site: Site) -> Answer:
        return Answer(STR, itself)

    def repr(self, site: Site) -> Answer:
        return Answer(STR, lambda f, v: f.rt("weft_str_repr", v))

    def format(self, site: Site) -> Answer | None:
        return Answer(STR, partial(formatted, self.formatter))

    def hash(self, site: Site) -> Answer | None:
        return Answer(INT, lambda f, v: f.b.op("i64.extend_i32_u", f.rt("weft_str_hash", v)))

    def key_kind(self) -> KeyKind | None:
        return KeyKind.STR

    # --- methods that the compiler itself knows -----------------------------------------------------------------------

    def own_method(self, site: Site, name: str, args: Args) -> Answer | None:
        if name == "format":
            return site.complain("E0401", "str.format() isn't built", helps=("write an f-string: f'{name}: {value}'",))
        if not args.arity(site, "join", 1, 1):
            return NOTHING
        parts = site.items(args.types[0], not_joined)
        if parts is None:
            return NOTHING
        if parts.item and STR_ATOM not in map(viewed, map(find, parts.item)):
            return site.complain(
                "E0303",
                f"join() needs an iterable of str, not of {show(parts.item)}",
                helps=("convert the items: ','.join(str(x) for x in items)",),
            )
        texts = site.new_list(STR, "texts")
        return Answer(STR, partial(join, args.types[0], parts, texts))


STR_ATOM = StrKind()
STR: Type = one(STR_ATOM)


def over_text(f: FunctionLowering, v: ir.Value) -> StrIterator:
    return StrIterator(v, STR)


def contains_text(f: FunctionLowering, item: ir.Value, text: ir.Value) -> ir.Value:
    return f.rt("weft_str_contains", text, item)


def not_joined(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", "can only join an iterable")


def not_in_text(f: FunctionLowering, atom: Kind) -> None:
    f.raise_text("TypeError", f"'in <string>' requires string as left operand, not {atom.class_name}")


def part_of(bounds: Bounds, f: FunctionLowering, v: ir.Value, *parts: ir.Value) -> ir.Value:
    numbers, given = bounds.emit(f, *parts)
    return f.rt("weft_str_slice", v, *numbers, given)


def compare_texts(op: str, f: FunctionLowering, x: ir.Value, y: ir.Value) -> ir.Value:
    if op in ("==", "!="):
        same = f.rt("weft_str_eq", x, y)
        return same if op == "==" else f.b.op("i32.eqz", same)
    return f.b.op(SIGN_TESTS[op], f.rt("weft_str_cmp", x, y), f.b.i32(0))


def join(
    source: Type, parts: Iteration, texts: ListKind, f: FunctionLowering, v: ir.Value, args: list[ir.Value]
) -> ir.Value:
    """v.join(items): of a list of texts, or such a tuple, as it is; of anything else by way of a list."""
    if parts.item <= STR and texts.is_laid_out_as(f, source):
        return f.rt("weft_str_join", v, args[0])
    out = new_list(f, texts, 0)
    iterator = parts.open(f, args[0])

    def add(item: ir.Value) -> None:
        def one_kind(atom: Kind, x: ir.Value) -> None:
            if viewed(atom) is STR_ATOM:
                append(f, out, f.as_views(x, one(atom), STR)[0], STR)
            else:
                n = f.b.op("i64.extend_i32_u", f.b.op("list.len", out))
                f.raise_built("TypeError", "sequence item ", n, f": expected str instance, {atom.class_name} found")

        f.dispatch(item, parts.item, one_kind, None)

    loop(f, iterator, add)
    return f.rt("weft_str_join", v, out)
