"""Loads that are the same value, and writes in between."""

from __future__ import annotations

import pytest

from tests.passes.text import counted, function, names
from weftc.ir.builder import Builder
from weftc.ir.ir import Function, Rep, Value
from weftc.passes.share import share


@pytest.mark.parametrize(("alias", "left"), [("field:1.a", 1), ("len", 2)])
def test_writes_between(alias: str, left: int) -> None:
    b = function("f", Rep.REF, result=Rep.I32)
    xs = b.function.params[0]
    first = b.op("list.len", xs)
    b.op("store", xs, first, imm=("i32", 4, alias))
    b.ret(b.op("list.len", xs))
    share(b.function, {})
    assert names(b.function).count("list.len") == left


@pytest.mark.parametrize(("alias", "left"), [("field:1.a", 1), ("len", 2)])
def test_writes_later_in_the_loop(alias: str, left: int) -> None:
    b = function("f", Rep.REF, Rep.INT)
    xs, n = b.function.params
    b.op("rt", b.op("i64.extend_i32_u", b.op("list.len", xs)), imm="weft_build_int")

    def step(b: Builder, i: Value, carried: list[Value]) -> list[Value]:
        b.op("rt", b.op("i64.extend_i32_u", b.op("list.len", xs)), imm="weft_build_int")
        b.op("store", xs, b.i32(0), imm=("i32", 4, alias))
        return []

    counted(b, n, [], step)
    b.ret()
    share(b.function, {})
    assert names(b.function).count("list.len") == left


def test_writes_on_one_of_two_ways() -> None:
    b = function("f", Rep.REF, Rep.I32, result=Rep.I32)
    xs = b.function.params[0]
    first = b.op("list.len", xs)
    then, after = b.new_block(), b.new_block()
    b.branch(b.function.params[1], then, after)
    b.at(then)
    b.op("store", xs, first, imm=("i32", 4, "len"))
    b.jump(after)
    b.at(after)
    b.ret(b.op("list.len", xs))
    share(b.function, {})
    assert names(b.function).count("list.len") == 2


TAG = 2


def looked_up(b: Builder, d: Value, key: Value) -> Value:
    return b.op("rt", d, key, b.i32(TAG), imm="weft_dict_find_int")


def stored(b: Builder, d: Value, key: Value) -> Value:
    slot = b.op("rt", d, key, b.i32(TAG), b.i32(-1), imm="weft_dict_put_int")
    b.op("store", b.op("dict.value", d, slot), key, imm=("i64", 0, "value"))
    return slot


def calls(function: Function) -> list[tuple[str, Value]]:
    """The calls, each with its last operand."""
    return [(str(v.imm), v.args[-1]) for v in function.values() if v.op == "rt"]


@pytest.mark.parametrize(
    ("between", "left"),
    [("", 1), ("weft_dict_erase", 2), ("weft_dict_clear", 2), ("weft_list_clear", 1), ("store", 1), ("call", 2)],
)
def test_keys_are_looked_up_once(between: str, left: int) -> None:
    b = function("f", Rep.REF, Rep.INT, result=Rep.I32)
    d, key = b.function.params
    slot = looked_up(b, d, key)
    match between:
        case "weft_dict_erase":
            b.op("rt", d, slot, imm=between)
        case "weft_dict_clear" | "weft_list_clear":
            b.op("rt", d, imm=between)
        case "store":  # of a value, which no look-up reads
            b.op("store", b.op("dict.value", d, slot), key, imm=("i64", 0, "value"))
        case "call":  # of what may do anything
            b.op("call", imm="g", rep=Rep.VOID)
    b.ret(looked_up(b, d, key))
    share(b.function, {})
    assert [name for name, _ in calls(b.function)].count("weft_dict_find_int") == left


def test_storing_takes_over_what_looking_up_gave() -> None:
    b = function("f", Rep.REF, Rep.INT)
    d, key = b.function.params
    slot = looked_up(b, d, key)
    stored(b, d, key)
    b.ret()
    share(b.function, {})
    assert calls(b.function)[1] == ("weft_dict_put_int", slot)


@pytest.mark.parametrize("there", [False, True])
def test_storing_where_it_is_known_whether_a_key_is_there(there: bool) -> None:
    b = function("f", Rep.REF, Rep.INT)
    d, key = b.function.params
    slot = looked_up(b, d, key)
    puts, after = b.new_block(), b.new_block()
    b.branch(slot, *((puts, after) if there else (after, puts)))
    b.at(puts)
    stored(b, d, key)
    b.jump(after)
    b.at(after)
    b.ret()
    share(b.function, {})
    left = calls(b.function)[1:]
    assert left == ([] if there else [("weft_dict_put_int", slot)])


def test_what_was_stored_is_found() -> None:
    b = function("f", Rep.REF, Rep.INT, result=Rep.I32)
    d, key = b.function.params
    slot = stored(b, d, key)
    stored(b, d, key)
    b.ret(looked_up(b, d, key))
    share(b.function, {})
    assert [name for name, _ in calls(b.function)] == ["weft_dict_put_int"]
    assert b.function.blocks[-1].term.operands() == [slot]


@pytest.mark.parametrize("other", ["dict", "key", "number"])
def test_storing_elsewhere(other: str) -> None:
    b = function("f", Rep.REF, Rep.REF, Rep.INT, Rep.INT)
    d, e, key, l = b.function.params
    if other == "number":
        key, l = b.word(1), b.word(2)
    looked_up(b, d, key)
    stored(b, e if other == "dict" else d, key if other == "dict" else l)
    b.ret()
    share(b.function, {})
    assert calls(b.function)[1][1].imm == -1


@pytest.mark.parametrize("changes", [False, True])
def test_storing_in_a_loop(changes: bool) -> None:
    """What was found before the loop is so in its first turn only, if a turn changes the dict."""
    b = function("f", Rep.REF, Rep.INT, Rep.INT)
    d, key, n = b.function.params
    looked_up(b, d, key)

    def step(b: Builder, i: Value, carried: list[Value]) -> list[Value]:
        looked_up(b, d, key)
        if changes:
            stored(b, d, i)
        return []

    counted(b, n, [], step)
    b.ret()
    share(b.function, {})
    assert [name for name, _ in calls(b.function)].count("weft_dict_find_int") == 1 + changes
