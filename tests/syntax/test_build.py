"""The form that small functions take."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.syntax.helpers import load, printed, verified
from weftc.hir.hir import Block, Body, Jump, Return, Value
from weftc.hir.verify import HirError, verify
from weftc.source import Span

SNAPSHOTS = {
    "loop": (
        """
        def f(n):
            total = 0
            for i in range(n):
                total += i
            return total
        """,
        """
        function f(%0 n):
        b0:
          %1 = const 0
          %2 = builtin range
          %3 = call (_) %2 %0
          %4 = iter %3
          jump b1(%1)
        b1(%5 total):
          for %4 b2 else b3
        b2(%6):
          %7 = inplace + %5 %6
          jump b1(%7)
        b3:
          return %5
        """,
    ),
    "narrowing": (
        """
        def f(x):
            if x is None or x == 1:
                return 0
            return x
        """,
        """
        function f(%0 x):
        b0:
          %1 = const None
          %2 = compare is %0 %1
          branch %2 b1 else b2
        b1:
          %3 = refine none %0
          jump b5
        b2:
          %4 = refine not-none %0
          %5 = const 1
          %6 = compare == %4 %5
          %7 = truth %6
          branch %7 b3 else b4
        b3:
          %8 = refine equal %4 %5
          jump b5
        b4:
          %9 = refine not-equal %4 %5
          return %9
        b5:
          %10 = const 0
          return %10
        """,
    ),
    "unbound": (
        """
        def f(c):
            if c:
                x = 1
            return x
        """,
        """
        function f(%0 c):
        b0:
          %1 = const False
          %2 = const True
          %3 = unbound
          %4 = truth %0
          branch %4 b1 else b2
        b1:
          %5 = refine truth %0
          %6 = const 1
          jump b3(%6, %2)
        b2:
          %7 = refine not-truth %0
          jump b3(%3, %1)
        b3(%8 x, %9 x is bound):
          %10 = check_bound x %9
          return %8
        """,
    ),
    "handler": (
        """
        def f(g):
            x = 1
            try:
                x = g()
                g(x)
            except ValueError:
                pass
            return x
        """,
        """
        function f(%0 g):
        b0:
          %1 = const 1
          jump b1
        b1 handler b3(%1):
          %2 = call () %0
          jump b2
        b2 handler b3(%2):
          %3 = call (_) %0 %2
          jump b8(%2)
        b3(%4 x):
          %5 = catch
          %6 = handling.enter %5
          jump b4
        b4 handler b7:
          %7 = builtin ValueError
          %8 = isinstance except %5 %7
          branch %8 b5 else b6
        b5:
          %9 = refine isinstance %5 %7
          %10 = handling.leave %6
          jump b8(%4)
        b6 handler b7:
          reraise %5
        b7:
          %11 = catch
          %12 = handling.leave %6
          reraise %11
        b8(%13 x):
          return %13
        """,
    ),
    "closure": (
        """
        def f(a):
            n = 0
            def g(b, c=2):
                nonlocal n
                n += a
                return n
            return g
        """,
        """
        function f(%0 a):
        b0:
          %1 = box n
          %2 = const 0
          %3 = box.store n %1 %2
          %4 = const 2
          %5 = closure f.<locals>.g %1 %0 %4
          return %5
        """,
    ),
    "short circuit": (
        """
        def f(a, b):
            return a or b
        """,
        """
        function f(%0 a, %1 b):
        b0:
          %2 = truth %0
          branch %2 b1 else b2
        b1:
          %3 = refine truth %0
          %4 = refine truth %0
          jump b3(%4)
        b2:
          %5 = refine not-truth %0
          jump b3(%1)
        b3(%6 or):
          return %6
        """,
    ),
    "any": (
        """
        def f(xs):
            return any(x > 1 for x in xs)
        """,
        """
        function f(%0 xs):
        b0:
          %1 = iter %0
          jump b1
        b1:
          for %1 b2 else b4
        b2(%2):
          %3 = const 1
          %4 = compare > %2 %3
          %5 = truth %4
          branch %5 b5 else b3
        b3:
          jump b1
        b4:
          %6 = const False
          jump b6(%6)
        b5:
          %7 = const True
          jump b6(%7)
        b6(%8 found):
          return %8
        """,
    ),
}


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_snapshot(name: str, tmp_path: Path) -> None:
    text, expected = SNAPSHOTS[name]
    lines = [line[8:] for line in expected.strip("\n").split("\n")]
    assert printed(tmp_path, text).rstrip() == "\n".join(lines).rstrip()


def test_each_target_is_evaluated_once(tmp_path: Path) -> None:
    form = printed(tmp_path, "def f(g):\n    g().a[g()] += 1\n    g()[1:g()] += [2]\n    g().b += 3\n")
    assert form.count("= call () ") == 5


def test_constant_tests_build_one_branch_only(tmp_path: Path) -> None:
    form = printed(
        tmp_path,
        "def f():\n    if __name__ != '__main__':\n        print(1)\n    while True:\n        pass\n",
    )
    assert "branch" not in form
    assert "print" not in form


def test_finally_is_built_once_for_each_way_out(tmp_path: Path) -> None:
    text = """
        def f(g):
            for i in g:
                try:
                    if i: return 1
                    if g: return 2
                    if f: break
                    if g: continue
                    g(i)
                finally:
                    print('done')
    """
    assert printed(tmp_path, text).count("const 'done'") == 5


def test_module_variables_are_read_without_loads(tmp_path: Path) -> None:
    program, _ = load(tmp_path, "x = 1\nx = x + 1\nprint(x)\ndef f(): return x\n")
    assert program is not None
    assert program.main.code is not None
    body = verified(program).main.code.body()  # type: ignore[union-attr]
    ops = [value.op for block in body.blocks for value in block.instrs]
    assert "gload" not in ops
    assert ops.count("gstore") == 3


GLOBAL = """
def f(xs):
    if LOG is None:
        return
    for x in xs:
        LOG.append(x)
