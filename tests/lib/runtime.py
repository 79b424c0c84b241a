"""The runtime's calls on CPython's objects, and the library's modules loaded on top of them.

`load("kinds.list")` gives weftc/lib/kinds/list.py as an ordinary module whose `rt` is this one. So each function of
the library can be compared with the method that it stands for.
"""

from __future__ import annotations

import importlib.util
import math
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
    return any(elements_are(xs, kind) for kind in ("int", "float", "bool"))


def ranked(xs: list[Any]) -> bool:
    return raw_elements(xs) or elements_are(xs, "str")


def has_floats(xs: list[Any]) -> bool:
    return elements_are(xs, "float")


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


def weft_list_sort(xs: list[Any], reverse: bool) -> None:
    assert raw_elements(xs)
    xs.sort(reverse=bool(reverse))


def weft_list_sort_by(keys: list[Any], xs: list[Any], reverse: bool) -> bool:
    assert ranked(keys) and len(keys) == len(xs)
    if any(key != key for key in keys):
        return False
    xs[:] = [xs[i] for i in sorted(range(len(xs)), key=keys.__getitem__, reverse=reverse)]
    return True


def weft_list_insert_gap(xs: list[Any], i: int) -> None:
    xs[i:i] = [xs[i] if i < len(xs) else None]


def weft_list_remove_at(xs: list[Any], i: int) -> None:
    assert 0 <= i < len(xs)
    del xs[i]


def weft_list_eq_scalar(a: list[Any], b: list[Any], is_str: bool) -> bool:
    assert is_str == isinstance(a[0], str) == isinstance(b[0], str)
    return a == b


def weft_dict_clear(d: dict[Any, Any]) -> None:
    d.clear()


def item_or(d: dict[Any, Any], key: object, default: object) -> Any:
    return d.get(key, default)


def take_item(d: dict[Any, Any], key: object, *default: object) -> Any:
    return d.pop(key, *default)


def item_or_put(d: dict[Any, Any], key: object, default: object) -> Any:
    return d.setdefault(key, default)


def weft_dict_last(d: dict[Any, Any]) -> int:
    return len(d) - 1


def key_at(d: dict[Any, Any], position: int) -> Any:
    return list(d)[position]


def value_at(d: dict[Any, Any], position: int) -> Any:
    return d[key_at(d, position)]


def keys_erase(d: dict[Any, Any], position: int) -> None:
    del d[key_at(d, position)]


def weft_dict_copy(d: dict[Any, Any]) -> dict[Any, Any]:
    return dict(d)


# --- texts ----------------------------------------------------------------------------------------------


def weft_str_affix(s: str, part: str, end: bool) -> bool:
    return s.endswith(part) if end else s.startswith(part)


def weft_str_case(s: str, to: str) -> str:
    return str(getattr(s, {"swap": "swapcase", "fold": "casefold"}.get(to, to))())


def weft_str_count(s: str, part: str) -> int:
    return s.count(part)


def weft_str_find(s: str, part: str, start: int, stop: int, reverse: bool) -> int:
    return s.rfind(part, start, stop) if reverse else s.find(part, start, stop)


def weft_str_is(s: str, test: str) -> bool:
    return bool(getattr(s, f"is{test}")())


def weft_str_pad(s: str, width: int, fill: str, how: str) -> str:
    if how == "zeros":
        return s.zfill(width)
    return {"left": str.ljust, "right": str.rjust, "center": str.center}[how](s, width, fill)


def weft_str_remove_affix(s: str, part: str, end: bool) -> str:
    return s.removesuffix(part) if end else s.removeprefix(part)


def weft_str_replace(s: str, old: str, new: str, count: int) -> str:
    return s.replace(old, new, count)


def weft_str_split(s: str, sep: str | None, maxsplit: int, reverse: bool) -> list[str]:
    return s.rsplit(sep, maxsplit) if reverse else s.split(sep, maxsplit)


def weft_str_splitlines(s: str, keepends: bool) -> list[str]:
    return s.splitlines(bool(keepends))


def weft_str_strip(s: str, chars: str | None, sides: str) -> str:
    return {"left": str.lstrip, "right": str.rstrip, "both": str.strip}[sides](s, chars)


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


def __getattr__(name: str) -> Any:
    """weft_math_NAME of floats."""
    function = getattr(math, name.removeprefix("weft_math_"))

    def call(*args: float) -> float:
        assert all(type(x) is float for x in args)
        return float(function(*args))

    return call


def weft_math_fraction(x: float) -> float:
    return math.modf(x)[0]


def weft_math_whole(x: float) -> float:
    return math.modf(x)[1]


def weft_math_mantissa(x: float) -> float:
    return math.frexp(x)[0]


def weft_math_log_base(x: float, base: float) -> float:
    return math.log(x, base)


def weft_math_ldexp(x: float, exponent: float) -> float:
    return math.ldexp(x, int(exponent))


def weft_math_int(x: float, to: str) -> int:
    assert type(x) is float
    return math.frexp(x)[1] if to == "exponent" else int(getattr(math, to)(x))


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
