"""Functions of the library whose source depends on numbers: those that go through the items of tuples of known length,
written out for the number of items, and those that call something with arguments, `written_out("tuple_eq", (2, 2))`.

    def tuple_eq(a, b):
        x, y = a[0], b[0]
        if not (x is y or x == y):
            return False
        ...
        return True
"""

from __future__ import annotations

from collections.abc import Callable

#: of one tuple or two; or of a call: the name of what is called, the number of positional arguments, and the names
Size = int | tuple[int, int] | tuple[str | int, ...]


def source_of(name: str, size: Size) -> str:
    return _WRITERS[name](size)


def _pair(size: Size) -> tuple[int, int]:
    match size:
        case (int(n), int(m)):
            return n, m
    raise AssertionError(size)


def _equality(same: bool) -> Callable[[Size], str]:
    def write(size: Size) -> str:
        n, _ = _pair(size)
        name = "tuple_eq" if same else "tuple_ne"
        lines = [f"def {name}(a, b):"]
        for k in range(n):
            lines += [f"    x{k}, y{k} = a[{k}], b[{k}]", f"    if not (x{k} is y{k} or x{k} == y{k}):"]
            lines += [f"        return {not same}"]
        return "\n".join([*lines, f"    return {same}"])

    return write


def _order(name: str, op: str) -> Callable[[Size], str]:
    def write(size: Size) -> str:
        n, m = _pair(size)
        lines = [f"def {name}(a, b):"]
        for k in range(min(n, m)):
            lines += [f"    x{k}, y{k} = a[{k}], b[{k}]", f"    if not (x{k} is y{k} or x{k} == y{k}):"]
            lines += [f"        return bool(x{k} {op} y{k})"]
        longer = {"<": n < m, "<=": n <= m, ">": n > m, ">=": n >= m}[op]
        return "\n".join([*lines, f"    return {longer}"])

    return write


def _contains(size: Size) -> str:
    assert isinstance(size, int)
    lines = ["def tuple_contains(t, x):"]
    for k in range(size):
        lines += [f"    y{k} = t[{k}]", f"    if y{k} is x or y{k} == x:", "        return True"]
    return "\n".join([*lines, "    return False"])


def _repr(size: Size) -> str:
    assert isinstance(size, int)
    parts = ", ".join(f"{{t[{k}]!r}}" for k in range(size))
    return f'def tuple_repr(t):\n    return f"({parts}{"," if size == 1 else ""})"'


def _hash(size: Size) -> str:
    assert isinstance(size, int)
    hashes = ", ".join(f"hash(t[{k}])" for k in range(size))
    return f"import rt\n\n\ndef tuple_hash(t):\n    return rt.weft_hash_items([{hashes}])"


def _call(size: Size) -> str:
    """def call(f, x0, x1): return f(x0, end=x1)"""
    assert isinstance(size, tuple)
    _, n, *keywords = size
    assert isinstance(n, int)
    arguments = [f"x{k}" for k in range(n)] + [f"{word}=x{n + k}" for k, word in enumerate(keywords)]
    parameters = ["f", *(f"x{k}" for k in range(len(arguments)))]
    return f"def call({', '.join(parameters)}):\n    return f({', '.join(arguments)})"


_WRITERS: dict[str, Callable[[Size], str]] = {
    "tuple_eq": _equality(True),
    "tuple_ne": _equality(False),
    "tuple_lt": _order("tuple_lt", "<"),
    "tuple_le": _order("tuple_le", "<="),
    "tuple_gt": _order("tuple_gt", ">"),
    "tuple_ge": _order("tuple_ge", ">="),
    "tuple_contains": _contains,
    "tuple_repr": _repr,
    "tuple_hash": _hash,
    "call": _call,
}
