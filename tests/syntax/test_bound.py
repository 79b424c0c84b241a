"""Which names are bound before any use: each case is a module, and what must be found."""

from __future__ import annotations

import ast

import pytest

from weftc.syntax.bound import bound_before_use, first_uses

CASES = {
    "straight": ("import a\nb = 1\ndef f(): return a, b\nf()", "a b f"),
    "used at once": ("x = x", ""),
    "function first": ("def f(): return x\nx = 1\nf()", "f x"),
    "called first": ("def f(): return x\nf()\nx = 1", "f"),
    "called by another": ("def g(): return f()\ndef f(): return x\ng()\nx = 1", "f g"),
    "passed": ("def f(): return x\nprint(f)\nx = 1", "f"),
    "by an alias": ("def f(): return x\ng = f\nx = 1\ng()", "f g"),
    "by a lambda": ("f = lambda: x\nx = 1", "f"),
    "mutual recursion": ("print(1)\ndef f(): g()\ndef g(): f()\nf()", "f g"),
    "default": ("def f(a=x): pass\nx = 1", "f"),
    "decorator": ("@d\ndef f(): pass\ndef d(g): return g", "f"),
    "method": ("class A:\n  def m(self): return x\nA()\nx = 1", "A"),
    "method, in time": ("class A:\n  def m(self): return x\nx = 1\nA()", "A x"),
    "class body": ("def f(): return x\nclass A:\n  y = f()\nx = 1", "f A"),
    "base": ("class A:\n  def m(self): return x\nclass B(A): pass\nx = 1\nB()", "A B x"),
    "base's method": ("class A:\n  def m(self): return x\nclass B(A): pass\nB()\nx = 1", "A B"),
    "conditional": ("if c:\n  x = 1\ny = 2", "y"),
    "conditional function": ("if 1:\n  def f(): return x\nx = 1\nf()", ""),
    "nested": ("def f():\n  def g(): return x\n  return g\nf()\nx = 1", "f"),
    "unpacked": ("a, (b, *c) = 1, (2, 3)\nd: int = 4\ne: int", "a b c d"),
    "in a comprehension": ("def f(): return x\nys = [f() for _ in range(3)]\nx = 1", "f ys"),
}


@pytest.mark.parametrize("case", CASES)
def test_bound_before_use(case: str) -> None:
    text, wanted = CASES[case]
    names = ["A", "B", "a", "b", "c", "d", "e", "f", "g", "x", "y", "ys"]
    tree = ast.parse(text)
    assert bound_before_use(tree, names, first_uses(tree)) == set(wanted.split())
