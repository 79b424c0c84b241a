"""Constants, globals, cells, functions as values, narrowing."""

from __future__ import annotations

from enum import IntEnum

from weftc.hir import hir
from weftc.hir.operands import global_of
from weftc.infer.narrowing import class_atoms, matches
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.dict import DictKind
from weftc.kinds.function import CellKind, FunctionKind
from weftc.kinds.kind import Cell, Kind, Type, find, ordered, resolve
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ClassKind, ObjectKind
from weftc.kinds.scalars import BOOL, BOOL_ATOM, FLOAT_ATOM, INT_ATOM, NONE, NONE_ATOM, NUMBERS, RANGE_ATOM, STR_ATOM
from weftc.kinds.tuple import TupleKind
from weftc.lower.function import FunctionLowering, lower, method_variable
from weftc.lower.hints import Call, Hint, name_hints, raise_hinted
from weftc.lower.layout import MEMORY_OF, TAG_OF, Tag


class Unbound(IntEnum):
    """Of what kind the variable is that has no value (enum in exc.h)."""

    LOCAL = 0
    GLOBAL = 1
    FREE = 2


@lower("const")
def const(f: FunctionLowering, value: hir.Value) -> ir.Value:
    return constant(f, value.imm)


def constant(f: FunctionLowering, imm: object) -> ir.Value:
    match imm:
        case None:
            return f.b.none()
        case bool():
            return f.b.i32(int(imm))
        case int():
            return f.b.word(imm)
        case float():
            return f.b.f64(imm)
        case str():
            return f.string(imm)
    raise AssertionError(imm)


@lower("annotated")
def annotated(f: FunctionLowering, value: hir.Value) -> ir.Value:
    return f.get_as(value.args[0], f.type(value))


@lower("unbound")
def unbound(f: FunctionLowering, value: hir.Value) -> ir.Value:
    return f.b.none()


@lower("check_bound")
def check_bound(f: FunctionLowering, value: hir.Value) -> None:
    flag = f.get(value.args[0])
    guard_bound(f, flag, str(value.imm), Unbound.LOCAL, value)


def guard_bound(f: FunctionLowering, flag: ir.Value, name: str, kind: Unbound, value: hir.Value) -> None:
    def call(hint: str) -> Call:
        return "weft_raise_unbound", (f.layout.string(name), kind, f.layout.cstring(hint) if hint else 0)

    hints = [Hint(None, "")] if kind is Unbound.LOCAL else name_hints(f, value, name)
    raise_hinted(f, f.b.op("i32.eqz", flag), call, hints)


@lower("builtin", "module", "super")
def static(f: FunctionLowering, value: hir.Value) -> ir.Value:
    return f.zero(f.type(value))


@lower("import")
def import_(f: FunctionLowering, value: hir.Value) -> None:
    """Runs the module's body the first time; a global remembers."""
    module = f.engine.program.modules.get(str(value.imm))
    if module is None or module.code is None or module.library:
        return
    f.engine.globals.setdefault((module.name, "<imported>"), Cell(BOOL))
    offset, _ = f.program.global_slot(module.name, "<imported>")
    b = f.b
    seen = b.op("gload", imm=("i32", offset), rep=Rep.I32)
    run, done = b.new_block(), b.new_block()
    b.branch(seen, done, run)
    b.at(run)
    b.op("gstore", b.i32(1), imm=("i32", offset))
    f.call_function(value, f.engine.plain_function(module.code), None, [])
    b.jump(done)
    b.at(done)


@lower("gload")
def gload(f: FunctionLowering, value: hir.Value) -> ir.Value:
    return load_global(f, value, *global_of(value), f.type(value))


def load_global(
    f: FunctionLowering, value: hir.Value, module: hir.Module, name: str, type: Type, member: bool = False
) -> ir.Value:
    """The value of a module's global; if it has none yet NameError, or AttributeError for `module.name`."""
    b = f.b
    if name in module.constants:
        return constant(f, module.constants[name])
    if f.program.static_global(module, name) is not None:
        return f.zero(type)
    offset, rep = f.program.global_slot(module.name, name)
    out = b.op("gload", imm=(MEMORY_OF[rep], offset), rep=rep)
    if name not in module.bound:
        flag = f.program.bound_flag(module, name)
        bound = out if flag is None else b.op("gload", imm=("i32", f.program.global_slot(*flag)[0]), rep=Rep.I32)
        if member:
            f.guard_text(b.op("i32.eqz", bound), "AttributeError", f"module '{module.name}' has no attribute '{name}'")
        else:
            guard_bound(f, bound, name, Unbound.GLOBAL, value)
    return out


@lower("gstore")
def gstore(f: FunctionLowering, value: hir.Value) -> None:
    store_global(f, *global_of(value), value.args[0])


def store_global(f: FunctionLowering, module: hir.Module, name: str, value: hir.Value) -> None:
    if name in module.constants or f.program.static_global(module, name) is not None:
        return
    cell = f.engine.globals.get((module.name, name))
    offset, rep = f.program.global_slot(module.name, name)
    held = resolve(cell.find().type) if cell is not None else NONE
    f.b.op("gstore", f.get_as(value, held), imm=(MEMORY_OF[rep], offset))
    mark_bound(f, module, name, 1)