LOG = None
"""


def test_what_a_test_says_of_a_global_holds_in_a_function(tmp_path: Path) -> None:
    form = printed(tmp_path, GLOBAL)
    assert form.count("gload LOG") == form.count("refine") + 1  # those that are narrowed, and the one tested
    written = GLOBAL + "def g():\n    global LOG\n    LOG = []\n"
    assert printed(tmp_path, written).count("gload LOG") == 2
    assert "refine" not in printed(tmp_path, written)


def test_classes_in_functions_take_variables_along(tmp_path: Path) -> None:
    text = """
        def f(a):
            b = 1
            class C:
                k = a
                def m(self, x=b): return a + x + b + self.k
            b = 2
            return C().m()
    """
    form = printed(tmp_path, text)
    assert "class f.<locals>.C %0 %0 %" in form


def test_method_defaults_and_aliases_are_arguments_of_the_class(tmp_path: Path) -> None:
    text = "class C:\n    k = 1\n    def a(self, x=2, *, y=3): pass\n    b = a\n"
    program, _ = load(tmp_path, text)
    assert program is not None
    made = program.main.classes["C"]
    assert (list(made.methods), made.attributes) == (["a", "b"], ["k"])
    assert program.main.code is not None
    (value,) = (v for block in program.main.code.body().blocks for v in block.instrs if v.op == "class")
    assert [argument.imm for argument in value.args] == [1, 2, 3, 2, 3]


SPAN = Span("x.py", 1, 0, 1, 1)


def _broken(change: str) -> Body:
    first, second = Block(0), Block(1)
    one = Value(0, "const", [], 1, SPAN)
    parameter = Value(1, "param", [], "x", SPAN)
    first.instrs, second.params = [one], [parameter]
    first.term, second.term = Jump(second, [one]), Return(parameter)
    body = Body([], [first, second], 2)
    match change:
        case "arguments":
            first.term = Jump(second, [])
        case "dominance":
            first.term = Jump(second, [parameter])
        case "operation":
            one.op = "nonsense"
        case "entry":
            second.term = Jump(first, [])
        case "handler":
            first.handler, first.handler_args = second, [one]
        case "identity":
            parameter.id = 0
    return body


@pytest.mark.parametrize("change", ["arguments", "dominance", "operation", "entry", "handler", "identity"])
def test_verifier_finds(change: str) -> None:
    verify(_broken("nothing"))
    with pytest.raises(HirError):
        verify(_broken(change))
