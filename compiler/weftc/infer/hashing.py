"""Keys of dictionaries, and `hash`: what hashes and compares a key.

The runtime handles numbers, texts, and tuples of them. A dict that may hold other keys is an object dict: what looks a
key up there is lib/object_keys.py, which calls the `__hash__` and `__eq__` of the program's classes. An object of a
class with neither is equal to itself alone; since objects move, its hash is a number that it gets when it is first
asked for one, and keeps in a field of its own.
"""

from __future__ import annotations

from weftc.hir import hir
from weftc.hir.uses import uses
from weftc.infer.builtins import Call, row
from weftc.infer.engine import Engine, Instance
from weftc.infer.rules import complain, invoke
from weftc.kinds.dict import DictKind
from weftc.kinds.function import FunctionKind
from weftc.kinds.kind import NEVER, Kind, Type, find, one, resolve, show, show_atom
from weftc.kinds.objects import ClassInfo, ObjectKind
from weftc.kinds.scalars import INT, NUMBERS
from weftc.kinds.tuple import TupleKind, VarTupleKind

#: the field in which an object keeps its identity's hash
IDENTITY = "identity hash"
MAX_DEPTH = 8  # of tuples in tuples


def hash_method(cls: ClassInfo) -> FunctionKind | str:
    """The method that hashes instances, or "identity", or "unhashable": a class that defines `__eq__` alone."""
    for c in cls.mro:
        if "__hash__" in c.methods:
            return c.methods["__hash__"]
        if "__hash__" in c.attributes or "__eq__" in c.methods:
            return "unhashable"
    return "identity"


def has_objects(type: Type, depth: int = MAX_DEPTH) -> bool:
    """Does comparing such keys take the program's own code?"""
    for atom in resolve(type):
        match find(atom):
            case ObjectKind() | VarTupleKind():
                return True
            case TupleKind(items=items) if depth:
                if any(has_objects(c.find().type, depth - 1) for c in items):
                    return True
    return False


def use_key(engine: Engine, instance: Instance, value: hir.Value, atom: DictKind, key: Type, what: str) -> None:
    """`value` finds, puts or deletes (`what`) a key."""
    held = engine.get(atom.key)
    if has_objects(held):
        function = engine.library("object_keys", what)
        assert function is not None
        invoke(engine, instance, value, function, [one(atom), key])
    elif held and has_objects(key) and engine.reporting:
        complain(engine, "E0414", value, f"looking up a {show(key)} among keys of type {show(held)} isn't built")
    kinds = {type(find(a)) for a in held | key}
    if TupleKind in kinds and VarTupleKind in kinds:
        complain(
            engine,
            "E0414",
            value,
            "keys that are tuples of fixed and of any length in one dict aren't built",
            helps=("make all of them the same way: tuple(list)",),
        )


@row("hash")
def hash_(call: Call) -> Type:
    if not call.arity(1, 1):
        return NEVER
    engine, instance, value = call.engine, call.instance, call.value
    in_hash = instance.code.name == "__hash__"
    library = instance.code.module.library
    for atom in call.args[0]:
        hash_atom(engine, instance, value, find(atom))
        if isinstance(atom, TupleKind | VarTupleKind) and in_hash:
            engine.hashes_tuples = True
    if not library and not in_hash and not is_compared(instance, value):
        for atom in call.args[0]:
            if isinstance(atom, TupleKind | VarTupleKind) or (isinstance(atom, ObjectKind) and engine.hashes_tuples):
                call.complain(
                    "E0401",
                    f"hash() of {show_atom(atom)} isn't built here: that of a tuple doesn't fit into an int of 61 bits",
                    helps=("it can be used in `__hash__`, and compared with another: hash(a) == hash(b)",),
                )
    return INT


def hash_atom(engine: Engine, instance: Instance, value: hir.Value, atom: Kind) -> None:
    """Makes the instances that hashing such a value needs."""

    def library(name: str) -> None:
        function = engine.library("hashing", name)
        assert function is not None
        invoke(engine, instance, value, function, [one(atom)])

    match atom:
        case TupleKind(items=items):
            for item in items:
                for part in engine.get(item):
                    hash_atom(engine, instance, value, find(part))
        case VarTupleKind():
            library("tuple_hash")
        case ObjectKind(cls=cls):
            method = hash_method(cls)
            if isinstance(method, FunctionKind):
                invoke(engine, instance, value, method, [one(atom)])
            elif method == "identity":
                engine.flow(atom.field(IDENTITY), INT)
        case _ if atom in NUMBERS:
            library("number_hash")


def is_compared(instance: Instance, value: hir.Value) -> bool:
    """Is this hash only compared with others for equality? Then which number it is makes no difference."""

    def is_hash(other: hir.Value) -> bool:
        return other.op == "call" and other.args[0].op == "builtin" and other.args[0].imm == "hash"

    def is_comparison(user: hir.Value) -> bool:
        return user.op == "compare" and user.imm in ("==", "!=") and all(map(is_hash, user.args))

    users = uses(instance.code.body()).of(value)
    return all(isinstance(user, hir.Value) and is_comparison(user) for user in users)
