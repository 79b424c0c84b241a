"""What the built-in modules hold: constants, functions that the compiler knows, and the library's."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.engine import Engine, Instance
from weftc.infer.rules import complain
from weftc.kinds.kind import Type, one
from weftc.kinds.scalars import FILE, FLOAT, STR

CONSTANTS: dict[str, Type] = {
    "math.pi": FLOAT, "math.e": FLOAT, "math.tau": FLOAT, "math.inf": FLOAT, "math.nan": FLOAT,
    "sys.stdin": FILE, "sys.stdout": FILE, "sys.stderr": FILE, "sys.platform": STR,
}  # fmt: skip
MODULE_CALLS = {"weft": ("spawn", "select", "recv", "send", "current", "Channel", "Task")}


def module_member(engine: Engine, instance: Instance, value: hir.Value, module: str, name: str) -> Type | None:
    """A name of a built-in module: a constant, something that the compiler knows, or the library's."""
    full = f"{module}.{name}"
    if full in CONSTANTS:
        return CONSTANTS[full]
    if full == "sys.maxsize":
        return complain(
            engine,
            "E0405",
            value,
            "sys.maxsize is beyond the ints that are built (61 bits and a sign)",
            helps=("float('inf') is greater than every int",),
        )
    if full == "sys.argv":
        return engine.join(engine.get(engine.argv), engine.new_list(instance, value, STR, "argv"))
    if full in engine.builtin_classes:
        return one(engine.builtin_classes[full].atom)
    if name in MODULE_CALLS.get(module, ()):
        return engine.builtin(full)
    if module == "rt":
        return None
    function = engine.library(module, name)
    if function is not None:
        return one(function)
    cls = engine.library_class(module, name)
    return one(cls.atom) if cls is not None else None