def mark_bound(f: FunctionLowering, module: hir.Module, name: str, bound: int) -> None:
    flag = f.program.bound_flag(module, name)
    if flag is not None:
        f.b.op("gstore", f.b.i32(bound), imm=("i32", f.program.global_slot(*flag)[0]))


@lower("gdel")
def gdel(f: FunctionLowering, value: hir.Value) -> None:
    module, name = global_of(value)
    offset, rep = f.program.global_slot(module.name, name)
    f.b.op("gstore", f.zero_rep(rep), imm=(MEMORY_OF[rep], offset))
    mark_bound(f, module, name, 0)


# --- cells: {content}; the header's second word says whether it is bound ----------------------------------------------


@lower("cell")
def cell(f: FunctionLowering, value: hir.Value) -> ir.Value:
    (atom,) = f.type(value)
    out = f.new_object(atom, {"content": (f.get(value.args[0]), f.type(value.args[0]))} if value.args else {})
    if value.args:
        f.b.op("store", out, f.b.i32(1), imm=("i32", 4, "bound"))
    return out


def content(f: FunctionLowering, value: hir.Value) -> tuple[CellKind, Type]:
    (atom,) = f.type(value)
    atom = find(atom)
    assert isinstance(atom, CellKind)
    return atom, resolve(atom.content.find().type)


@lower("cell.load")
def cell_load(f: FunctionLowering, value: hir.Value) -> ir.Value:
    atom, _ = content(f, value.args[0])
    base = f.get(value.args[0])
    bound = f.b.op("load", base, imm=("i32", 4, "bound"), rep=Rep.I32)
    is_free = any(name == value.imm for name, _ in f.instance.func.code.captures)
    guard_bound(f, bound, str(value.imm), Unbound.FREE if is_free else Unbound.LOCAL, value)
    return f.load_field(base, f.layout.fields(atom)[0][0], "cell")


@lower("cell.store")
def cell_store(f: FunctionLowering, value: hir.Value) -> None:
    _, held = content(f, value.args[0])
    base = f.get(value.args[0])
    f.store(base, f.get_as(value.args[1], held), 8, "cell")
    f.b.op("store", base, f.b.i32(1), imm=("i32", 4, "bound"))


@lower("cell.del")
def cell_del(f: FunctionLowering, value: hir.Value) -> None:
    f.b.op("store", f.get(value.args[0]), f.b.i32(0), imm=("i32", 4, "bound"))


# --- functions and classes as values ----------------------------------------------------------------------------------


@lower("closure")
def closure(f: FunctionLowering, value: hir.Value) -> ir.Value:
    (atom,) = f.type(value)
    assert isinstance(atom, FunctionKind)
    fields = f.layout.fields(atom)[0]
    if atom.static:
        return f.zero(f.type(value))
    given = {field.name: (f.get(a), f.type(a)) for field, a in zip(fields, value.args, strict=True)}
    return f.new_object(atom, given)


@lower("class")
def class_(f: FunctionLowering, value: hir.Value) -> ir.Value:
    (atom,) = f.type(value)
    assert isinstance(atom, ClassKind)
    code = value.imm
    assert isinstance(code, hir.Class)
    rest = list(value.args[1:] if code.has_base else value.args)
    for name in code.attributes:
        store_class_variable(f, atom.cls.attributes[name], atom.cls.order, name, rest.pop(0))
    for name in code.methods:
        func = atom.cls.methods[name]
        for k, cell in enumerate(func.cells()):
            store_class_variable(f, cell, atom.cls.order, method_variable(func, k), rest.pop(0))
    return f.zero(f.type(value))


def class_variable(f: FunctionLowering, cell: Cell, order: int, name: str) -> tuple[int, Rep]:
    key = (f"class {order}", name)
    f.engine.globals.setdefault(key, cell)
    return f.program.global_slot(*key)


def store_class_variable(f: FunctionLowering, cell: Cell, order: int, name: str, value: hir.Value) -> None:
    offset, rep = class_variable(f, cell, order, name)
    f.b.op("gstore", f.get_as(value, resolve(cell.find().type)), imm=(MEMORY_OF[rep], offset))


def load_class_variable(f: FunctionLowering, cell: Cell, order: int, name: str) -> tuple[ir.Value, Type]:
    offset, rep = class_variable(f, cell, order, name)
    return f.b.op("gload", imm=(MEMORY_OF[rep], offset), rep=rep), resolve(cell.find().type)


# --- tests and narrowing ----------------------------------------------------------------------------------------------


@lower("refine")
def refine(f: FunctionLowering, value: hir.Value) -> ir.Value:
    source = value.args[0]
    if not f.type(value):
        return f.b.none()
    if source.id in f.virtual:
        f.virtual[value.id] = f.virtual[source.id]
    return f.get_as(source, f.type(value))


