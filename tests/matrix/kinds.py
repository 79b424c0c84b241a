"""The kinds of values: a row says how such a value is made, in Python source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """`makes` are expressions: with several of them the value is a union, and each cell runs once for each.
    `setup` are the lines before; there `k` is the number of the run, and `turns` how many there are, where that isn't
    how many expressions there are."""

    name: str
    makes: tuple[str, ...]
    setup: str = ""
    turns: int = 0

    @property
    def runs(self) -> int:
        return self.turns or len(self.makes)

    @property
    def expression(self) -> str:
        *others, last = self.makes
        return "".join(f"{make} if k == {k} else " for k, make in enumerate(others)) + last


def kind(name: str, *makes: str, setup: str = "", turns: int = 0) -> Kind:
    return Kind(name, makes, setup.strip("\n"), turns)


# --- single kinds -----------------------------------------------------------------------------------------------------

SCALARS = (
    kind("int", "5"),
    kind("int_zero", "0"),
    kind("int_negative", "-3"),
    kind("bool", "True"),
    kind("bool_false", "False"),
    kind("float", "2.5"),
    kind("float_whole", "2.0"),
    kind("float_nan", "float('nan')"),
    kind("none", "None"),
    kind("not_implemented", "NotImplemented"),
    kind("str", "'abc'"),
    kind("str_empty", "''"),
    kind("str_digits", "'42'"),
    kind("str_one", "'é'"),
)

CONTAINERS = (
    kind("list_ints", "[3, 1, 2]"),
    kind("list_strs", "['b', 'a']"),
    kind("list_floats", "[2.5, 1.0]"),
    kind("list_empty", "[]"),
    kind("list_emptied", "[1][1:]"),
    kind("list_nested", "[[1, 2], [3]]"),
    kind("list_pairs", "[('a', 1), ('b', 2)]"),
    kind("list_mixed", "[1, 'a', None]"),
    kind("list_functions", "[len, str]"),
    kind("dict_str_int", "{'a': 1, 'b': 2}"),
    kind("dict_int_str", "{1: 'x', 0: 'y'}"),
    kind("dict_tuple_list", "{(1, 2): [3]}"),
    kind("dict_mixed_keys", "{None: 1, 2.5: 'f', True: []}"),
    kind("dict_empty", "{}"),
    kind("set_ints", "{3, 1, 2}"),
    kind("set_strs", "{'a'}"),
    kind("set_empty", "set()"),
    kind("set_mixed", "{None, 2.5, (1, 2)}"),
    kind("set_user", "{P()}", setup="class P:\n    def __repr__(self):\n        return 'P'"),
    kind("frozenset_ints", "frozenset([3, 1, 2])"),
    kind("frozenset_nested", "frozenset([frozenset(), frozenset([1])])"),
    kind("frozenset_empty", "frozenset()"),
    kind("tuple_pair", "(1, 'a')"),
    kind("tuple_ints", "(3, 1, 2)"),
    kind("tuple_single", "(1,)"),
    kind("tuple_nested", "((1, 2), [3])"),
    kind("tuple_empty", "()"),
    kind("tuple_unknown", "tuple([3, 1, 2])"),
    kind("tuple_unknown_empty", "tuple([0][1:])"),
    kind("range", "range(3)"),
    kind("range_empty", "range(5, 5)"),
    kind("range_down", "range(10, 0, -3)"),
)

CALLABLES = (
    kind("function", "f", setup="def f(a=1):\n    return a"),
    kind("function_of_nothing", "f", setup="def f():\n    return 7"),
    kind("lambda", "lambda a: [a]"),
    kind("closure", "f", setup="free = [k]\ndef f(a=0):\n    free.append(a)\n    return free"),
    kind("builtin_len", "len"),
    kind("builtin_sorted", "sorted"),
    kind("class_int", "int"),
    kind("class_list", "list"),
    kind("class_str", "str"),
    kind("class_exception", "ValueError"),
    kind("class_user", "P", setup="class P:\n    size = 3\n    def __init__(self, v=1):\n        self.v = v"),
    kind("class_user_exception", "E", setup="class E(Exception):\n    pass"),
    kind("bound_of_list", "xs.append", setup="xs = [1]"),
    kind("bound_of_str", "'a-b'.split"),
    kind("bound_of_dict", "d.get", setup="d = {1: 'x'}"),
    kind("bound_of_user", "P().get", setup="class P:\n    def get(self, a=0):\n        return a"),
)

_POINT = """
class P:
    def __init__(self, v=1):
        self.v = v
