"""What library code asks of the compiler about tables of keys, dicts and sets: `rt.keys_next(d, ...)`, ...

The functions are registered as those of `runtime` are.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from weftc.abi.memory import MEMORY_OF
from weftc.infer.args import Args
from weftc.ir import ir
from weftc.kinds.answer import Answer
from weftc.kinds.dict import DictKind, load_value, take_value
from weftc.kinds.keyed import KeyedKind
from weftc.kinds.keys import key_payload, key_type, unhashable
from weftc.kinds.kind import Kind, Type, find, held, one
from weftc.kinds.none import NONE
from weftc.kinds.numbers import BOOL, INT
from weftc.kinds.set import AnySetKind, SetKind, new_set
from weftc.operations.runtime import REQUESTS, Request, emit_call, request

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


def keyed(args: Args, k: int = 0) -> KeyedKind:
    """The dict or set that an argument is."""
    (atom,) = args.types[k]
    atom = find(atom)
    assert isinstance(atom, KeyedKind)
    return atom


def dict_of(args: Args) -> DictKind:
    d = keyed(args)
    assert isinstance(d, DictKind)
    return d


def of_table(name: str, result: Type) -> Request:
    """keys_probe(d, hash, place), and the like: the runtime's call of that name for such a table."""

    def ask(site: Site, args: Args) -> Answer:
        (table,) = {atom.table for atom in map(find, args.types[0]) if isinstance(atom, KeyedKind)}
        return Answer(result, partial(emit_call, f"weft_{table}_{name}", args, result))

    return ask


REQUESTS["keys_next"] = of_table("next", INT)
REQUESTS["keys_probe"] = of_table("probe", INT)
REQUESTS["keys_position"] = of_table("position", INT)
REQUESTS["keys_version"] = of_table("version", INT)


@request("keys_erase")
def keys_erase(site: Site, args: Args) -> Answer:
    """keys_erase(d, position), or of a set a place, too."""
    if not isinstance(keyed(args), DictKind):
        return of_table("erase", NONE)(site, args)

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        d, at = values[0], f.convert(values[1], args.types[1], INT)
        f.rt("weft_dict_erase", d, f.rt("weft_dict_value_at", d, at))
        return f.b.none()

    return Answer(NONE, emit)


@request("key_at")
def key_at(site: Site, args: Args) -> Answer:
    """key_at(d, position): the key of an entry."""

    def one_kind(atom: Kind) -> Answer | None:
        if not isinstance(atom, KeyedKind):
            return None
        return Answer(site.get(atom.key), lambda f, d, at: atom.key_at(f, d, at))

    answer = site.all_cases(args.types[0], one_kind, unhashable)

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value | None:
        return answer.emit(f, values[0], f.convert(values[1], args.types[1], INT))

    return Answer(answer.type, emit)


@request("value_at")
def value_at(site: Site, args: Args) -> Answer:
    value = dict_of(args).value

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        at = f.convert(values[1], args.types[1], INT)
        return load_value(f, values[0], f.rt("weft_dict_value_at", values[0], at), held(value))

    return Answer(site.get(value), emit)


def on_entries(answer: Answer) -> Answer:
    return Answer(answer.type, lambda f, v, values: answer.emit(f, *map(f.real, values)))


def given(type: Type) -> Answer:
    """What library code passes for a key that isn't there. emit(d, key, given)"""
    return Answer(type, lambda f, d, key, value: value)


@request("item_or")
def item_or(site: Site, args: Args) -> Answer:
    """item_or(d, key, default)"""
    _, key, default = args.types
    return on_entries(dict_of(args).item_or(site, key, load_value, given(default)))


@request("take_item")
def take_item(site: Site, args: Args) -> Answer:
    """take_item(d, key), or with a default: the value of the entry, which goes."""
    d, key, default = dict_of(args), args.types[1], args.types[2:]
    if default:
        return on_entries(d.item_or(site, key, take_value, given(*default)))
    return on_entries(d.item(site, key, take_value))


@request("item_or_put")
def item_or_put(site: Site, args: Args) -> Answer:
    """item_or_put(d, key, default)"""
    _, key, default = args.types
    return on_entries(dict_of(args).item_or_put(site, key, default))


@request("append_key")
def append_key(site: Site, args: Args) -> Answer:
    """append_key(d, hash, key): the position of a new entry."""
    d = keyed(args)
    site.flow(d.key, args.types[2])

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        number = f.convert(values[1], args.types[1], INT)
        return d.rt(f, "append", values[0], number, *key_payload(f, values[2], args.types[2], held(d.key)))

    return Answer(INT, emit)


@request("key_hash")
def key_hash(site: Site, args: Args) -> Answer:
    """key_hash(key): a set's is that of the frozenset that it equals."""

    def one_kind(atom: Kind) -> Answer | None:
        return Answer(INT, lambda f, v: f.rt("weft_hash", v)) if isinstance(atom, SetKind) else atom.hash(site)

    answer = site.all_cases(args.types[0], one_kind, unhashable)
    return Answer(answer.type, lambda f, v, values: answer.emit(f, values[0]))


def set_of(args: Args, k: int = 0) -> AnySetKind:
    atom = keyed(args, k)
    assert isinstance(atom, AnySetKind)
    return atom


@request("set_like")
def set_like(site: Site, args: Args) -> Answer:
    """set_like(s): an empty one of the same class."""
    made = site.new_set() if isinstance(set_of(args), SetKind) else site.new_frozenset()
    return Answer(one(made), lambda f, v, values: new_set(f, made))


@request("set_add")
def set_add(site: Site, args: Args) -> Answer:
    """set_add(s, key)"""
    added = set_of(args).adding(site, args.types[1])

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        added.emit(f, values[1], values[0])
        return f.b.none()

    return Answer(NONE, emit)


@request("set_discard")
def set_discard(site: Site, args: Args) -> Answer:
    """set_discard(s, key): was it there?"""
    gone = set_of(args).discarding(site, args.types[1])
    return Answer(BOOL, lambda f, v, values: gone(f, *values))


@request("set_merge")
def set_merge(site: Site, args: Args) -> Answer:
    """set_merge(s, other): takes the other's keys, as far as the runtime can: Merge says what is left to do."""
    return Answer(INT, partial(emit_call, "weft_set_merge", args, INT))


@request("set_place")
def set_place(site: Site, args: Args) -> Answer:
    """set_place(s, other, position): the other's key comes to the same place."""
    s, other = set_of(args), set_of(args, 1)
    type = site.get(other.key)
    site.flow(s.key, type)

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value:
        at = f.convert(values[2], args.types[2], INT)
        item = f.convert(other.key_at(f, values[1], at), type, key_type(f, held(s.key)))
        f.b.op("store", f.rt("weft_set_place", values[0], values[1], at), item, imm=(MEMORY_OF[item.rep], 0, s.table))
        return f.b.none()

    return Answer(NONE, emit)


@request("set_swap")
def set_swap(site: Site, args: Args) -> Answer:
    """set_swap(s, other): each gets the other's keys."""
    site.engine.unify(set_of(args), set_of(args, 1))
    return Answer(NONE, partial(emit_call, "weft_set_swap", args, NONE))
