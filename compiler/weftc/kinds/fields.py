"""Fields of objects: which are certainly set, and the bits that say of the others whether they are: in the header's
second word, and when that is full (an exception's is the runtime's) in words of their own behind the fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.abi.memory import FIRST_FLAG, HEADER_FLAGS
from weftc.graphs import reverse_postorder
from weftc.hir import hir
from weftc.hir.operands import method_of
from weftc.ir import ir
from weftc.ir.ir import Rep

if TYPE_CHECKING:
    from weftc.kinds.class_info import ClassInfo
    from weftc.kinds.kind import Kind
    from weftc.kinds.objects import ObjectKind
    from weftc.lower.function import FunctionLowering
    from weftc.lower.layout import Layout


@dataclass(frozen=True, slots=True)
class Flag:
    """The bit that says whether a field is set. word: the name of the hidden field that has it; None: the header."""

    word: str | None
    bit: int

    def offset(self, layout: Layout, atom: Kind) -> int:
        return HEADER_FLAGS if self.word is None else layout.known_field(atom, self.word).offset

    def test(self, f: FunctionLowering, atom: Kind, v: ir.Value) -> ir.Value:
        """Not 0: the field is set."""
        return f.b.op("i32.and", self.load(f, atom, v), f.b.i32(1 << self.bit))

    def raise_(self, f: FunctionLowering, atom: Kind, v: ir.Value) -> None:
        bits = f.b.op("i32.or", self.load(f, atom, v), f.b.i32(1 << self.bit))
        f.b.op("store", v, bits, imm=("i32", self.offset(f.layout, atom), "flags"))

    def load(self, f: FunctionLowering, atom: Kind, v: ir.Value) -> ir.Value:
        return f.b.op("load", v, imm=("i32", self.offset(f.layout, atom), "flags"), rep=Rep.I32)


def unsure_fields(atom: ObjectKind) -> list[str]:
    sure = always_set(atom.cls)
    return [n for n in atom.fields if n not in sure and n not in atom.not_in_memory]


def flag_of(atom: ObjectKind, name: str) -> Flag | None:
    """None if every object has the field set."""
    if name in always_set(atom.cls):
        return None
    position = unsure_fields(atom).index(name)
    if position < atom.header_flags:
        return Flag(None, FIRST_FLAG + position)
    word, bit = divmod(position - atom.header_flags, 32)
    return Flag(word_name(word), bit)


def word_name(number: int) -> str:
    return f"set {number}"


def flag_words(atom: ObjectKind) -> list[str]:
    """The hidden fields of the flags that the header has no room for."""
    return [word_name(k) for k in range(-(-max(len(unsure_fields(atom)) - atom.header_flags, 0) // 32))]


def always_set(cls: ClassInfo) -> frozenset[str]:
    """Fields that __init__ certainly sets: stores to self on its straight path, and those of super().__init__()."""
    for base in reversed(cls.mro):  # so that none goes far down
        if base.always_set is None:
            base.always_set = _always_set(base)
    assert cls.always_set is not None
    return cls.always_set


def _always_set(cls: ClassInfo) -> frozenset[str]:
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
    return frozenset(out)


def straight_path(body: hir.Body) -> list[hir.Block]:
    """Blocks that every call runs through: those that dominate all returns."""
    order = reverse_postorder(body.blocks[0], hir.Block.successors)
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
            stack += block.successors()
        if not avoided:
            out.append(candidate)
    return out
