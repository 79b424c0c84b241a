"""Dictionaries of each kind of key, against Python's after the same steps."""

from __future__ import annotations

import math

from checks.samples import any_float, any_int, rng, text
from kernels import encode, run

KEY_INT, KEY_STR, KEY_FLOAT, KEY_BOOL, KEY_PAIR, KEY_TUPLE = range(6)
RAW4, RAW8, REF, INT, PAIR, RAW1, NONE = range(7)


def model_run(key: int, elem: int, value: int, keys: list, steps: int) -> None:
    """Random operations beside a Python dict."""
    model: dict = {}
    calls: list[tuple] = [("dict_new", key, elem, value, rng.choice([0, 0, 5, 100]))]
    expected: list[object] = [None]
    kept = {NONE: lambda i: 0}.get(value, lambda i: i)
    shown = (lambda k: encode(k[0])) if key == KEY_TUPLE else encode

    def dump() -> str:
        return "".join(f"{shown(k)}={encode(v)};" for k, v in model.items())

    bias, taking = 0.5, False
    for step in range(steps):
        if step % 200 == 0:
            bias, taking = rng.choice([0.2, 0.5, 0.8]), rng.random() < 0.4
        k = rng.choice(keys)
        arguments = k if key == KEY_TUPLE else (k,)
        what = rng.random()
        if what < bias:
            calls.append((rng.choice(["dict_put", "dict_put_found"]), step, *arguments))
            expected.append(encode(int(k not in model)))
            model[k] = kept(step)
        elif what < 0.8 and taking:
            calls.append(("dict_take_first",))
            expected.append(shown(next(iter(model))) if model else "n")
            if model:
                model.pop(next(iter(model)))
        elif what < 0.85:
            calls.append(("dict_delete", *arguments))
            expected.append(encode(int(k in model)))
            model.pop(k, None)
        elif what < 0.97:
            calls.append(("dict_find", *arguments))
            expected.append(encode(model.get(k)) if k in model else "n")
        elif what < 0.98:
            calls.append(("dict_last",))
            expected.append(shown(list(model)[-1]) if model else "n")
        elif what < 0.99:
            calls.append(("dict_copy_dump",))
            expected.append("i1" + dump())
        elif what < 0.995:
            calls.append(("dict_dump",))
            expected.append(dump())
        elif what < 0.9953:
            calls.append(("dict_clear",))
            expected.append("")
            model.clear()
    calls += [("dict_len",), ("dict_dump",)]
    expected += [encode(len(model)), dump()]
    lines, _ = run(calls)
    for call, line, wanted in zip(calls, lines, expected):
        assert wanted is None or line == wanted, (call, line, wanted)


def check_dict_int() -> None:
    for keys in (
        list(range(7)),
        list(range(300)),
        [i << 40 for i in range(-200, 200)],
        [any_int() for _ in range(500)],
        [i * 1024 for i in range(1000)],
    ):
        model_run(KEY_INT, INT, INT, keys, 6000)


def check_dict_str() -> None:
    for keys in ([text(4) for _ in range(10)], [f"key{i}" for i in range(400)], [text(20) for _ in range(2000)]):
        for value in (INT, RAW4, NONE):
            model_run(KEY_STR, REF, value, keys, 6000)


def check_dict_float_and_bool() -> None:
    model_run(KEY_FLOAT, RAW8, INT, [x for x in (any_float() for _ in range(300)) if x == x and str(x) != "-0.0"], 6000)
    model_run(KEY_FLOAT, RAW8, RAW4, [i / 8 for i in range(-300, 300)], 6000)
    model_run(KEY_BOOL, RAW4, INT, [0, 1], 500)


def check_dict_pair() -> None:
    keys = [
        None,
        *range(-50, 50),
        *(float(i) for i in range(-50, 50)),
        *(i / 2 for i in range(99)),
        *(text(3) for _ in range(50)),
        2**60,
        2.0**60,
        2**53 + 1,
        float(2**53),
        math.inf,
    ]
    model_run(KEY_PAIR, PAIR, INT, [k for k in keys if str(k) != "-0.0"], 12000)
    model_run(KEY_PAIR, PAIR, RAW4, keys[:20] + [float(k) for k in keys[1:20]], 3000)


def check_dict_tuple() -> None:
    keys = [(i, x, s) for i in range(8) for x in (0.5, 1.0, 2.0**40) for s in ("", "a", "éé", "a" * 30)]
    model_run(KEY_TUPLE, REF, INT, keys, 6000)


def check_dict_stack() -> None:
    """Putting and taking at the end neither grows nor slows: positions at the end are given back."""
    calls: list[tuple] = [("dict_new", KEY_INT, INT, INT, 0)] + [("dict_put", 0, i) for i in range(20)]
    for i in range(100, 60100):
        calls += [("dict_put", 0, i), ("dict_delete", i)]
    lines, _ = run([*calls, ("dict_len",)])
    assert lines[-1] == "i20"


def check_dict_version() -> None:
    calls = [
        ("dict_new", KEY_INT, INT, INT, 0),
        ("dict_version",),
        ("dict_put", 1, 5),
        ("dict_version",),
        ("dict_put", 2, 5),
        ("dict_version",),
        ("dict_delete", 5),
        ("dict_version",),
    ]
    lines, _ = run(calls)
    assert lines[1] != lines[3] == lines[5] != lines[7]