@lower("isinstance")
def isinstance_(f: FunctionLowering, value: hir.Value) -> ir.Value:
    known = f.instance.known.get(value.id)
    if known is not None:
        return f.b.i32(int(known))
    operand = value.args[0]
    classes = class_atoms(f.engine, f.type(value.args[1]))
    matched = [a for a in ordered(f.type(operand)) if any(matches(f.engine, a, c) for c in classes)]
    return is_one_of(f, f.get(operand), f.type(operand), matched, classes)


def is_one_of(f: FunctionLowering, value: ir.Value, type: Type, matched: list[Kind], classes: list[Kind]) -> ir.Value:
    """I32: is the value one of these kinds? Classes are tested by ranges of their numbers."""
    b = f.b
    scalars = [a for a in matched if a in NUMBERS or a is NONE_ATOM]
    references = [a for a in matched if a not in scalars]

    def test_reference(ref: ir.Value) -> ir.Value:
        others = [a for a in references if not isinstance(a, ObjectKind)]
        out: ir.Value | None = None
        for atom in others:
            test = f.is_atom(ref, atom)
            out = test if out is None else b.op("i32.or", out, test)
        if any(isinstance(a, ObjectKind) for a in references):
            number = b.op("class_id", ref)
            for cls in classes:
                if isinstance(cls, ClassKind):
                    low, high = f.layout.class_ids[cls.cls]
                    test = b.op("i32.le_u", b.op("i32.sub", number, b.i32(low)), b.i32(high - low))
                    out = test if out is None else b.op("i32.or", out, test)
        return out if out is not None else b.i32(0)

    all_references = [a for a in type if a not in NUMBERS and a is not NONE_ATOM]
    every_reference = len(references) == len(all_references)
    if value.rep is Rep.PAIR:
        tag = b.op("pair.tag", value)
        out: ir.Value = b.i32(0)
        for atom in scalars:
            out = b.op("i32.or", out, b.op("i32.eq", tag, b.i32(TAG_OF[atom])))
        if references:
            is_ref = b.op("i32.eq", tag, b.i32(Tag.REF))
            if every_reference:
                out = b.op("i32.or", out, is_ref)
            else:
                ref = f.from_payload(b.op("pair.payload", value), Rep.REF)
                out = b.op("i32.or", out, f.merge(is_ref, lambda: test_reference(ref), lambda: b.i32(0), Rep.I32))
        return out
    if NONE_ATOM in type:
        if every_reference and not scalars:
            return b.op("i32.ne", value, b.i32(0))
        if not references:
            return b.op("i32.eqz", value)
        return f.merge(value, lambda: test_reference(value), lambda: b.i32(int(bool(scalars))), Rep.I32)
    return test_reference(value)


def truth_of(f: FunctionLowering, value: ir.Value, type: Type, origin: hir.Value) -> ir.Value:
    """I32: bool(value)."""
    b = f.b

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value:
        match atom:
            case _ if atom is BOOL_ATOM:
                return v
            case _ if atom is INT_ATOM:
                return b.op("i64.ne", v, b.i64(0))
            case _ if atom is FLOAT_ATOM:
                return b.op("f64.ne", v, b.f64(0.0))
            case _ if atom is NONE_ATOM:
                return b.i32(0)
            case _ if atom is STR_ATOM:
                return b.op("i32.ne", b.op("str.len", v), b.i32(0))
            case ListKind():
                return b.op("i32.ne", b.op("list.len", v), b.i32(0))
            case DictKind():
                return b.op("i32.ne", b.op("dict.len", v), b.i32(0))
            case TupleKind(items=items):
                return b.i32(int(bool(items)))
            case ObjectKind():
                for name in ("__bool__", "__len__"):
                    if method := atom.cls.method(name):
                        out, out_type = f.call_function(origin, method, None, [(v, frozenset({atom}))])
                        return truth_of(f, out, out_type, origin)
                return b.i32(1)
            case _:
                from weftc.lower.inspection import length_of

                if atom is RANGE_ATOM:
                    length = length_of(f, atom, v, origin)
                    assert length is not None
                    return b.op("i64.ne", length, b.i64(0))
                return b.i32(1)

    if (
        value.rep is Rep.REF
        and NONE_ATOM in type
        and all(
            isinstance(a, ObjectKind) and not a.cls.method("__bool__") and not a.cls.method("__len__")
            for a in type - NONE
        )
    ):
        return b.op("i32.ne", value, b.i32(0))
    out = f.dispatch(value, type, one_kind, BOOL)
    assert out is not None
    return out


@lower("truth")
def truth(f: FunctionLowering, value: hir.Value) -> ir.Value:
    known = f.instance.known.get(value.id)
    if known is not None:
        return f.b.i32(int(known))
    operand = value.args[0]
    return truth_of(f, f.get(operand), f.type(operand), value)


@lower("not")
def not_(f: FunctionLowering, value: hir.Value) -> ir.Value:
    return f.b.op("i32.eqz", f.get(value.args[0]))
