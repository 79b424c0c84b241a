"""Type errors say where the types of their operands came from."""

from __future__ import annotations

import pytest

from tests.infer.helpers import Checker
from weftc.diagnostics.data import to_data
from weftc.infer import reasons
from weftc.infer.reasons import Reasons


@pytest.fixture(autouse=True)
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of ours in finding reasons must show."""
    monkeypatch.setattr(Reasons, "explained", Reasons.labelled)


def test_through_a_parameter(check: Checker) -> None:
    said = check.rendered("""\
        def add(a, n):
            return a + n

        count = 0
        name = input()
        add(name,
            count)
        """)
    assert said == (
        """\
error[E0301]: cannot add str and int
  --> p.py:2:12
   |
 2 |     return a + n
   |            ^^^^^ str + int
   |
 5 | name = input()
   |        ------- str: from input(), through the parameter a of add at 6:1
   |
 4 | count = 0
   |         - int: from the 0, through the parameter n of add at 6:1
   |
   = help: convert one side, as in str(x) or int(text)"""
    )


def test_labels_of_one_line_stand_together(check: Checker) -> None:
    said = check.rendered("def add(a, b):\n    return a - b\n\n\nadd(1, 'x')\n")
    assert said == (
        """\
error[E0301]: cannot subtract int and str
  --> p.py:2:12
   |
 2 |     return a - b
   |            ^^^^^ int - str
   |
 5 | add(1, 'x')
   |     - int: from the 1, through the parameter a of add
   |        --- str: from the "x", through the parameter b of add
   |
   = help: convert one side, as in str(x) or int(text)"""
    )


def test_what_stands_there_is_not_told(check: Checker) -> None:
    assert check.reasons("print('a' - 1)\n") == []
    assert check.reasons("len(12)\n") == []
    assert check.reasons("[1, 2] * [3]\n") == []


def test_a_call_inside_the_operation_is_told(check: Checker) -> None:
    assert check.reasons("print(input() // 2)\n") == ["1:7 str: from input()"]


def test_the_other_module_is_named(check: Checker) -> None:
    found = check.reasons("import m\nprint(m.text - m.ask(1))\n", m="text = 's'\n\n\ndef ask(n):\n    return n\n")
    assert found == [
        '1:8 str: from the "s", through the global text',
        "2:22 int: from the 1, through the parameter n of ask, through the result of ask",
    ]


def test_where_none_came_from(check: Checker) -> None:
    text = """\
        def find(xs, n):
            for x in xs:
                if x == n:
                    return x
            return None

        def show(found):
            print(found.name)

        x = 3
        show(find([x], x))
        """
    shown = "through the result of find at 11:6, through the parameter found of show at 11:1"
    assert check.reasons(text) == [
        f"10:5 int: from the 3, through an item of a list at 11:11, {shown}",
        f"5:12 None: from the None, {shown}",
    ]


def test_a_function_that_returns_nothing(check: Checker) -> None:
    assert check.reasons("def double(n):\n    n * 2\n\n\nx = double(4)\nprint(x + 1)\n") == [
        "1:1 None: from the end of double(), through the result of double at 5:5"
    ]
    assert check.reasons("def stop():\n    return\n\n\nfor x in stop():\n    pass\n") == [
        "2:5 None: from the bare return, through the result of stop at 5:10"
    ]


def test_a_method_that_returns_nothing(check: Checker) -> None:
    assert check.reasons("xs = [2, 1]\nxs = xs.sort()\nprint(xs[0])\n") == ["2:6 None: from sort()"]
    assert check.reasons("xs = [2, 1]\nxs = xs.append(3)\nprint(xs[0])\n") == [
        "2:6 None: from append(), which returns nothing"
    ]


def test_a_default(check: Checker) -> None:
    assert check.reasons("def f(k=None):\n    return k.x\n\n\nf()\n") == ["1:7 None: from the default of k"]


def test_a_field(check: Checker) -> None:
    text = (
        "class Node:\n    def __init__(self, v):\n        self.v = v\n        self.next = None\n\n\n"
        "first = Node(1)\nother = Node(2)\n"
    )
    assert check.reasons(text + "print(other.next.v)\n") == ["4:21 None: from the None, through the field next"]
    assert check.reasons(text + "print(other.v[0])\n") == [
        "8:14 int: from the 2, through the parameter v of Node, through the field v at 3:9"
    ]


def test_a_result_comes_out_of_its_own_call(check: Checker) -> None:
    assert check.reasons("def same(x):\n    return x\n\n\na = same(1)\nb = same(2)\nprint(b.c)\n") == [
        "6:10 int: from the 2, through the parameter x of same, through the result of same"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("xs = []\nxs.append('a')\nprint(xs[0] - 1)\n", ['2:11 str: from the "a", through an item of a list']),
        ("d = {}\nd['k'] = 1\nfor k in d:\n    k - 1\n", ['2:3 str: from the "k", through a key of a dict']),
        ("d = {'k': 1}\nfor k, v in d.items():\n    v[k]\n", [
            "1:11 int: from the 1, through a value of a dict",
            '1:6 str: from the "k", through a key of a dict',
        ]),
        ("d = {'k': 1}\nprint(d.get('k') + 's')\n", [
            "1:11 int: from the 1, through a value of a dict", "2:7 None: from get()",
        ]),
        ("a, b = 1, 's'\nprint(a - b)\n", ["1:8 int: from the 1", '1:11 str: from the "s"']),
        ("for w in input().split():\n    w - 1\n", ["1:10 str: from split()"]),
        ("with open('f') as f:\n    for line in f:\n        line - 1\n", ["2:17 str: from a line of the file"]),
        ("for i in range(3):\n    i[0]\n", ["1:10 int: from range()"]),
        ("for i, w in enumerate(['a']):\n    w - 1\n", ['1:24 str: from the "a", through an item of a list']),
        ("x = max([1, 2])\nx.y\n", ["1:10 int: from the 1, through an item of a list"]),
        ("n = 4\ns = n / 2\n[1][s]\n", ["2:5 float: from the division"]),
        ("','.join([1, 2])\n", ["1:11 int: from the 1, through an item of a list"]),
        ("n = 3\nrange(1, n, 2.5)\n", []),
        ("n = 2.5\nrange(1, n)\n", ["1:5 float: from the 2.5"]),
        ("x = 5\nx()\n", ["1:5 int: from the 5"]),
        ("limit = '3'\nprint(3 < limit)\n", ['1:9 str: from the "3"']),
        ("n = 7\nprint(1 in n)\n", ["1:5 int: from the 7"]),
        ("e = 'bad'\nraise e\n", ['1:5 str: from the "bad"']),
        ("x = 'a' if len(input()) else 'b' * 2\nx: int = x\n", ['1:5 str: from the "a"']),
        ("def half(n: int):\n    return n\n\n\nx = '3'\nhalf(x)\n", ['5:5 str: from the "3"']),
        ("def f(n) -> str:\n    return n\n\n\nf(1)\n", ["5:3 int: from the 1, through the parameter n of f"]),
    ],
)  # fmt: skip
def test_origins(check: Checker, text: str, found: list[str]) -> None:
    assert check.reasons(text) == found


def test_tasks_and_channels(check: Checker) -> None:
    assert check.reasons("""\
        from weft import Channel, spawn

        def name(ch):
            ch.send(1)
            return "weft"

        ch = Channel()
        print(spawn(name, ch).join() - ch.recv())
        """) == [
        '5:12 str: from the "weft", through the result of name at 8:7',
        "4:13 int: from the 1, through a channel",
    ]


def test_cells(check: Checker) -> None:
    assert check.reasons("""\
        from weft import Shared

        s = Shared("a")
        print(s.get() - 1)
        """) == ['3:12 str: from the "a"']


def test_a_captured_variable(check: Checker) -> None:
    assert check.reasons("""\
        def outer():
            text = "a"
            def inner():
                return text - 1
            return inner()

        outer()
        """) == ['2:12 str: from the "a"']


def test_a_mistake_in_the_library_is_told_at_the_call(check: Checker) -> None:
    said = check.rendered("class N:\n    pass\n\n\nxs = [N()]\nprint(sorted(xs))\n")
    assert said == (
        """\
