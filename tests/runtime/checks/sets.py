"""Sets of each kind of key, against Python's after the same steps: what they hold, and in which order."""

from __future__ import annotations

import math

from checks.samples import any_float, any_int, rng, text
from kernels import decode, encode, run

KEY_INT, KEY_STR, KEY_FLOAT, KEY_BOOL, KEY_PAIR, KEY_TUPLE, KEY_OBJECT = range(7)
RAW4, RAW8, REF, INT, PAIR = range(5)


def model_run(key: int, elem: int, keys: list, steps: int, ordered: bool = True) -> None:
    """Random operations on two sets, beside two of Python's; `ordered`: is the order Python's?"""
    models: list[set] = [set(), set()]
    calls: list[tuple] = [("set_new", key, elem)]
    expected: list[object] = [None]

    def call(*what: object, gives: object = None) -> None:
        calls.append(what)
        expected.append(gives)

    bias = 0.5
    for step in range(steps):
        if step % 100 == 0:
            bias = rng.choice([0.2, 0.5, 0.8])
        a, b = rng.choice([(0, 1), (1, 0)])
        k, s, what = rng.choice(keys), models[a], rng.random()
        if what < bias:
            call("set_add", a, k, gives=encode(int(k not in s)))
            s.add(k)
        elif what < 0.9:
            call("set_discard", a, k, gives=encode(int(k in s)))
            s.discard(k)
        elif what < 0.95:
            call("set_contains", a, k, gives=encode(int(k in s)))
        elif what < 0.96:
            call("set_merge", a, b, gives="i0")
            s |= models[b]
        elif what < 0.97:
            call("set_copy", a, b)
            models[a] = models[b].copy()
        elif what < 0.98:
            if s and ordered:
                call("set_pop", a, gives=encode(s.pop()))
        elif what < 0.985:
            call("set_same", a, b, gives=encode(int(s == models[b])))
        elif what < 0.99:
            if ordered:
                call("set_hash", a, gives=encode(hash(frozenset(s))))
        elif what < 0.992:
            call("set_clear", a)
            s.clear()
        elif ordered:
            call("set_dump", a, gives="".join(f"{encode(k)};" for k in s))
    for a in (0, 1):
        call("set_len", a, gives=encode(len(models[a])))
        call("set_dump", a, gives="".join(f"{encode(k)};" for k in models[a]) if ordered else set(models[a]))
    lines, _ = run(calls)
    for what, line, wanted in zip(calls, lines, expected):
        if isinstance(wanted, set):
            assert {decode(part) for part in line.split(";")[:-1]} == wanted, what
        else:
            assert wanted is None or line == wanted, (what, line, wanted)


def check_set_int() -> None:
    for keys in (
        list(range(7)),
        list(range(-300, 300)),
        [i * 8 for i in range(100)],
        [i << 40 for i in range(-200, 200)],
        [i * 1024 + j for i in range(300) for j in range(2)],
        [any_int() for _ in range(500)],
        [0, 2**61 - 1, -(2**61) + 1, -(2**61), 2**61 - 2, -(2**61) + 2, -1, -2],
    ):
        model_run(KEY_INT, INT, keys, 5000)


def check_set_float_and_bool() -> None:
    model_run(KEY_FLOAT, RAW8, [x for x in (any_float() for _ in range(400)) if x == x and str(x) != "-0.0"], 5000)
    model_run(KEY_FLOAT, RAW8, [i / 8 for i in range(-300, 300)] + [math.inf, -math.inf, 5e-324, 2.0**-1074 * 3], 5000)
    model_run(KEY_BOOL, RAW4, [0, 1], 500)


def check_set_pair() -> None:
    numbers = [*range(-50, 50), *(i / 2 for i in range(99) if i % 2), 2**60, 2**53 + 1, 2.0**70, math.inf]
    model_run(KEY_PAIR, PAIR, [None, *numbers], 8000)
    model_run(KEY_PAIR, PAIR, [None, *numbers, *(text(3) for _ in range(80))], 5000, ordered=False)


def check_set_str() -> None:
    for keys in ([f"key{i}" for i in range(400)], [text(20) for _ in range(1500)]):
        model_run(KEY_STR, REF, keys, 5000, ordered=False)


def check_set_reserve_and_shrink() -> None:
    """As update() of a dict, and difference_update(), do it."""
    for size in (1, 3, 4, 5, 20, 40, 100, 1000):
        mine = set(range(0, size * 8, 8))
        other = {i * 3: None for i in range(size)}
        calls: list[tuple] = [("set_new", KEY_INT, INT), *(("set_add", 0, k) for k in range(0, size * 8, 8))]
        calls += [("set_reserve", 0, len(other)), *(("set_add", 0, k) for k in other), ("set_dump", 0)]
        mine.update(other)
        wanted = ["".join(f"i{k};" for k in mine)]
        gone = list(range(0, size * 8, 6))
        calls += [*(("set_discard", 0, k) for k in gone), ("set_shrink", 0), ("set_dump", 0)]
        mine.difference_update(gone)
        wanted.append("".join(f"i{k};" for k in mine))
        lines, _ = run(calls)
        assert [line for call, line in zip(calls, lines) if call[0] == "set_dump"] == wanted, size


def check_set_swap() -> None:
    calls: list[tuple] = [("set_new", KEY_INT, INT), ("set_add", 0, 5), ("set_add", 1, 7), ("set_add", 1, 9)]
    lines, _ = run([*calls, ("set_swap", 0, 1), ("set_dump", 0), ("set_dump", 1), ("set_len", 0)])
    assert lines[-3:] == ["i9;i7;", "i5;", "i2"]


def check_set_probe() -> None:
    """Each key of a hash is found once, however they collide."""
    hashes = [rng.choice([7, 15, 7 + 2**40, 8, -3, 2**60]) for _ in range(300)]
    calls: list[tuple] = [("set_new", KEY_OBJECT, INT)]
    for k, h in enumerate(hashes):
        calls += [("set_append", 0, h, k)]
    counts = [("set_count", 0, h) for h in sorted(set(hashes))]
    lines, _ = run([*calls, *counts, ("set_count", 0, 12345), ("set_count", 1, 7)])
    assert lines[-len(counts) - 2 :] == [f"i{hashes.count(h)}" for h in sorted(set(hashes))] + ["i0", "i0"]
