"""Polls: none is optimised away, each loop has what it needs, errors may come out of any."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable

import pytest

from tests.emit import corpus
from tests.emit.corpus import I64, INT, REF
from tests.emit.machine import ATTENTION, SCRATCH, STACK_TOP, WORKERS, Machine, Raised
from tests.emit.test_suspension import Blocking
from weftc.abi.numbers import Status
from weftc.emit import polls
from weftc.emit.control_flow import find_control_flow
from weftc.emit.polls import find_polls
from weftc.ir.builder import Builder, new_function
from weftc.ir.ir import Function, Rep, Value

DEADLINE_S = 60


def forever(b: Builder, body: Callable[[Value], Value], n: Value) -> Value:
    """x = n; while x != -1: x = body(x)."""
    header, inside, done = b.new_block(I64), b.new_block(), b.new_block()
    b.jump(header, n)
    b.at(header)
    (x,) = header.params
    b.branch(b.op("i64.ne", x, b.i64(-1)), inside, done)
    b.at(inside)
    b.jump(header, body(x))
    b.at(done)
    return x


def empty() -> Function:
    """while True: pass."""
    f = new_function("f", [I64, REF])
    b = Builder(f)
    loop = b.new_block()
    b.jump(loop)
    b.at(loop)
    b.jump(loop)
    return f


def two_loops() -> Function:
    """Two polled loops with no store between, only loads in them; the first ends."""
    f = new_function("f", [I64, REF], I64)
    b = Builder(f)
    n, xs = f.params
    data = b.op("list.data", xs)

    def load(x: Value) -> Value:
        return b.op("load_elem", data, b.op("i64.and", x, b.i64(0)), imm=("i64", 8, "elem:i64"))

    header, inside, second = b.new_block(I64), b.new_block(), b.new_block()
    b.jump(header, n)
    b.at(header)
    b.branch(b.op("i64.lt_s", header.params[0], b.i64(0)), inside, second)
    b.at(inside)
    b.jump(header, b.op("i64.add", header.params[0], load(header.params[0])))
    b.at(second)
    b.ret(forever(b, load, n))
    return f


def stores() -> Function:
    f = new_function("f", [I64, REF], I64)
    b = Builder(f)
    n, xs = f.params
    data = b.op("list.data", xs)

    def body(x: Value) -> Value:
        b.op("store_elem", data, b.op("i64.and", x, b.i64(0)), x, imm=("i64", 8, "elem:i64"), rep=Rep.VOID)
        return b.op("i64.and", b.op("i64.add", x, b.i64(1)), b.i64(255))

    b.ret(forever(b, body, n))
    return f


def nested() -> Function:
    """while True: for i in range(10): ..."""
    f = new_function("f", [I64, REF], I64)
    b = Builder(f)
    n, _ = f.params
    b.ret(forever(b, lambda x: corpus.counted(b, n, [x], lambda i, y: [b.op("i64.and", y, b.i64(7))])[0], b.i64(5)))
    return f


def long_count() -> Function:
    """for i in range(2**60): strip-mined."""
    f = new_function("f", [I64, REF], I64)
    b = Builder(f)
    (x,) = corpus.counted(b, b.i64(1 << 60), [f.params[0]], lambda i, x: [b.op("i64.rotl", x, i)])
    b.ret(x)
    return f


def with_call() -> Function:
    f = new_function("f", [I64, REF], I64)
    b = Builder(f)
    leaf = b.op
    b.ret(forever(b, lambda x: leaf("call", x, imm="leaf", rep=I64), f.params[0]))
    return f


def leaf() -> Function:
    f = new_function("leaf", [I64], I64)
    b = Builder(f)
    b.ret(b.op("i64.and", f.params[0], b.i64(3)))
    return f


@pytest.mark.parametrize("rotated", [False, True], ids=["top", "bottom"])
@pytest.mark.parametrize("make", [empty, two_loops, stores, nested, long_count, with_call])
def test_a_flag_set_by_another_thread_stops_the_loop(make: Callable[[], Function], rotated: bool) -> None:
    f = make()
    if rotated:
        corpus.tested_at_the_bottom(f)
    machine = Machine(corpus.program(f, leaf()))
    worker = WORKERS[0]
    machine.put(worker, 0)
    machine.put(worker + 16, STACK_TOP)
    machine.put(worker + 20, SCRATCH)
    xs = machine.new_list([0], "q")
    base = ctypes.addressof(machine.memory.data_ptr(machine.store).contents)
    word = ctypes.c_uint32.from_address(base + worker)
    ended = threading.Event()

    def run() -> None:
        machine.instances[0]["f"](machine.store, 10, xs, 1 << 16)
        ended.set()

    threading.Thread(target=run, daemon=True).start()
    assert not ended.wait(0.05), "the loop ended by itself"
    word.value = ATTENTION
    assert ended.wait(DEADLINE_S), "the loop never saw the flag"
    assert machine.status == Status.SUSPENDING


def test_an_error_at_any_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every poll of every case may raise: the error comes out, unless a handler is there."""
    monkeypatch.setattr(polls, "STRIP_TURNS", 3)
    monkeypatch.setattr(polls, "SHORT_INSTRUCTIONS", 0)

    def interrupt(machine: Machine) -> None:
        machine.polls_until = 1 << 20
        machine.throw("interrupted")

    seen = 0
    for make in corpus.CASES:
        case = make()
        for turn in range(12):
            machine = Machine(case.program(), threads=False)
            Blocking(machine)
            machine.polls_until = turn
            machine.on_switch = interrupt
            args = [machine.new_list(a[1], a[0]) if isinstance(a, tuple) else a for a in case.args]
            try:
                machine.run("f", *args)
                handled = True
            except Raised as error:
                handled = error.args[0] != "interrupted"
            if not machine.suspensions:
                break
            seen += 1
            assert not handled or "handler" in case.name, (case.name, turn)
    assert seen > 50


