"""Lowering one instance: its values and their conversions. Its blocks are in `blocks`; what single operations become is
in the files beside this one, each a table from operation to function.

Always holds: the IR value of an HIR value has the representation of its type; where a value flows into a place of
a wider type it is converted there (only scalars into pairs ever need code).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from weftc.hir import hir
from weftc.infer.engine import Instance
from weftc.ir import ir
from weftc.ir.builder import Builder
from weftc.ir.ir import Rep
from weftc.kinds.function import BuiltinKind, CellKind, FunctionKind
from weftc.kinds.kind import NEVER, Kind, Type, find, one, ordered, resolve
from weftc.kinds.module import ModuleKind
from weftc.kinds.objects import ClassKind, ObjectKind
from weftc.kinds.scalars import BOOL_ATOM, FLOAT_ATOM, INT_ATOM, NONE, NONE_ATOM, NUMBERS
from weftc.kinds.tuple import TupleKind
from weftc.lower.layout import MEMORY_OF, TAG_OF, Field, Layout, Tag
from weftc.source import Span

if TYPE_CHECKING:
    from weftc.lower.program import ProgramLowering

Handler = Callable[["FunctionLowering", hir.Value], ir.Value | None]
LOWER: dict[str, Handler] = {}


def lower(*ops: str) -> Callable[[Handler], Handler]:
    def add(function: Handler) -> Handler:
        for op in ops:
            LOWER[op] = function
        return function

    return add


def method_variable(func: FunctionKind, k: int) -> str:
    """The class variable that holds a method's k-th capture or default."""
    return f"{func.code.qualname}@{func.code.span.line} {k}"


