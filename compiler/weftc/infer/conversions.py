"""Built-ins that make a value of another kind: numbers, texts, lists, dictionaries, tuples."""

from __future__ import annotations

from weftc.infer.builtins import Call, items_of, row
from weftc.infer.hashing import use_key
from weftc.infer.iteration import atom_items
from weftc.infer.text import repr_of, str_of
from weftc.infer.types import (
    BOOL,
    BOOL_ATOM,
    FLOAT,
    INT,
    INT_ATOM,
    NEVER,
    NUMBERS,
    STR,
    STR_ATOM,
    DictAtom,
    InstAtom,
    ListAtom,
    TupleAtom,
    Type,
    find,
    one,
    show,
    show_atom,
)


@row("int")
def int_(call: Call) -> Type:
    return number_from(call, "__int__", INT) if call.arity(0, 2, ("base",)) else NEVER


@row("float")
def float_(call: Call) -> Type:
    return number_from(call, "__float__", FLOAT) if call.arity(0, 1) else NEVER


def number_from(call: Call, special: str, made: Type) -> Type:
    for atom in call.positional[0] if call.positional else ():
        if isinstance(atom, InstAtom) and (method := atom.cls.method(special)):
            call.invoke(method, [one(atom)])
        elif atom not in NUMBERS and atom is not STR_ATOM and len(call.positional[0]) == 1:
            return call.complain("E0303", f"{call.name}() can't convert {show_atom(atom)}")
    return made


@row("bool")
def bool_(call: Call) -> Type:
    if not call.arity(0, 1):
        return NEVER
    for atom in call.args[0] if call.args else ():
        if isinstance(atom, InstAtom):
            for name in ("__bool__", "__len__"):
                if method := atom.cls.method(name):
                    call.invoke(method, [one(atom)])
                    break
    return BOOL


@row("str")
def str_(call: Call) -> Type:
    if not call.arity(0, 1):
        return NEVER
    if call.args:
        str_of(call.engine, call.instance, call.value, call.args[0])
    return STR


@row("repr", "ascii")
def repr_(call: Call) -> Type:
    if not call.arity(1, 1):
        return NEVER
    repr_of(call.engine, call.instance, call.value, call.args[0])
    if call.name == "ascii" and (function := call.engine.library("text", "to_ascii")):
        call.invoke(function, [STR])
    return STR


@row("format")
def format_(call: Call) -> Type:
    if not call.arity(1, 2):
        return NEVER
    str_of(call.engine, call.instance, call.value, call.args[0])
    return STR


@row("ord")
def ord_(call: Call) -> Type:
    if not call.arity(1, 1):
        return NEVER
    return INT if STR_ATOM in call.args[0] else call.complain("E0303", f"ord() needs a str, not {show(call.args[0])}")


@row("chr")
def chr_(call: Call) -> Type:
    if not call.arity(1, 1):
        return NEVER
    return (
        STR
        if call.args[0] & {INT_ATOM, BOOL_ATOM}
        else call.complain("E0303", f"chr() needs an int, not {show(call.args[0])}")
    )


@row("list")
def list_(call: Call) -> Type:
    if not call.arity(0, 1):
        return NEVER
    out = call.engine.new_list(call.instance, call.value, NEVER)
    return call.engine.new_list(call.instance, call.value, items_of(call, call.args[0])) if call.args else out


@row("dict")
def dict_(call: Call) -> Type:
    engine, instance, value = call.engine, call.instance, call.value
    (made,) = engine.new_dict(instance, value, NEVER, NEVER)

    def store(key: Type, item: Type) -> None:
        for atom in engine.new_dict(instance, value, key, item):
            assert isinstance(atom, DictAtom)
            use_key(engine, instance, value, atom, key, "put")

    for atom in call.positional[0] if call.positional else ():
        if isinstance(atom, DictAtom):
            store(engine.get(atom.key), engine.get(atom.value))
            continue
        items = atom_items(engine, instance, value, atom)
        if items is None:
            return call.complain("E0303", f"{show_atom(atom)} is not iterable")
        for pair in items:
            if isinstance(pair, TupleAtom) and len(pair.items) == 2:
                store(engine.get(pair.items[0]), engine.get(pair.items[1]))
            elif isinstance(pair, ListAtom):
                store(engine.get(pair.elem), engine.get(pair.elem))
            else:
                return call.complain("E0303", f"dict() needs pairs, not {show_atom(pair)}")
    for k, _ in enumerate(call.shape.keywords):
        store(STR, call.args[len(call.positional) + k])
    return one(find(made))


@row("tuple")
def tuple_(call: Call) -> Type:
    if not call.arity(0, 1):
        return NEVER
    if not call.args:
        return call.engine.new_tuple(call.instance, call.value, [])
    if len(call.args[0]) == 1 and isinstance(next(iter(call.args[0])), TupleAtom):
        return call.args[0]
    return call.engine.new_vartuple(call.instance, call.value, items_of(call, call.args[0]))
