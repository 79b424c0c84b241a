"""The runtime's calls on CPython's objects, and the library's modules loaded on top of them.

`load("kinds.list")` gives weftc/lib/kinds/list.py as an ordinary module whose `rt` is this one. So each function of
the library can be compared with the method that it stands for.
"""

from __future__ import annotations

import importlib.util
import math
import re
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

LIBRARY = Path(__file__).resolve().parents[2] / "compiler" / "weftc" / "lib"

#: False: lists of numbers and texts are handled as lists of objects are
kernels = True
_loaded: dict[str, ModuleType] = {}


def load(name: str) -> Any:
    """A module of the library."""
    found = _loaded.get(name)
    if found is None:
        sys.modules["rt"] = sys.modules[__name__]
        path = LIBRARY.joinpath(*name.split(".")).with_suffix(".py")
        spec = importlib.util.spec_from_file_location(f"weftc_lib_{name}", path)
        assert spec is not None and spec.loader is not None
        found = _loaded[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(found)
        del sys.modules["rt"]
    return found


def outcome(function: Any, *args: Any, **keywords: Any) -> tuple[str, object]:
    """What a call gives, so that it can be compared: ("value", repr) or (exception's name, its text). The
    texts are those of CPython 3.13: under other versions only the name counts."""
    try:
        return "value", repr(function(*args, **keywords))
    except (Exception, SystemExit) as e:
        return type(e).__name__, str(e) if sys.version_info[:2] == (3, 13) else ""


# --- what the compiler decides --------------------------------------------------------------------------


def elements_are(xs: list[Any], kind: str) -> bool:
    return kernels and bool(xs) and all(type(x).__name__ == kind for x in xs)


def raw_elements(xs: list[Any]) -> bool:
    return any(elements_are(xs, kind) for kind in ("int", "float", "bool", "str"))


def view(x: object) -> object:
    return x


def is_plain(x: object) -> bool:
    return True


def has_keys(x: object) -> bool:
    return hasattr(x, "keys")


def class_name(x: object) -> str:
    return type(x).__name__


def unchecked(xs: list[Any], i: int) -> Any:
    assert 0 <= i < len(xs)
    return xs[i]


def truncate(xs: list[Any], n: int) -> None:
    assert 0 <= n <= len(xs)
    del xs[n:]


# --- lists and dicts ------------------------------------------------------------------------------------


def weft_list_clear(xs: list[Any]) -> None:
    del xs[:]


def weft_list_reverse(xs: list[Any]) -> None:
    xs[:] = xs[::-1]


def weft_list_sort(xs: list[Any], reverse: int) -> None:
    assert raw_elements(xs)
    xs.sort(reverse=bool(reverse))


def weft_list_insert_gap(xs: list[Any], i: int) -> None:
    xs[i:i] = [xs[i] if i < len(xs) else None]


def weft_list_remove_at(xs: list[Any], i: int) -> None:
    assert 0 <= i < len(xs)
    del xs[i]


def weft_list_eq_scalar(a: list[Any], b: list[Any], is_str: int) -> bool:
    assert is_str == isinstance(a[0], str) == isinstance(b[0], str)
    return a == b


def weft_dict_clear(d: dict[Any, Any]) -> None:
    d.clear()


def weft_dict_copy(d: dict[Any, Any]) -> dict[Any, Any]:
    return dict(d)


# --- texts ----------------------------------------------------------------------------------------------


def weft_str_affix(s: str, part: str, end: int) -> bool:
    return s.endswith(part) if end else s.startswith(part)


def weft_str_case(s: str, what: int) -> str:
    return [str.lower, str.upper, str.title, str.capitalize, str.swapcase, str.casefold][what](s)


def weft_str_count(s: str, part: str) -> int:
    return s.count(part)


def weft_str_find(s: str, part: str, start: int, stop: int, reverse: int) -> int:
    return s.rfind(part, start, stop) if reverse else s.find(part, start, stop)


_TESTS = (
    "isalpha isdigit isalnum isspace isupper islower isdecimal isnumeric isidentifier isprintable isascii istitle"
).split()


def weft_str_is(s: str, what: int) -> bool:
    return bool(getattr(s, _TESTS[what])())


def weft_str_pad(s: str, width: int, fill: str, how: int) -> str:
    return s.zfill(width) if how == 3 else [str.ljust, str.rjust, str.center][how](s, width, fill)


def weft_str_remove_affix(s: str, part: str, end: int) -> str:
    return s.removesuffix(part) if end else s.removeprefix(part)


def weft_str_replace(s: str, old: str, new: str, count: int) -> str:
    return s.replace(old, new, count)


def weft_str_split(s: str, sep: str | None, maxsplit: int, reverse: int) -> list[str]:
    return s.rsplit(sep, maxsplit) if reverse else s.split(sep, maxsplit)


def weft_str_splitlines(s: str, keepends: int) -> list[str]:
    return s.splitlines(bool(keepends))


def weft_str_strip(s: str, chars: str | None, sides: int) -> str:
    return [str.lstrip, str.rstrip, str.strip][sides - 1](s, chars)


# --- files ----------------------------------------------------------------------------------------------


def weft_file_read(f: Any, limit: int) -> str:
    return str(f.read(limit))


def weft_file_readline(f: Any, limit: int) -> str:
    return str(f.readline(limit))


def weft_file_write(f: Any, text: str) -> int:
    return int(f.write(text))


def weft_file_flush(f: Any) -> None:
    f.flush()


def weft_file_close(f: Any) -> None:
    f.close()


# --- numbers --------------------------------------------------------------------------------------------


def _rows(name: str) -> list[str]:
    """The names of an enum of runtime-c/maths.h, in order."""
    header = (LIBRARY.parents[2] / "runtime-c" / "maths.h").read_text()
    rows = re.findall(r"X\((\w+), \w+, \d\)", header) if name == "Math1" else []
    body = re.search(rf"enum {name} \{{(.*?)\}};", header, re.S)
    assert body is not None
    return rows + re.findall(r"MATH\w*?_([a-z]\w*)(?=\s*[,}\s])", body[1])


MATH1, MATH2, MATH_INT = _rows("Math1"), _rows("Math2"), _rows("MathInt")


def weft_math1(what: int, x: float) -> float:
    assert type(x) is float
    match MATH1[what]:
        case "modf_fraction":
            return math.modf(x)[0]
        case "modf_whole":
            return math.modf(x)[1]
        case "frexp_mantissa":
            return math.frexp(x)[0]
        case name:
            return float(getattr(math, name)(x))


def weft_math2(what: int, x: float, y: float) -> float:
    assert type(x) is float and type(y) is float
    if MATH2[what] == "ldexp":
        return math.ldexp(x, int(y))
    return float(getattr(math, MATH2[what])(x, y))


def weft_math_int(what: int, x: float) -> int:
    assert type(x) is float
    name = MATH_INT[what]
    return math.frexp(x)[1] if name == "frexp_exponent" else int(getattr(math, name)(x))


weft_math_gcd = math.gcd
weft_math_isqrt = math.isqrt
weft_math_comb = math.comb
weft_math_perm = math.perm
weft_math_factorial = math.factorial


# --- time and tasks -------------------------------------------------------------------------------------

weft_monotonic = time.monotonic
weft_perf_counter = time.perf_counter
weft_perf_counter_ns = time.perf_counter_ns
weft_process_time = time.process_time
weft_time = time.time
weft_time_ns = time.time_ns


def weft_cpus() -> int:
    return 2


def weft_sleep(seconds: float) -> None:
    assert type(seconds) is float


def weft_yield() -> None:
    pass
