"""Dictionaries: displays, entries, lookups. What hashes and compares keys is in hashing.py."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.engine import Engine, Instance
from weftc.infer.hashing import use_key
from weftc.infer.rules import arg, complain, rule
from weftc.infer.types import NEVER, NONE, DictAtom, TupleAtom, Type, resolve, show


@rule("dict")
def dict_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    out = engine.new_dict(instance, value, NEVER, NEVER)
    for k in range(0, len(value.args), 2):
        for atom in out:
            assert isinstance(atom, DictAtom)
            store_entry(engine, instance, value, atom, arg(instance, value, k), arg(instance, value, k + 1))
    return resolve(out)


@rule("dict.set")
def dict_set(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    for atom in arg(instance, value):
        assert isinstance(atom, DictAtom)
        store_entry(engine, instance, value, atom, arg(instance, value, 1), arg(instance, value, 2))
    return NONE


@rule("dict.update")
def dict_update(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    sources = arg(instance, value, 1)
    if not all(isinstance(source, DictAtom) for source in sources):
        message = f"`**` in a dict needs a dict, not {show(sources)}"
        complain(engine, "E0303", value, message, helps=("make it one: dict(...)",))
    for atom in arg(instance, value):
        for source in sources:
            if isinstance(atom, DictAtom) and isinstance(source, DictAtom):
                store_entry(engine, instance, value, atom, engine.get(source.key), engine.get(source.value))
    return NONE


def store_entry(engine: Engine, instance: Instance, value: hir.Value, atom: DictAtom, key: Type, item: Type) -> None:
    """`value` puts an entry into a dict."""
    engine.flow(atom.key, key)
    engine.flow(atom.value, item)
    use_key(engine, instance, value, atom, key, "put")


def missing_key(engine: Engine, key: Type) -> None:
    """A lookup may raise KeyError(key): its `args` may hold such a key."""
    for atom in engine.builtin_classes["KeyError"].variants.values():
        for held in resolve(atom.fields["args"].find().type):
            if isinstance(held, TupleAtom) and len(held.items) == 1:
                engine.flow(held.items[0], key)


def same_keys(engine: Engine, atom: DictAtom, key: Type) -> None:
    """Looking up adds no key, but a tuple is only found if it is laid out as the keys are."""
    for held in engine.get(atom.key):
        for k in key:
            if isinstance(held, TupleAtom) and isinstance(k, TupleAtom) and held.group == k.group:
                engine.unify(held, k)
