"""Fields of objects: which are certainly set, and the bits that say of the others whether they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.abi.memory import FIRST_FLAG
from weftc.hir import hir
from weftc.hir.operands import method_of
from weftc.infer.graph import reverse_postorder, successors

if TYPE_CHECKING:
    from weftc.kinds.class_info import ClassInfo
    from weftc.kinds.objects import ObjectKind


def flag_of(atom: ObjectKind, name: str) -> int | None:
    """The bit of the header's second word that says whether a field is set; None if every object has it set."""
    sure = always_set(atom.cls)
    if name in sure:
        return None
    unsure = [n for n in atom.fields if n not in sure and n != "args"]
    position = unsure.index(name) + FIRST_FLAG
    assert position < 32, f"{atom.cls.name} has too many fields that may be unset"
    return position


def always_set(cls: ClassInfo) -> frozenset[str]:
    """Fields that __init__ certainly sets: stores to self on its straight path, and those of super().__init__()."""
    if cls.always_set is not None:
        return cls.always_set
    out: set[str] = set()
    init = cls.method("__init__")
    if init is not None:
        owner = next(c for c in cls.mro if "__init__" in c.methods)
        body = init.code.body()
        this = body.params[len(init.code.captures)]
        for block in straight_path(body):
            for value in block.instrs:
                if value.op == "attr.set" and value.args[0] is this:
                    out.add(str(value.imm))
                if value.op == "call_method" and method_of(value)[0] == "__init__" and owner.base is not None:
                    if value.args[0].op == "super" or (len(value.args) > 1 and value.args[1] is this):
                        out |= always_set(owner.base)
    cls.always_set = frozenset(out)
    return cls.always_set


def straight_path(body: hir.Body) -> list[hir.Block]:
    """Blocks that every call runs through: those that dominate all returns."""
    order = reverse_postorder(body.blocks)
    ends = [b for b in order if isinstance(b.term, hir.Return)]
    out = []
    for candidate in order:
        # can an end be reached without it?
        seen = {candidate}
        stack = [order[0]] if order[0] is not candidate else []
        avoided = False
        while stack and not avoided:
            block = stack.pop()
            if block in seen:
                continue
            seen.add(block)
            avoided = block in ends
            stack += successors(block)
        if not avoided:
            out.append(candidate)
    return out
