"""format(), and what f-strings build."""

from __future__ import annotations

from checks.samples import any_float, any_int, rng, text
from kernels import check, outcome


def any_spec(types: str) -> str:
    spec = (
        rng.choice(["", "", "<", ">", "^", "=", "*<", "é^", "0=", "日>", "😀="])
        + rng.choice(["", "", "+", "-", " "])
        + rng.choice(["", "", "", "z"])
        + rng.choice(["", "", "#"])
    )
    spec += (
        rng.choice(["", "", "0"])
        + rng.choice(["", str(rng.randrange(40)), str(rng.randrange(12))])
        + rng.choice(["", "", ",", "_"])
    )
    spec += rng.choice(["", "", f".{rng.randrange(8)}", f".{rng.randrange(40)}"]) + rng.choice(types)
    if rng.random() < 0.03:
        spec += rng.choice(["x", "!", "é", ".", ",_", "\x01", "99999999999999999999"])
    return spec


def check_format_float() -> None:
    types = ["", *"eEfFgGn%", "f", "f", "e", "g", "s", "d"]
    cases = [(x, any_spec(types)) for x in (any_float() for _ in range(60000))]
    cases += [
        (x, f".{p}{t}")
        for x in (1.7976931348623157e308, 5e-324, 0.1, 1e23, 123456.789, 9.5, 0.05, 0.0, 2.5)
        for p in (0, 1, 5, 17, 60, 400, 1100)
        for t in "efg%"
    ]
    cases += [(1.5, ".3000000000f"), (1.5, ".9999999999999f"), (1.5, "."), (1.5, ".99999999999999999999f")]
    check([(("format_float", x, spec), outcome(format, x, spec)) for x, spec in cases])


def check_format_int() -> None:
    types = ["", *"bcdoxXn", "d", "x", "eEfFgG%"[rng.randrange(7)], "s", "e", "f", "%"]
    cases = []
    for _ in range(40000):
        i, spec = any_int(), any_spec(types)
        if spec.endswith("c") and rng.random() < 0.8:
            i = rng.randrange(0x110000)
        cases.append((i, spec))
    check([(("format_int", i, spec), outcome(format, i, spec)) for i, spec in cases])
    check(
        [
            (("format_bool", b, spec), outcome(format, b, spec))
            for b in (True, False)
            for spec in ["", *(any_spec(types) for _ in range(2000))]
        ]
    )


def check_format_str() -> None:
    check(
        [
            (("format_str", s, spec), outcome(format, s, spec))
            for s, spec in ((text(), any_spec(["", "s", "s", "d"])) for _ in range(30000))
        ]
    )


def check_build() -> None:
    values = [(text(), any_int(), any_float(), rng.random() < 0.5, text(40)) for _ in range(3000)] + [
        ("é" * 70000, 1, 1.5, True, "😀" * 70000)
    ]
    check([(("build", a, i, x, b, z), f"{a}{i}{x}{b}None{z}") for a, i, x, b, z in values])