def strips(f: Function) -> list[bool]:
    return [strip is not None for strip in find_polls(find_control_flow(f)).strips.values()]


@pytest.mark.parametrize("rotated", [False, True], ids=["top", "bottom"])
def test_which_loops_are_strip_mined(rotated: bool) -> None:
    def kind(f: Function) -> list[bool]:
        if rotated:
            corpus.tested_at_the_bottom(f)
        return strips(f)

    assert kind(long_count()) == [True]
    assert kind(corpus.sum_list().functions[0]) == [True]
    assert kind(two_loops()) == [False, False]
    assert kind(corpus.matrix_product().functions[0]) == [False, False, True, True]
    assert kind(with_call()) == [False]


def test_tests_of_an_index_stand_before_the_strip() -> None:
    def offsets(f: Function) -> list[int]:
        (strip,) = find_polls(find_control_flow(f)).strips.values()
        assert strip is not None
        return [test.offset for test in strip.index_tests]

    (f,) = corpus.index_tests().functions
    assert offsets(f) == []  # tested at the top, the loop may not turn at all
    corpus.tested_at_the_bottom(f)
    assert offsets(f) == [0, -1]
    (header,) = (block for block in f.blocks if any(value.op == "guard" for value in block.instrs))
    second = [k for k, value in enumerate(header.instrs) if value.op == "guard"][1]
    store = f.new_value("store_elem", [header.instrs[0]] * 3, ("i64", 8, "elem:i64"), Rep.VOID, None)
    header.instrs.insert(second, store)
    assert offsets(f) == [0]  # what comes before a test must have happened when it fails


def test_a_short_loop_polls_not() -> None:
    f = new_function("f", [INT], INT)
    b = Builder(f)
    (s,) = corpus.counted(b, b.i64(5), [f.params[0]], lambda i, s: [b.op("i64.xor", s, i)])
    b.ret(s)
    assert find_polls(find_control_flow(f)).strips == {}
    machine = Machine(corpus.program(f))
    assert len(machine.functions["f"].signature.params) == 1
    assert machine.run("f", 9) == 9 ^ 0 ^ 1 ^ 2 ^ 3 ^ 4