"""


def user(name: str, methods: str, make: str = "P()") -> Kind:
    """A class with a field `v`, and these methods."""
    lines = "\n".join("    " + line for line in methods.strip("\n").split("\n"))
    return kind("user_" + name, make, setup=_POINT + lines)


def derived(name: str, base: str, *makes: str, methods: str = "pass") -> Kind:
    """A class D that derives from a built-in one."""
    lines = "\n".join("    " + line for line in methods.strip("\n").split("\n"))
    return kind("derived_" + name, *makes, setup=f"class D({base}):\n{lines}")


DERIVED = (
    derived("list", "list", "D([3, 1, 2])"),
    derived("list_empty", "list", "D()"),
    derived("list_fields", "list", "D([1], 'n')",
            methods="def __init__(self, items, name):\n    super().__init__(items)\n    self.name = name"),
    derived("list_own", "list", "D(['b', 'a'])",
            methods="def __len__(self):\n    return super().__len__() + 1\n"
                    "def __iter__(self):\n    return iter(['i', *list.copy(self)])\n"
                    "def __contains__(self, x):\n    return x == 5\n"
                    "def __repr__(self):\n    return 'D' + super().__repr__()\n"
                    "def append(self, x):\n    super().append('own')"),
    derived("dict", "dict", "D({'a': 1, 'b': 2})"),
    derived("dict_missing", "dict", "D({1: 'x'})", methods="def __missing__(self, key):\n    return ('missing', key)"),
    derived("set", "set", "D({3, 1, 2})"),
    derived("frozenset", "frozenset", "D([3, 1, 2])"),
    derived("tuple", "tuple", "D((3, 1, 2))"),
    derived("int", "int", "D(5)"),
    derived("int_zero", "int", "D()"),
    derived("int_own", "int", "D(5)",
            methods="def __add__(self, other):\n    return 'add'\ndef __str__(self):\n    return 'five'\n"
                    "def __eq__(self, other):\n    return False\ndef __hash__(self):\n    return 3"),
    derived("float", "float", "D(2.5)"),
    derived("str", "str", "D('abc')"),
    derived("str_digits", "str", "D('42')"),
    kind("derived|list", "D([1, 2])", "[1, 2]", setup="class D(list):\n    pass"),
    kind("derived|dict|none", "D(a=1)", "{'a': 1}", "None", setup="class D(dict):\n    pass"),
    kind("derived|int", "D(5)", "5", setup="class D(int):\n    pass"),
    kind("derived|str|int", "D('a')", "'a'", "1", setup="class D(str):\n    pass"),
    kind("derived|derived", "D([1])", "E([1])", setup="class D(list):\n    pass\nclass E(D):\n    pass"),
)

INSTANCES = (
    kind("user_plain", "P()", setup=_POINT),
    kind("user_subclass", "Q()", setup=_POINT + "class Q(P):\n    def more(self):\n        return self.v + 1"),
    kind("user_without_fields", "P()", setup="class P:\n    pass"),
    user("eq", "def __eq__(self, other):\n    return isinstance(other, P) and self.v == other.v"),
    user("eq_hash", "def __eq__(self, other):\n    return isinstance(other, P) and self.v == other.v\n"
                    "def __hash__(self):\n    return hash(self.v)"),
    user("ne", "def __ne__(self, other):\n    return False"),
    user("order", "def __lt__(self, other):\n    return self.v < other.v", "P(k)"),
    user("order_reflected", "def __gt__(self, other):\n    return True\ndef __ge__(self, other):\n    return False"),
    user("bool", "def __bool__(self):\n    return self.v > 5"),
    user("len", "def __len__(self):\n    return self.v", "P(0)"),
    user("getitem", "def __len__(self):\n    return 3\n"
                    "def __getitem__(self, i):\n    if i >= 3:\n        raise IndexError('far')\n    return i * 10"),
    user("iter", "def __iter__(self):\n    return iter([self.v, 2])"),
    user("iterator", "def __iter__(self):\n    return self\n"
                     "def __next__(self):\n    if self.v > 3:\n        raise StopIteration\n"
                     "    self.v += 1\n    return self.v"),
    user("contains", "def __contains__(self, item):\n    return item == self.v"),
    user("setitem", "def __setitem__(self, key, value):\n    self.v = value\n"
                    "def __getitem__(self, key):\n    if isinstance(key, int) and key > 2:\n        raise IndexError(key)\n    return self.v\n"
                    "def __delitem__(self, key):\n    self.v = 0"),
    user("call", "def __call__(self, a=2):\n    return a + self.v"),
    user("arithmetic", "def __add__(self, other):\n    return ('add', self.v)\n"
                       "def __radd__(self, other):\n    return ('radd', self.v)\n"
                       "def __mul__(self, other):\n    return P(self.v * 2)\n"
                       "def __sub__(self, other):\n    return NotImplemented\n"
                       "def __neg__(self):\n    return P(-self.v)\n"
                       "def __abs__(self):\n    return 8\n"
                       "def __iadd__(self, other):\n    self.v += 5\n    return self"),
    user("numbers", "def __int__(self):\n    return 7\ndef __float__(self):\n    return 1.5\n"
                    "def __index__(self):\n    return 2\ndef __round__(self, n=0):\n    return n"),
    user("repr", "def __repr__(self):\n    return f'P({self.v})'"),
    user("str", "def __str__(self):\n    return 'a P'"),
    user("format", "def __format__(self, spec):\n    return f'<{spec}>'"),
    user("with", "def __enter__(self):\n    return self.v\n"
                 "def __exit__(self, kind, error, trace):\n    return kind is not None"),
    user("property", "@property\ndef size(self):\n    return self.v * 2\n"
                     "@staticmethod\ndef make():\n    return P()\n@classmethod\ndef other(cls):\n    return cls(4)"),
    user("container_field", "def add(self, a):\n    self.v.append(a)", "P([1])"),
    kind("error", "ValueError('bad')"),
    kind("error_of_two", "ValueError('bad', 2)"),
    kind("error_key", "KeyError('k')"),
    kind("error_user", "E(3)", setup="class E(Exception):\n    def __init__(self, v):\n        self.v = v"),
)

ITERATORS = (
    kind("iter_list", "iter([1, 2])"),
    kind("iter_str", "iter('ab')"),
    kind("iter_dict", "iter({'a': 1})"),
    kind("iter_range", "iter(range(2))"),
    kind("iter_empty", "iter(())"),
    kind("enumerate", "enumerate(['a', 'b'])"),
    kind("zip", "zip([1, 2], 'ab')"),
    kind("map", "map(str, [1, 2])"),
    kind("filter", "filter(None, [0, 1, 2])"),
    kind("reversed", "reversed([1, 2])"),
    kind("keys", "d.keys()", setup="d = {'a': 1, 'b': 2}"),
    kind("values", "d.values()", setup="d = {'a': 1, 'b': 2}"),
    kind("items", "d.items()", setup="d = {'a': 1, 'b': 2}"),
    kind("keys_empty", "d.keys()", setup="d = {'a': 1}\ndel d['a']"),
)

HANDLES = (
    kind("module", "math"),
    kind("file_read", "open('read.txt')",
         setup="with open('read.txt', 'w') as out:\n    print('one', file=out)\n    print('two', file=out)"),
    kind("file_write", "open('write.txt', 'w')"),
    kind("channel", "filled([1, 2])"),
    kind("channel_empty", "filled([0][1:])"),
    kind("task", "spawn(f)", setup="def f():\n    return 4"),
    kind("task_of_list", "spawn(f)", setup="def f():\n    return [1, 2]"),
    kind("mutex", "Mutex()"),
    kind("semaphore", "Semaphore(2)"),
    kind("event", "Event()"),
    kind("ok", "Ok(1)"),
    kind("err", "Err(ValueError('bad'))"),
    kind("arm", "recv(filled([1]))"),
)

# --- unions -----------------------------------------------------------------------------------------------------------

UNIONS = (
    kind("int|str", "5", "'a'"),
    kind("int|none", "5", "None"),
    kind("str|none", "'abc'", "None"),
    kind("int|float", "total", setup="total = 0\nfor i in range(k):\n    total += 0.5", turns=2),
    kind("bool|int", "True", "2"),
    kind("int|float|str", "1", "2.5", "'a'"),
    kind("int|list", "1", "[1, 2]"),
    kind("list|none", "[1, 2]", "None"),
    kind("list|tuple_known", "[1, 2]", "(1, 2)"),
    kind("list|tuple_unknown", "[1, 2]", "tuple([1, 2])"),
    kind("tuple_known|tuple_unknown", "(1, 2)", "tuple([1, 2])"),
    kind("tuple_2|tuple_3", "(1, 2)", "(1, 2, 3)"),
    kind("tuple|none", "(1, 'a')", "None"),
    kind("list_ints|list_strs", "[1]", "['a']"),
    kind("list|str", "['a', 'b']", "'ab'"),
    kind("dict|list", "{0: 1}", "[1]"),
    kind("dict|none", "{'a': 1}", "None"),
    kind("dict_str|dict_int", "{'a': 1}", "{1: 'a'}"),
    kind("set|frozenset", "{1, 2}", "frozenset([1, 2])"),
    kind("set|list", "{1, 2}", "[1, 2]"),
    kind("set|none", "{1}", "None"),
    kind("frozenset|tuple", "frozenset([1])", "(1,)"),
    kind("range|list", "range(2)", "[0, 1]"),
    kind("range|int", "range(2)", "2"),
    kind("str|dict|none", "'a'", "{'a': 1}", "None"),
    kind("user|none", "P()", "None", setup=_POINT),
    kind("user|int", "P()", "1", setup=_POINT),
    kind("user|str", "P()", "'a'", setup=_POINT),
    kind("user|subclass", "P()", "Q()",
         setup=_POINT + "    def get(self):\n        return self.v\n"
                        "class Q(P):\n    def get(self):\n        return 'q'\n    def __len__(self):\n        return 0"),
    kind("user|unrelated", "P()", "Q()",
         setup=_POINT + "class Q:\n    def __init__(self):\n        self.v = 'q'\n"
                        "    def __eq__(self, other):\n        return True\n    def __bool__(self):\n        return False\n"
                        "    def __repr__(self):\n        return 'Q()'"),
    kind("function|none", "f", "None", setup="def f(a=1):\n    return a"),
    kind("function|lambda", "f", "lambda a: -a", setup="def f(a=1):\n    return a"),
    kind("function|builtin", "f", "abs", setup="def f(a=1):\n    return a"),
    kind("function|class", "f", "int", setup="def f(a=1):\n    return a"),
    kind("function|bound", "f", "xs.append", setup="xs = [1]\ndef f(a=1):\n    return a"),
    kind("class|class", "int", "str"),
    kind("class_user|class_user", "P", "Q",
         setup=_POINT + "class Q(P):\n    def __init__(self):\n        self.v = 'q'"),
    kind("error|error", "ValueError('a')", "KeyError('k')"),
    kind("error|none", "ValueError('a')", "None"),
    kind("iter|list", "iter([1, 2])", "[1, 2]"),
    kind("keys|list", "d.keys()", "['a']", setup="d = {'a': 1}"),
    kind("channel|none", "filled([1])", "None"),
    kind("channel|list", "filled([1])", "[1]"),
    kind("task|none", "spawn(f)", "None", setup="def f():\n    return 4"),
    kind("file|none", "open('write.txt', 'w')", "None"),
    kind("ok|err", "Ok(1)", "Err(ValueError('bad'))"),
)

KINDS: dict[str, Kind] = {
    row.name: row for row in (*SCALARS, *CONTAINERS, *CALLABLES, *INSTANCES, *DERIVED, *ITERATORS, *HANDLES, *UNIONS)
}
