"""What a parameter `**named` got, as a dict: for a body that does more with it than pass it on, and where one version
of a function stands for calls with different keywords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.infer.rules import rule
from weftc.ir import ir
from weftc.kinds.answer import Answer
from weftc.kinds.dict import DictKind, new_dict
from weftc.kinds.kind import NEVER, Kind, Type, find, one
from weftc.kinds.text import STR
from weftc.kinds.tuple import KeywordsKind

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


@rule("keywords")
def keywords(site: Site) -> Type:
    return site.decide(dict_of_keywords(site, site.arg()))


def dict_of_keywords(site: Site, given: Type, detail: object = None) -> Answer:
    """A new dict of what came in by name, or in a dict that a call has made. emit(v)"""
    made = site.new_dict(NEVER, NEVER, detail)
    puts, updates = {}, {}
    for atom in map(find, given):
        if isinstance(atom, KeywordsKind):
            puts[atom.names] = [made.put(site, STR, site.get(cell)) for cell in atom.items]
        else:
            assert isinstance(atom, DictKind)
            updates[atom] = made.update(site, atom)
    made = find(made)

    def emit(f: FunctionLowering, v: ir.Value) -> ir.Value:
        def one_kind(atom: Kind, x: ir.Value) -> ir.Value:
            if isinstance(atom, DictKind):
                out = new_dict(f, made, 0)
                updates[atom](f, out, x)
                return out
            assert isinstance(atom, KeywordsKind)
            out = new_dict(f, made, len(atom.names))
            for name, put, (item, _) in zip(atom.names, puts[atom.names], atom.parts(f, x), strict=True):
                put(f, out, f.string(name), item)
            return out

        out = f.dispatch(v, given, one_kind, one(made))
        assert out is not None
        return out

    return Answer(one(made), emit)


def are_keywords(type: Type) -> bool:
    """Whether a value is what some parameter `**named` got, by different calls."""
    atoms = set(map(find, type))
    return any(isinstance(atom, KeywordsKind) for atom in atoms) and all(
        isinstance(atom, KeywordsKind | DictKind) for atom in atoms
    )
