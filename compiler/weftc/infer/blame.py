"""Which operands an error of an operation is about: those whose types are to blame."""

from __future__ import annotations

from weftc.hir import hir

#: what an error of these operations is about, by position
_OPERANDS: dict[str, tuple[int, ...]] = {
    "binary": (0, 1), "inplace": (0, 1), "compare": (0, 1), "index": (0, 1), "sum.add": (2,), "list.extend": (1,),
    "unary": (0,), "attr": (0,), "attr.set": (0,), "index.set": (0,), "index.del": (0,), "slice": (0,),
    "slice.set": (0,), "slice.del": (0,), "iter": (0,), "unpack": (0,), "with.exit": (0,), "raise": (0,),
    "annotated": (0,), "match.attr": (0,),
}  # fmt: skip


def operands_of(code: str, value: hir.Value) -> tuple[hir.Value, ...]:
    """The operands whose types are to blame for an error of `value`."""
    if value.op in ("call", "call_method"):
        if code in ("E0304", "E0311"):
            return (value.args[0],)
        return tuple(value.args[1:]) if code == "E0303" else ()
    return tuple(value.args[k] for k in _OPERANDS.get(value.op, ()) if k < len(value.args))
