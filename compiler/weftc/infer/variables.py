"""Constants, parameters, globals, cells, and functions as values."""

from __future__ import annotations

from weftc.hir import hir
from weftc.hir.operands import global_of
from weftc.infer.annotations import check_annotation
from weftc.infer.engine import Engine, Instance, constant_type
from weftc.infer.rules import arg, rule
from weftc.kinds.function import CellKind, FunctionKind
from weftc.kinds.kind import NEVER, Cell, Kind, Type, find, one, resolve
from weftc.kinds.scalars import NONE


@rule("const")
def const(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return constant_type(value.imm)


@rule("annotated")
def annotated(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    type = arg(instance, value)
    check_annotation(engine, instance, value, value.imm, type)
    return type


@rule("unbound")
def unbound(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return NEVER


@rule("param")
def param(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return resolve(instance.types.get(value.id, NEVER))


@rule("check_bound", "gdel", "cell.del")
def nothing(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return NONE


@rule("import")
def import_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    """Runs the module's code, if it is Python's."""
    module = engine.program.modules.get(str(value.imm))
    if module is not None and module.code is not None:
        engine.call(instance, value, engine.plain_function(module.code), [])
    return NONE


@rule("gload")
def gload(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    module, name = global_of(value)
    return engine.get(engine.global_cell(module, name))


@rule("gstore")
def gstore(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    module, name = global_of(value)
    engine.flow(engine.global_cell(module, name), arg(instance, value))
    return NONE


@rule("builtin")
def builtin(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    name = str(value.imm)
    cls = engine.builtin_classes.get(name)
    return one(cls.atom) if cls else engine.builtin(name)


@rule("module")
def module(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return engine.module(str(value.imm))


@rule("cell")
def cell(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    atom = engine.make(instance, value, "cell", lambda: CellKind(Cell(), str(value.imm)))
    assert isinstance(atom, CellKind)
    if value.args:
        engine.flow(atom.content, arg(instance, value))
    return one(find(atom))


@rule("cell.load")
def cell_load(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    out = NEVER
    for atom in arg(instance, value):
        assert isinstance(atom, CellKind)
        out = engine.join(out, engine.get(atom.content))
    return out


@rule("cell.store")
def cell_store(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    for atom in arg(instance, value):
        assert isinstance(atom, CellKind)
        engine.flow(atom.content, arg(instance, value, 1))
    return NONE


@rule("closure")
def closure(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    code = value.imm
    assert isinstance(code, hir.Code)
    captured, rest = len(code.captures), len(value.args) - len(code.captures)

    def build() -> Kind:
        if not value.args:
            return engine.plain_function(code)
        return FunctionKind(code, [Cell() for _ in range(captured)], [Cell() for _ in range(rest)])

    atom = engine.make(instance, value, "closure", build)
    assert isinstance(atom, FunctionKind)
    for k, target in enumerate(atom.cells()):
        engine.flow(target, arg(instance, value, k))
    return one(atom)
