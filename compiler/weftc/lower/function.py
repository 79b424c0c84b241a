"""Lowering one instance: its values and their conversions, and what the answers of operations (kinds/answer.py) make
code with. Its blocks are in `blocks`.

Always holds: the IR value of an HIR value has the representation of its type; where a value flows into a place of
a wider type it is converted there (only scalars into pairs ever need code).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from weftc.abi.memory import MEMORY_OF, Slot, Tag
from weftc.hir import hir
from weftc.infer.engine import Instance
from weftc.infer.global_keys import COUNTERS, IMPORTED
from weftc.ir import ir
from weftc.ir.builder import Builder
from weftc.ir.ir import Rep
from weftc.kinds.class_info import ClassInfo
from weftc.kinds.function import FunctionKind
from weftc.kinds.kind import NEVER, Cell, Kind, Type, find, held, one, ordered, resolve, viewed
from weftc.kinds.list import ListKind
from weftc.kinds.none import NONE, NONE_ATOM
from weftc.kinds.numbers import BOOL, BOOL_ATOM, FLOAT_ATOM, INT, INT_ATOM, NUMBERS
from weftc.kinds.text import STR
from weftc.lower.globals import GlobalSlot
from weftc.lower.hints import missing
from weftc.lower.layout import Field, Layout
from weftc.lower.loops import list_from
from weftc.lower.sources import ListIterator
from weftc.lower.virtual import Virtual
from weftc.operations.variables import constant_type
from weftc.source import Span

if TYPE_CHECKING:
    from weftc.lower.program import ProgramLowering

NO_LITERAL = object()
#: a test, and how it came out where one relies on it
Proof = tuple[ir.Value, bool]


class FunctionLowering:
    def __init__(self, program: ProgramLowering, instance: Instance, function: ir.Function) -> None:
        self.program = program
        self.engine = program.engine
        self.layout: Layout = program.layout
        self.instance = instance
        self.function = function
        self.b = Builder(function)
        self.values: dict[int, ir.Value] = {}  # some exist only while compiling
        self.uses: dict[int, list[object]] = {}  # the operations and terminators that use a value
        self.spans: dict[Span, ir.Pos] = {}
        self.proof: Proof | None = None  # the test that led to the block that is being lowered

    # --- types ------------------------------------------------------------------------------------------------------

    def type(self, value: hir.Value) -> Type:
        return resolve(self.instance.types.get(value.id, NEVER))

    def operand(self, value: hir.Value) -> ir.Value:
        """The value, which may exist only while compiling."""
        found = self.values.get(value.id)
        return found if found is not None else self.zero(self.type(value))

    def real(self, v: ir.Value) -> ir.Value:
        """The value as an object, if it isn't one."""
        return v.materialise(self) if isinstance(v, Virtual) else v

    def get(self, value: hir.Value) -> ir.Value:
        """The IR value, in the representation of its type."""
        return self.real(self.operand(value))

    def get_as(self, value: hir.Value, target: Type) -> ir.Value:
        return self.convert(self.get(value), self.type(value), target)

    # --- constants ----------------------------------------------------------------------------------------------------

    def zero(self, type: Type) -> ir.Value:
        """Some value of the representation: for variables that aren't bound, and code that can't be reached."""
        return self.zero_rep(self.layout.rep(type), type)

    def zero_rep(self, rep: Rep, type: Type = NONE) -> ir.Value:
        match rep:
            case Rep.PAIR:
                return self.b.op("pair_const", imm=(0, 0), rep=rep)
            case Rep.F64:
                return self.b.f64(0.0)
            case Rep.REF if len(type) == 1 and find(static := next(iter(type))).is_static:
                return self.b.op("sym", imm=self.layout.static_object(static), rep=Rep.REF)
            case _:
                pass
        return self.b.op("const", imm=0, rep=rep)

    def constant(self, value: object) -> ir.Value:
        """A literal."""
        match value:
            case None:
                return self.b.none()
            case bool():
                return self.b.i32(int(value))
            case int():
                return self.b.word(value)
            case float():
                return self.b.f64(value)
            case str():
                return self.string(value)
        raise AssertionError(value)

    def string(self, text: str) -> ir.Value:
        return self.b.op("sym", imm=self.layout.string(text), rep=Rep.REF)

    def type_address(self, atom: Kind) -> ir.Value:
        return self.b.op("sym", imm=self.layout.type_symbol(atom), rep=Rep.I32)

    # --- conversions --------------------------------------------------------------------------------------------------

    def convert(self, value: ir.Value, source: Type, target: Type, proof: Proof | None = None) -> ir.Value:
        """`value` of type `source` as the representation of `target`, a type that covers it, or is covered, for which
        `proof` is needed where that leaves fewer kinds of references."""
        b = self.b
        have, want = value.rep, self.layout.rep(target)
        if have.serves_as(want) or (have is Rep.I64 and want is Rep.INT):
            return value
        if want is Rep.PAIR:
            match have:
                case Rep.INT | Rep.I64:
                    return b.op("pair", b.i32(Tag.INT), value)
                case Rep.F64:
                    return b.op("pair", b.i32(Tag.FLOAT), b.op("i64.reinterpret_f64", value))
                case Rep.I32:
                    return b.op("pair", b.i32(Tag.BOOL), b.op("i64.extend_i32_u", value))
                case Rep.REF | Rep.ANY:
                    payload = b.op("i64.extend_i32_u", value)
                    if NONE_ATOM not in source:
                        return b.op("pair", b.i32(Tag.REF), payload)
                    if source == NONE:
                        return b.op("pair_const", imm=(int(Tag.NONE), 0), rep=Rep.PAIR)
                    tag = b.op("select", b.i32(Tag.REF), b.i32(Tag.NONE), self.test(value))
                    return b.op("pair", tag, payload)
        if not source or not target:
            return self.zero(target)
        if have is Rep.PAIR or have is Rep.ANY:
            return self.narrow(b.op("pair.payload", value) if have is Rep.PAIR else value, target, proof)
        if have is Rep.I32 and want is Rep.INT:  # a bool where only an int can be
            return b.op("i64.extend_i32_u", value, rep=Rep.I64)
        if want is Rep.F64 and have in (Rep.INT, Rep.I64):
            return b.op("f64.convert_i64_s", value)
        return self.zero(target)  # a place that control can't reach

    def narrow(self, value: ir.Value, type: Type, proof: Proof | None) -> ir.Value:
        """What a pair's payload or a reference of several kinds is where its type has been tested."""
        b, want = self.b, self.layout.rep(type)
        match want:
            case Rep.INT:
                return value  # an i64 is taken as an int word wherever one is wanted
            case Rep.F64:
                return b.op("f64.reinterpret_i64", value)
            case Rep.I32:
                return b.op("i32.wrap_i64", value)
            case Rep.REF if type == NONE:
                return b.none()
            case Rep.REF | Rep.ANY:
                assert proof is not None, f"{value} is taken for {type} without a test"
                test, outcome = proof
                return b.op("narrow", value, test, imm=(self.layout.shape(resolve(type) - NONE), outcome), rep=want)
        raise AssertionError(want)

    def refine(self, value: ir.Value, source: Type, target: Type) -> ir.Value:
        """What the test before this block left of `source`."""
        if value.rep is Rep.ANY is self.layout.rep(target) and resolve(target) < resolve(source) - NONE:
            return self.narrow(value, target, self.proof)
        return self.convert(value, source, target, self.proof)

    def as_one(self, value: ir.Value, kinds: Type) -> ir.Value:
        """A reference of one of these kinds, which are alike to whoever uses it, as if there were one."""
        if value.rep is Rep.REF:
            return value
        return self.b.op("narrow", value, imm=(self.layout.shape(kinds), None), rep=Rep.REF)

    def to_payload(self, value: ir.Value, type: Type) -> tuple[ir.Value, ir.Value]:
        """(payload as I64, tag as I32) as runtime calls take any value."""
        b = self.b
        match value.rep:
            case Rep.PAIR:
                return b.op("pair.payload", value), b.op("pair.tag", value)
            case Rep.F64:
                return b.op("i64.reinterpret_f64", value), b.i32(Tag.FLOAT)
            case Rep.I32 | Rep.REF | Rep.ANY:
                tag = Tag.BOOL if value.rep is Rep.I32 else Tag.REF
                return b.op("i64.extend_i32_u", value), b.i32(tag)
            case _:
                return value, b.i32(Tag.INT)

    def item_slot(self, elem: Type) -> ir.Value:
        """The Slot of a channel's values; NONE where nothing is known to come."""
        return self.b.i32(self.layout.slot(elem) if elem else Slot.NONE)

    def as_number(self, value: ir.Value, atom: Kind, want: Kind) -> ir.Value:
        """A number of one kind as another: bool to int, int to float."""
        b = self.b
        if atom is BOOL_ATOM and want is not BOOL_ATOM:
            value, atom = b.op("i64.extend_i32_u", value), INT_ATOM
        if atom is INT_ATOM and want is FLOAT_ATOM:
            return b.op("f64.convert_i64_s", value)
        return value

    # --- dispatch on the kind of a value ------------------------------------------------------------------------------

    def is_atom(self, value: ir.Value, atom: Kind) -> ir.Value:
        """I32: is this reference (not None) of that kind? One to a list may be to an object whose class derives from
        list, where the library's code has it as its view."""
        b = self.b
        type = b.op("type_of", value)
        test = b.op("i32.eq", type, self.type_address(atom))
        for seen in self.layout.seen_as(atom):
            test = b.op("i32.or", test, b.op("i32.eq", type, self.type_address(seen)))
        return test

    def dispatch(
        self,
        value: ir.Value,
        type: Type,
        handle: Callable[[Kind, ir.Value], ir.Value | None],
        result: Type | None,
        alike: Type = NEVER,
    ) -> ir.Value | None:
        """Goes through the kinds that `value` may have; `handle` gives the result for one (already of type `result`),
        or None where control doesn't come back. result None: no value. `alike`: references of which one stands for
        all."""
        atoms = [find(a) for a in ordered(resolve(type) - alike) + ordered(alike)[-1:]]
        if len(atoms) == 1:
            return handle(atoms[0], self.as_one(value, alike) if alike else value)
        if not atoms:
            self.b.unreachable()
            self.dead()
            return None
        join = _Join(self, handle, self.layout.rep(result) if result is not None else None)
        self.each_kind(self.real(value), atoms, join, alike)
        return join.leave()

    def each_kind(self, value: ir.Value, atoms: list[Kind], join: _Join, alike: Type) -> None:
        """Tests the kinds one after the other; the last, which stands for those `alike`, needs no test."""
        b = self.b
        scalars = [a for a in atoms if a in NUMBERS or a is NONE_ATOM]
        references = [a for a in atoms if a not in scalars]
        others: Proof | None = None  # that it is none of those before
        if value.rep is Rep.PAIR:
            tag, payload = b.op("pair.tag", value), b.op("pair.payload", value)
            for atom in scalars:
                if atom is atoms[-1] or (atom is scalars[-1] and not references):
                    join.take(atom, self.narrow(payload, one(atom), None))
                    return
                test = b.op("i32.eq", tag, b.i32(atom.tag))
                with self.only_if(test):
                    join.take(atom, self.narrow(payload, one(atom), None))
                others = test, False
            value = self.narrow(payload, frozenset(references) | alike, others)
        elif scalars:
            test = b.op("i32.eqz", value)
            with self.only_if(test):
                join.take(NONE_ATOM, b.none())
            others = test, False
        for atom in references[:-1]:
            test = self.is_atom(value, atom)
            with self.only_if(test):
                join.take(atom, self.narrow(value, one(atom), (test, True)))
            others = test, False
        if value.rep is Rep.ANY:
            value = self.as_one(self.narrow(value, alike or one(references[-1]), others), alike)
        join.take(references[-1], value)

    @contextmanager
    def only_if(self, cond: ir.Value) -> Generator[None]:
        """What is emitted inside runs if `cond` holds, and leaves; what follows runs if it doesn't."""
        then, otherwise = self.b.new_block(), self.b.new_block()
        self.b.branch(cond, then, otherwise)
        self.b.at(then)
        yield
        self.b.at(otherwise)

    def test(self, value: ir.Value) -> ir.Value:
        """A condition: a reference (or address) is true unless it is 0."""
        return value if value.rep is Rep.I32 else self.b.op("i32.ne", value, self.b.i32(0))

    def merge(
        self, cond: ir.Value, then: Callable[[], ir.Value], otherwise: Callable[[], ir.Value], rep: Rep
    ) -> ir.Value:
        """then() if cond else otherwise(), in blocks of their own."""
        b = self.b
        yes, no, join = b.new_block(), b.new_block(), b.new_block(rep)
        b.branch(self.test(cond), yes, no)
        for block, make in ((yes, then), (no, otherwise)):
            b.at(block)
            out = make()
            if isinstance(b.block.term, ir.Unreachable):
                b.jump(join, out)
        b.at(join)
        return join.params[0]

    def as_views(self, value: ir.Value, source: Type, target: Type) -> tuple[ir.Value, Type]:
        """The same where `target` is without some objects, but has their views: those, and their type."""
        kinds = {atom: viewed(atom) for atom in map(find, source) if atom.view is not None and atom not in target}
        if not kinds:
            return value, source
        result = frozenset(kinds.get(atom, atom) for atom in map(find, source))

        def one_kind(atom: Kind, v: ir.Value) -> ir.Value:
            seen = atom.view.of(self, v) if atom.view is not None and atom in kinds else v
            return self.convert(seen, one(kinds.get(atom, atom)), result)

        out = self.dispatch(value, source, one_kind, result)
        return (out if out is not None else self.zero(result)), result

    # --- errors -------------------------------------------------------------------------------------------------------

    def raise_text(self, exception: str, text: str) -> None:
        """Raises a built-in exception; what follows isn't reached."""
        self.b.throw("weft_raise", imm=(f"weft_type_{exception}", self.layout.cstring(text)))
        self.program.need_exception(exception)
        self.dead()

    def raise_built(self, exception: str, *parts: str | ir.Value) -> None:
        """The same with numbers in the text."""
        self.rt("weft_build_begin")
        for part in parts:
            if isinstance(part, str):
                self.rt("weft_build_str", self.string(part))
            else:
                self.rt("weft_build_int", part)
        text = self.rt("weft_build_end")
        self.program.need_exception(exception)
        self.b.throw("weft_raise_text", text, imm=(f"weft_type_{exception}",))
        self.dead()

    def raise_missing(
        self, absent: ir.Value | None, origin: hir.Value, atom: Kind, v: ir.Value | None, name: str
    ) -> None:
        """AttributeError, if `absent` (None: always) is true of the object `v`."""
        missing(self, absent, origin, atom, v, name)

    def guard_text(self, cond: ir.Value, exception: str, text: str) -> None:
        """Raises unless cond is zero."""
        self.program.need_exception(exception)
        self.b.op("guard", cond, imm=("weft_raise", (f"weft_type_{exception}", self.layout.cstring(text))))

    def dead(self) -> None:
        """What comes now isn't reached: it goes into a block that nothing jumps to."""
        self.b.at(self.b.new_block())

    # --- calls --------------------------------------------------------------------------------------------------------

    def rt(self, symbol: str, *args: ir.Value, rep: Rep | None = None) -> ir.Value:
        return self.b.op("rt", *args, imm=symbol, rep=rep)

    def call_instance(
        self, callee: Instance, args: Sequence[tuple[ir.Value, Type]], captured: Sequence[ir.Value] = ()
    ) -> ir.Value | None:
        """Calls with captured values first; gives the result in its type's representation, None if it never returns."""
        b = self.b
        callee = self.program.canonical(callee)
        values = list(captured)
        for (value, type), cell in zip(args, callee.params, strict=True):
            value = self.real(value)
            if callee.code.module.library:
                value, type = self.as_views(value, type, held(cell))
            values.append(self.convert(value, type, held(cell)))
        name = self.program.function_name(callee)
        result = held(callee.ret)
        rep = self.layout.result_rep(result)
        out = b.op("call", *values, imm=name, rep=rep)
        if not result:
            b.unreachable()
            self.dead()
            return None
        return out if rep is not Rep.VOID else self.b.none()

    def captures(self, func: FunctionKind, closure: Callable[[], ir.Value | None]) -> list[ir.Value]:
        """What the function captured; `closure` gives the function value."""
        if not func.captures:
            return []
        value = closure()
        assert value is not None
        return [self.load_field(value, f, "captured") for f in self.layout.fields(func)[0][: len(func.captures)]]

    def default(self, func: FunctionKind, closure: Callable[[], ir.Value | None], name: str) -> tuple[ir.Value, Type]:
        """The default of a parameter: a literal is put where it is used; others were evaluated with the definition."""
        k, parameter = func.code.defaults()[name]
        type = held(func.defaults[k])
        if parameter.default is not None:
            literal = literal_of(parameter.default)
            if literal is not NO_LITERAL:
                return self.constant(literal), constant_type(literal)
        value = closure()
        assert value is not None
        return self.load_field(value, self.layout.known_field(func, f"default {name}"), "captured"), type

    # --- class variables and other slots of the globals' struct -------------------------------------------------------

    def class_slot(self, owner: ClassInfo, name: str, cell: Cell) -> GlobalSlot:
        key = (f"class {owner.order}", name)
        self.engine.globals.setdefault(key, cell)
        return self.program.global_slot(*key)

    def imported_flag(self, module: hir.Module) -> GlobalSlot:
        """Says whether the module's body has begun."""
        self.engine.globals.setdefault((module.name, IMPORTED), Cell(BOOL))
        return self.program.global_slot(module.name, IMPORTED)

    def argv_slot(self) -> GlobalSlot:
        self.engine.globals.setdefault(("sys", "argv"), self.engine.argv)
        return self.program.global_slot("sys", "argv")

    def counter_slot(self, name: str) -> GlobalSlot:
        """An int of the compiler's own in the globals: what it counts, each task counts by itself."""
        self.engine.globals.setdefault((COUNTERS, name), Cell(INT))
        return self.program.global_slot(COUNTERS, name)

    def load_slot(self, slot: GlobalSlot) -> ir.Value:
        return self.b.op("gload", imm=slot, rep=slot.rep)

    def store_slot(self, slot: GlobalSlot, v: ir.Value) -> None:
        self.b.op("gstore", v, imm=slot)

    # --- memory -------------------------------------------------------------------------------------------------------

    def load(self, base: ir.Value, rep: Rep, offset: int, alias: str) -> ir.Value:
        return self.b.op("load", base, imm=(MEMORY_OF[rep], offset, alias), rep=rep)

    def store(self, base: ir.Value, value: ir.Value, offset: int, alias: str) -> None:
        self.b.op("store", base, value, imm=(MEMORY_OF[value.rep], offset, alias))

    def load_field(self, base: ir.Value, field: Field, alias: str) -> ir.Value:
        return self.load(base, field.rep, field.offset, alias)

    def new_object(self, atom: Kind, values: dict[str, tuple[ir.Value, Type]]) -> ir.Value:
        """Allocates a fixed-size object; fields that aren't given are zero."""
        fields, size = self.layout.fields(atom)
        given = {name: (self.real(v), t) for name, (v, t) in values.items()}
        converted = [self.convert(*given[f.name], f.type) if f.name in given else self.zero_rep(f.rep) for f in fields]
        out = self.b.op("new", imm=(self.layout.type_symbol(atom), size))
        for f, value in zip(fields, converted, strict=True):
            self.store(out, value, f.offset, f"new:{f.offset}" if f.name not in values else find(atom).alias(f.name))
        return out

    def joined(self, before: str, pieces: Sequence[ir.Value], after: str) -> ir.Value:
        """A str of texts, with commas between them."""
        self.rt("weft_build_begin")
        self.rt("weft_build_str", self.string(before))
        for k, piece in enumerate(pieces):
            if k:
                self.rt("weft_build_str", self.string(", "))
            self.rt("weft_build_str", piece)
        self.rt("weft_build_str", self.string(after))
        return self.rt("weft_build_end")

    def texts(self, symbol: str, args: list[ir.Value], result: Type) -> ir.Value:
        """A list[str] from the runtime; where the list was inferred to hold more, its items are widened."""
        (atom,) = result
        atom = find(atom)
        assert isinstance(atom, ListKind)
        if held(atom.elem) == STR:
            return self.rt(symbol, *args, self.type_address(atom))
        made = self.rt(symbol, *args, self.type_address(ListKind(Cell(STR))))
        return list_from(self, ListIterator(made, STR, STR), atom)

    # --- positions ----------------------------------------------------------------------------------------------------

    def no_line(self) -> ir.Pos:
        """The position of what gives this function no line of the traceback, such as passing an exception on."""
        return ir.Pos("", self.function.display, 0, 0, 0, 0)

    @contextmanager
    def at_name(self, call: hir.Value) -> Generator[None, None, None]:
        """What is made meanwhile looks up the method of a call: that stands where the name does."""
        before = self.b.pos
        self.b.pos = self.pos(self.instance.func.code.method_names.get(call.span, call.span))
        yield
        self.b.pos = before

    def pos(self, span: Span) -> ir.Pos:
        found = self.spans.get(span)
        if found is None:
            place = (span.line, span.column, span.end_line, span.end_column)
            name, caller = self.instance.func.code.within.get(span, (self.function.display, None))
            inlined_at = None if caller is None else self.pos(caller)
            found = self.spans[span] = ir.Pos(span.file, name, *place, inlined_at)
        return found


def literal_of(node: ast.expr) -> object:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        return NO_LITERAL
    return value if value is None or isinstance(value, bool | int | float | str) else NO_LITERAL


class _Join:
    """Where the cases of a dispatch meet."""

    def __init__(
        self, f: FunctionLowering, handle: Callable[[Kind, ir.Value], ir.Value | None], rep: Rep | None
    ) -> None:
        self.f, self.handle, self.rep = f, handle, rep
        self.block = f.b.new_block(*([rep] if rep is not None else []))
        self.is_reached = False

    def take(self, atom: Kind, narrowed: ir.Value) -> None:
        """The case of one kind."""
        b, out = self.f.b, self.handle(atom, narrowed)
        if not isinstance(b.block.term, ir.Unreachable) or (self.rep is not None and out is None):
            return
        b.jump(self.block, *([out] if self.rep is not None and out is not None else []))
        self.is_reached = True

    def leave(self) -> ir.Value | None:
        self.f.b.at(self.block)
        if not self.is_reached:
            self.f.dead()
            return None
        return self.block.params[0] if self.rep is not None else None