error[E0301]: '<' not supported between N and N
  --> p.py:6:7
   |
 6 | print(sorted(xs))
   |       ^^^^^^^^^^ in sorted()
   |
 5 | xs = [N()]
   |       --- N: from N(), through an item of a list"""
    )


def test_json_has_the_places(check: Checker) -> None:
    (diagnostic,) = check("n = 5\nn.foo\n")
    assert to_data(diagnostic, check.sources)["labels"] == [
        {"span": {"file": "p.py", "line": 1, "column": 4, "end_line": 1, "end_column": 5}, "text": "int: from the 5"}
    ]


def test_limits(check: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    chain = "def f0(x):\n    return x.y\n\n\n" + "".join(
        f"def f{n}(x):\n    return f{n - 1}(x)\n\n\n" for n in range(1, 9)
    )
    (reason,) = check.reasons(chain + "f8(1)\n")
    assert reason.count("through") == reasons.MAX_HOPS
    assert ", ..., " in reason
    monkeypatch.setattr(reasons, "MAX_PLACES", 3)
    assert check.reasons(chain + "f8(1)\n") == []
    assert len(check.reasons("def f(x):\n    x.y\n\n\n" + "x = [1, 's', 2.5, None, True, (1, 2)]\nf(x[len(x)])\n")) <= (
        reasons.MAX_REASONS
    )
