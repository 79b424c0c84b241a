"""Inferred types as text: for each instance of each function of the program, its parameters, variables and result.

    def scale(values: list[float], by: float) -> list[float]    # scale.py:3
        total: float
"""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.engine import Engine, Instance
from weftc.infer.types import show


def print_types(engine: Engine) -> str:
    """Globals first, then instances in the order in which they were found; those of the library are left out."""
    parts = []
    lines = [
        f"{name if module == '__main__' else f'{module}.{name}'}: {show(cell.find().type)}"
        for (module, name), cell in engine.globals.items()
        if not module.startswith(("weftc.", "class "))
    ]
    if lines:
        parts.append("\n".join(lines))
    parts += [
        print_instance(instance)
        for instance in engine.instances.values()
        if not instance.code.module.library and instance.code.kind != "module"
    ]
    return "\n\n".join(parts) + "\n"


def print_instance(instance: Instance) -> str:
    """One function for one tuple of argument types."""
    code, params = instance.code, instance.code.body().params
    cells = [*instance.func.captures, *instance.params]
    shown = ", ".join(f"{value.imm}: {show(cell.find().type)}" for value, cell in zip(params, cells, strict=True))
    head = f"def {code.qualname}({shown}) -> {show(instance.ret.find().type)}"
    lines = [f"{head:<60}  # {code.module.file}:{code.span.line}"]
    lines += [f"    {name}: {' | '.join(types)}" for name, types in variables(instance).items()]
    return "\n".join(lines)


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
