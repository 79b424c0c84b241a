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

from collections.abc import Callable, Sequence

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


def _named(size: Size) -> str:
    """Of a parameter that is lacking, whether arguments are compared, and a call of the class `cls`:

    def Queue(NAME, cls, name, x0): the object of the class that has the name, or a new one, which has it from now on
    """
    assert isinstance(size, tuple)
    lacks, compares, *call = size
    kind = call[0]
    arguments, parameters = _arguments(call)
    lines = ["import rt", "from weftc.lib.support.names import key_of, lacking, no_such_name", ""]
    lines += [f"def {kind}({', '.join(['NAME', 'cls', 'name', *parameters])}):"]
    lines += ["    if name is None:"]
    lines += [f"        raise lacking({kind!r}, {lacks!r})" if lacks else f"        return cls({', '.join(arguments)})"]
    lines += ["    key = key_of(rt.class_name(NAME), name)"]
    lines += ['    gate = rt.weft_names_gate("names", "was not free")', "    rt.weft_gate_reacquire(gate, 1)"]
    lines += ["    try:", "        kept = rt.name_find(NAME, key)", "        if kept is None:"]
    if lacks:
        lines += [f"            raise no_such_name({kind!r}, name, {lacks!r})"]
    else:
        lines += [f"            made = cls({', '.join(arguments)})"]
        lines += ["            rt.name_keep(NAME, key, rt.cell_new(made))", "            return made"]
    lines += ["        found = rt.cell_get(kept)", "    finally:", "        rt.weft_gate_release(gate, 1)"]
    lines += [f"    found._agree({', '.join(['name', *parameters])})"] if compares and arguments else []
    return "\n".join([*lines, "    return found"])


def _arguments(call: Sequence[str | int]) -> tuple[list[str], list[str]]:
    """As the call passes them on, `x0, end=x1`, and as parameters."""
    _, n, *keywords = call
    assert isinstance(n, int)
    arguments = [f"x{k}" for k in range(n)] + [f"{word}=x{n + k}" for k, word in enumerate(keywords)]
    return arguments, [f"x{k}" for k in range(len(arguments))]


def _call(size: Size) -> str:
    """def call(f, x0, x1): return f(x0, end=x1)"""
    assert isinstance(size, tuple)
    arguments, parameters = _arguments(size)
    return f"def call({', '.join(['f', *parameters])}):\n    return f({', '.join(arguments)})"


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
    "named": _named,
}
