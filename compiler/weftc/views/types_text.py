"""Inferred types as text: for each instance of each function of the program, its parameters, variables and result.

def scale(values: list[float], by: float) -> list[float]    # scale.py:3
    total: float
"""

from __future__ import annotations

from collections.abc import Iterator

from weftc.hir import hir
from weftc.infer.engine import Engine, Instance
from weftc.kinds.kind import show
from weftc.source import Listing, Span


def list_types(engine: Engine, file: str) -> Listing:
    """Globals first, then instances in the order in which they were found; those of the library are left out. Each line
    with the line of `file` where the name is first set, or the function begins."""
    own = [instance for instance in engine.instances.values() if not instance.code.module.library]
    stores = _stores(own)
    listing = [
        (
            f"{name if module == '__main__' else f'{module}.{name}'}: {show(cell.find().type)}",
            _first_line(file, stores.get((module, name), [])),
        )
        for (module, name), cell in engine.globals.items()
        if not module.startswith(("weftc.", "class "))
    ]
    for instance in own:
        if instance.code.kind != "module":
            listing += [("", 0)] if listing else []
            listing += _list_instance(instance, file)
    return listing


def _list_instance(instance: Instance, file: str) -> Iterator[tuple[str, int]]:
    """One function for one tuple of argument types."""
    code, params = instance.code, instance.code.body().params
    cells = [*instance.func.captures, *instance.params]
    shown = ", ".join(f"{value.imm}: {show(cell.find().type)}" for value, cell in zip(params, cells, strict=True))
    head = f"def {code.qualname}({shown}) -> {show(instance.ret.find().type)}"
    yield f"{head:<60}  # {code.module.file}:{code.span.line}", _first_line(file, [code.span])
    origins = _origins(code.body())
    for name, types in variables(instance).items():
        yield f"    {name}: {' | '.join(types)}", _first_line(file, origins.get(name, []))


def variables(instance: Instance) -> dict[str, list[str]]:
    """The types that each variable takes where ways through the function meet."""
    own = {value.imm for value in instance.code.body().params}
    found: dict[str, list[str]] = {}
    for block in instance.code.body().blocks:
        for value in block.params:
            name, text = value.imm, _type_of(instance, value)
            if isinstance(name, str) and name not in own and text and text not in found.setdefault(name, []):
                found[name].append(text)
    return found


def _type_of(instance: Instance, value: hir.Value) -> str:
    type_ = instance.types.get(value.id)
    return show(type_) if type_ else ""


def _stores(instances: list[Instance]) -> dict[tuple[str, str], list[Span]]:
    """Where each global is set."""
    found: dict[tuple[str, str], list[Span]] = {}
    for instance in instances:
        for block in instance.code.body().blocks:
            for value in block.instrs:
                match value.op, value.imm:
                    case "gstore", (hir.Module(name=module), str(name)):
                        found.setdefault((module, name), []).append(value.span)
    return found


def _origins(body: hir.Body) -> dict[str, list[Span]]:
    """Where the values come from that a variable takes where ways meet."""
    found: dict[str, list[Span]] = {}
    for block in body.blocks:
        for jump in block.jumps():
            params = jump.target.params[-len(jump.args) :] if jump.args else []
            for param, argument in zip(params, jump.args, strict=True):
                if isinstance(param.imm, str) and argument.op != "param":
                    found.setdefault(param.imm, []).append(argument.span)
    return found


def _first_line(file: str, spans: list[Span]) -> int:
    return min((span.line for span in spans if span.file == file), default=0)