class FunctionLowering:
    def __init__(self, program: ProgramLowering, instance: Instance, function: ir.Function) -> None:
        self.program = program
        self.engine = program.engine
        self.layout: Layout = program.layout
        self.instance = instance
        self.function = function
        self.b = Builder(function)
        self.values: dict[int, ir.Value] = {}
        #: values that exist only while compiling: iterators, unpacked items, ranges
        self.virtual: dict[int, object] = {}
        self.uses: dict[int, list[object]] = {}  # the operations and terminators that use a value
        self.spans: dict[Span, ir.Pos] = {}

    # --- types ------------------------------------------------------------------------------------------------------

    def type(self, value: hir.Value) -> Type:
        return resolve(self.instance.types.get(value.id, NEVER))

    def get(self, value: hir.Value) -> ir.Value:
        """The IR value, in the representation of its type."""
        found = self.values.get(value.id)
        if found is not None:
            return found
        held = self.virtual.get(value.id)
        if held is not None and hasattr(held, "materialise"):
            made: ir.Value = held.materialise(self)
            return made
        return self.zero(self.type(value))

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
            case Rep.REF if len(type) == 1 and isinstance(
                static := next(iter(type)), FunctionKind | ClassKind | BuiltinKind | ModuleKind
            ):
                if static.static if isinstance(static, FunctionKind) else not static.cells():
                    return self.b.op("sym", imm=self.layout.static_object(static), rep=Rep.REF)
            case _:
                pass
        return self.b.op("const", imm=0, rep=rep)

    def string(self, text: str) -> ir.Value:
        return self.b.op("sym", imm=self.layout.string(text), rep=Rep.REF)

    def type_address(self, atom: Kind) -> ir.Value:
        return self.b.op("sym", imm=self.layout.type_symbol(atom), rep=Rep.I32)

    # --- conversions --------------------------------------------------------------------------------------------------

    def convert(self, value: ir.Value, source: Type, target: Type) -> ir.Value:
        """`value` of type `source` as the representation of `target`, a type that covers it (or is covered, after
        narrowing)."""
        b = self.b
        have, want = value.rep, self.layout.rep(target)
        if have is want or (have is Rep.I64 and want is Rep.INT):
            return value
        if want is Rep.PAIR:
            match have:
                case Rep.INT | Rep.I64:
                    return b.op("pair", b.i32(Tag.INT), value)
                case Rep.F64:
                    return b.op("pair", b.i32(Tag.FLOAT), b.op("i64.reinterpret_f64", value))
                case Rep.I32:
                    return b.op("pair", b.i32(Tag.BOOL), b.op("i64.extend_i32_u", value))
                case Rep.REF:
                    payload = b.op("i64.extend_i32_u", value)
                    if NONE_ATOM not in source:
                        return b.op("pair", b.i32(Tag.REF), payload)
                    if source == NONE:
                        return b.op("pair_const", imm=(int(Tag.NONE), 0), rep=Rep.PAIR)
                    tag = b.op("select", b.i32(Tag.REF), b.i32(Tag.NONE), self.test(value))
                    return b.op("pair", tag, payload)
        if have is Rep.PAIR:
            return self.from_payload(b.op("pair.payload", value), want)
        if not source or not target:
            return self.zero(target)
        if have is Rep.I32 and want is Rep.INT:  # a bool where only an int can be
            return b.op("i64.extend_i32_u", value, rep=Rep.I64)
        if want is Rep.F64 and have in (Rep.INT, Rep.I64):
            return b.op("f64.convert_i64_s", value)
        return self.zero(target)  # a place that control can't reach

    def from_payload(self, payload: ir.Value, want: Rep) -> ir.Value:
        b = self.b
        match want:
            case Rep.INT:
                return payload  # an i64 is taken as an int word wherever one is wanted
            case Rep.F64:
                return b.op("f64.reinterpret_i64", payload)
            case Rep.I32:
                return b.op("i32.wrap_i64", payload)
            case Rep.REF:
                return b.op("i32.wrap_i64", payload, rep=Rep.REF)
        raise AssertionError(want)

    def to_payload(self, value: ir.Value, type: Type) -> tuple[ir.Value, ir.Value]:
        """(payload as I64, tag as I32) as runtime calls take any value."""
        b = self.b
        match value.rep:
            case Rep.PAIR:
                return b.op("pair.payload", value), b.op("pair.tag", value)
            case Rep.F64:
                return b.op("i64.reinterpret_f64", value), b.i32(Tag.FLOAT)
            case Rep.I32 | Rep.REF:
                tag = Tag.BOOL if value.rep is Rep.I32 else Tag.REF
                return b.op("i64.extend_i32_u", value), b.i32(tag)
            case _:
                return value, b.i32(Tag.INT)

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
        """I32: is this reference (not None) of that kind?"""
        b = self.b
        return b.op("i32.eq", b.op("type_of", value), self.type_address(atom))

    def dispatch(
        self, value: ir.Value, type: Type, handle: Callable[[Kind, ir.Value], ir.Value | None], result: Type | None
    ) -> ir.Value | None:
        """Goes through the kinds that `value` may have; `handle` gives the result for one (already of type `result`),
        or None where control doesn't come back. result None: no value."""
        b = self.b
        atoms = ordered(type)
        if len(atoms) == 1:
            return handle(find(atoms[0]), value)
        if not atoms:
            b.unreachable()
            self.dead()
            return None if result is None else self.zero(result)
        rep = self.layout.rep(result) if result is not None else None
        join = b.new_block(*([rep] if rep is not None else []))
        reached = False

        def finish(atom: Kind, narrowed: ir.Value) -> None:
            nonlocal reached
            out = handle(find(atom), narrowed)
            if isinstance(b.block.term, ir.Unreachable):
                if rep is not None and out is not None:
                    b.jump(join, out)
                    reached = True
                elif rep is None:
                    b.jump(join)
                    reached = True

        references = [a for a in atoms if a not in NUMBERS and a is not NONE_ATOM]
        if value.rep is Rep.PAIR:
            tag, payload = b.op("pair.tag", value), b.op("pair.payload", value)
            scalars: list[Kind] = [a for a in atoms if a in NUMBERS or a is NONE_ATOM]
            for k, atom in enumerate(scalars):
                if k == len(scalars) - 1 and not references:
                    finish(atom, self.from_payload(payload, self.layout.rep(one(atom))))
                    break
                then, otherwise = b.new_block(), b.new_block()
                b.branch(b.op("i32.eq", tag, b.i32(TAG_OF[atom])), then, otherwise)
                b.at(then)
                finish(atom, self.from_payload(payload, self.layout.rep(one(atom))))
                b.at(otherwise)
            value = self.from_payload(payload, Rep.REF) if references else value
        elif NONE_ATOM in type:
            then, otherwise = b.new_block(), b.new_block()
            b.branch(self.test(value), otherwise, then)
            b.at(then)
            finish(NONE_ATOM, value)
            b.at(otherwise)
        for k, atom in enumerate(references):
            if k == len(references) - 1:
                finish(atom, value)
                break
            then, otherwise = b.new_block(), b.new_block()
            b.branch(self.is_atom(value, atom), then, otherwise)
            b.at(then)
            finish(atom, value)
            b.at(otherwise)
        b.at(join)
        if not reached:
            self.dead()
            return None if result is None else self.zero(result)
        return join.params[0] if rep is not None else None

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

    # --- errors -------------------------------------------------------------------------------------------------------

    def raise_text(self, exception: str, text: str) -> None:
        """Raises a built-in exception; what follows isn't reached."""
        self.b.throw("weft_raise", imm=(f"weft_type_{exception}", self.layout.cstring(text)))
        self.program.need_exception(exception)
        self.dead()

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
    ) -> ir.Value:
        """Calls with captured values first; gives the result in its type's representation."""
        b = self.b
        callee = self.program.canonical(callee)
        values = list(captured)
        for (value, type), cell in zip(args, callee.params, strict=True):
            values.append(self.convert(value, type, resolve(cell.find().type)))
        name = self.program.function_name(callee)
        result = resolve(callee.ret.find().type)
        rep = self.layout.result_rep(result)
        out = b.op("call", *values, imm=name, rep=rep)
        if not result:
            b.unreachable()
            self.dead()
        return out if rep is not Rep.VOID else self.zero(result or NONE)

    def call_function(
        self, value: hir.Value, func: FunctionKind, closure: ir.Value | None, args: Sequence[tuple[ir.Value, Type]]
    ) -> tuple[ir.Value, Type]:
        """Calls the instance that inference chose at `value` for these parameters (in order, defaults included)."""
        callee = self.engine.call(self.instance, value, func, [t for _, t in args])
        self.engine.run()  # a library function that only lowering asks for
        if callee is None:  # an argument has no type: this is never reached
            self.b.unreachable()
            self.dead()
            return self.zero(NONE), NEVER
        out = self.call_instance(callee, args, self.captures(func, closure))
        return out, resolve(callee.ret.find().type)

    def captures(self, func: FunctionKind, closure: ir.Value | None) -> list[ir.Value]:
        if not func.captures:
            return []
        from weftc.lower.calls import owner_of
        from weftc.lower.variables import load_class_variable

        owner = owner_of(self, func)
        if owner is not None:
            return [
                load_class_variable(self, c, owner.order, method_variable(func, k))[0]
                for k, c in enumerate(func.captures)
            ]
        assert closure is not None
        return [self.load_field(closure, f, "captured") for f in self.layout.fields(func)[0][: len(func.captures)]]

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
        converted = [
            self.convert(*values[f.name], f.type) if f.name in values else self.zero_rep(f.rep) for f in fields
        ]
        out = self.b.op("new", imm=(self.layout.type_symbol(atom), size))
        for f, value in zip(fields, converted, strict=True):
            self.store(out, value, f.offset, f"new:{f.offset}" if f.name not in values else self.alias(atom, f))
        return out

    def alias(self, atom: Kind, field: Field) -> str:
        match find(atom):
            case ObjectKind():
                return f"field:{field.name}"
            case CellKind():
                return "cell"
            case TupleKind():
                return "tuple"
        return "captured"

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
