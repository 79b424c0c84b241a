"""Constants, parameters, globals, cells, and functions as values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.abi.memory import HEADER, HEADER_FLAGS
from weftc.abi.numbers import Unbound
from weftc.hir import hir
from weftc.hir.operands import global_of
from weftc.infer.annotations import check_annotation
from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.kinds.answer import Answer
from weftc.kinds.function import BoxKind, FunctionKind
from weftc.kinds.kind import NEVER, Cell, Kind, Type, find, held, one
from weftc.kinds.none import NONE
from weftc.kinds.numbers import BOOL, FLOAT, INT
from weftc.kinds.text import STR
from weftc.lower.variables import delete_global, guard_bound, load_global, store_global

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


def constant_type(value: object) -> Type:
    """The type of a literal."""
    match value:
        case None:
            return NONE
        case bool():
            return BOOL
        case int():
            return INT
        case float():
            return FLOAT
        case str():
            return STR
    raise AssertionError(f"constant {value!r}")


@rule("const")
def const(site: Site) -> Type:
    imm = site.value.imm
    return site.decide(Answer(constant_type(imm), lambda f: f.constant(imm)))


@rule("annotated")
def annotated(site: Site) -> Type:
    type = site.arg()
    check_annotation(site, site.value.imm, type)
    return site.decide(Answer(type, lambda f, v: v))


@rule("unbound")
def unbound(site: Site) -> Type:
    site.decide(Answer(NONE, lambda f: f.b.none()))
    return NEVER


@rule("check_bound")
def check_bound(site: Site) -> Type:
    name = str(site.value.imm)
    return site.decide(Answer(NONE, lambda f, flag: guard_bound(f, flag, name, Unbound.LOCAL, site.value)))


@rule("import")
def import_(site: Site) -> Type:
    """Runs the module's code, if it is Python's and has not run."""
    module = site.engine.program.modules.get(str(site.value.imm))
    if module is None or module.code is None:
        return site.decide(Answer(NONE, lambda f: None))
    body = site.call(site.engine.plain_function(module.code))

    def emit(f: FunctionLowering) -> None:
        b, slot = f.b, f.imported_flag(module)
        run, done = b.new_block(), b.new_block()
        b.branch(f.load_slot(slot), done, run)
        b.at(run)
        f.store_slot(slot, b.i32(1))
        body.emit(f)
        b.jump(done)
        b.at(done)

    site.decide(Answer(NONE, emit))
    return NONE


@rule("gload")
def gload(site: Site) -> Type:
    module, name = global_of(site.value)
    type = site.get(site.engine.global_cell(module, name))
    return site.decide(Answer(type, lambda f: load_global(f, site.value, module, name, type)))


@rule("gstore")
def gstore(site: Site) -> Type:
    module, name = global_of(site.value)
    type = site.arg()
    site.flow(site.engine.global_cell(module, name), type)
    site.decide(Answer(NONE, lambda f, v: store_global(f, module, name, f.real(v), type)))
    return NONE


@rule("gdel")
def gdel(site: Site) -> Type:
    module, name = global_of(site.value)
    site.decide(Answer(NONE, lambda f: delete_global(f, module, name)))
    return NONE


@rule("builtin")
def builtin(site: Site) -> Type:
    return static(site, site.engine.builtin(str(site.value.imm)))


@rule("module")
def module(site: Site) -> Type:
    return static(site, site.engine.module(str(site.value.imm)))


def static(site: Site, type: Type) -> Type:
    return site.decide(Answer(type, lambda f: f.zero(type)))


# --- boxes: {content}; the header's second word says whether it is bound ----------------------------------------------


@rule("box")
def box(site: Site) -> Type:
    atom = site.make("box", lambda: BoxKind(Cell(), str(site.value.imm)))
    initial = site.arg() if site.value.args else None
    if initial is not None:
        site.flow(atom.content, initial)
    found = find(atom)

    def emit(f: FunctionLowering, *values: ir.Value) -> ir.Value:
        if initial is None:
            return f.new_object(found, {})
        out = f.new_object(found, {"content": (f.real(values[0]), initial)})
        f.b.op("store", out, f.b.i32(1), imm=("i32", HEADER_FLAGS, "bound"))
        return out

    return site.decide(Answer(one(found), emit))


def contents(site: Site) -> BoxKind:
    (atom,) = site.arg()
    atom = find(atom)
    assert isinstance(atom, BoxKind)
    return atom


@rule("box.load")
def box_load(site: Site) -> Type:
    atom, name = contents(site), str(site.value.imm)
    is_free = any(captured == name for captured, _ in site.instance.func.code.captures)
    kind = Unbound.FREE if is_free else Unbound.LOCAL

    def emit(f: FunctionLowering, base: ir.Value) -> ir.Value:
        bound = f.b.op("load", base, imm=("i32", HEADER_FLAGS, "bound"), rep=ir.Rep.I32)
        guard_bound(f, bound, name, kind, site.value)
        return f.load_field(base, f.layout.fields(atom)[0][0], "box")

    return site.decide(Answer(site.get(atom.content), emit))


@rule("box.store")
def box_store(site: Site) -> Type:
    atom, type = contents(site), site.arg(1)
    site.flow(atom.content, type)

    def emit(f: FunctionLowering, base: ir.Value, v: ir.Value) -> None:
        f.store(base, f.convert(f.real(v), type, held(atom.content)), HEADER, "box")
        f.b.op("store", base, f.b.i32(1), imm=("i32", HEADER_FLAGS, "bound"))

    site.decide(Answer(NONE, emit))
    return NONE


@rule("box.del")
def box_del(site: Site) -> Type:
    site.decide(Answer(NONE, lambda f, base: f.b.op("store", base, f.b.i32(0), imm=("i32", HEADER_FLAGS, "bound"))))
    return NONE


# --- functions --------------------------------------------------------------------------------------------------------


@rule("closure")
def closure(site: Site) -> Type:
    code = site.value.imm
    assert isinstance(code, hir.Code)
    types = [site.type_of(a) for a in site.value.args]
    captured = len(code.captures)

    def build() -> Kind:
        if not types:
            return site.engine.plain_function(code)
        return FunctionKind(code, [Cell() for _ in types[:captured]], [Cell() for _ in types[captured:]])

    atom = site.make("closure", build)
    for cell, type in zip(atom.cells(), types, strict=True):
        site.flow(cell, type)

    def emit(f: FunctionLowering, *values: ir.Value) -> ir.Value:
        fields = f.layout.fields(atom)[0]
        if atom.is_static:
            return f.zero(one(atom))
        # behind what is given may be its identity, which isn't known yet
        given = {field.name: (f.real(v), t) for field, v, t in zip(fields, values, types, strict=False)}
        return f.new_object(atom, given)

    return site.decide(Answer(one(atom), emit))
