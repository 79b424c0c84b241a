"""The names of the specification that this package does not have yet, and their refusal."""

from __future__ import annotations

import sys

NOT_BUILT = {
    "named objects": ("Space",),
    "the network": ("net", "http_get"),
    "machine numbers": ("i32", "u32", "i64", "u64", "f32", "f64"),
}  # fmt: skip


def refuse(name: str) -> Exception:
    """The error for `weft.<name>`: ImportError in an import statement, else AttributeError."""
    group = next((group for group, names in NOT_BUILT.items() if name in names), None)
    if group is None:
        return AttributeError(f"module 'weft' has no attribute {name!r}", name=name)
    message = f"weft.{name} is not built yet ({group})"
    if sys._getframe(2).f_globals.get("__name__") == "importlib._bootstrap":
        return ImportError(message, name="weft")
    return AttributeError(message, name=name)
