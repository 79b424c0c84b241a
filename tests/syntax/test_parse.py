"""Text to tree: long chains, limits, and files that are no programs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.syntax.helpers import codes, load, verified
from weftc.diagnostics import DiagnosticSink
from weftc.source import SourceFile, SourceProblem, decode_source
from weftc.syntax.build import load_program
from weftc.syntax.chains import parse_chains
from weftc.syntax.nesting import NESTING_LIMIT

LONG = {
    "sum": "x = " + "+".join(["1"] * 20_000),
    "elif": "x = 1\nif x == 0: pass\n" + "".join(f"elif x == {n}:\n  y = {n}\n" for n in range(5000)) + "else: y = 3",
    "and": "x = 1\ny = " + " and ".join(["x"] * 5000),
    "or of ands": "x = 1\ny = " + " or ".join(["x and x"] * 2000),
    "test of ands": "x = 1\nif " + " and ".join(["x"] * 5000) + ": pass",
    "comparisons": "x = 1\ny = " + " < ".join(["x"] * 5000),
    "methods": "x = 'a'\ny = x" + ".upper()" * 200,
    "attributes": "x = 1\ny = x" + ".real" * 200,
    "strings": "x = " + " ".join(['"a"'] * 5000),
    "list": "x = [" + ", ".join(["1"] * 20_000) + "]",
    "statements": "".join(f"v{n} = {n}\n" for n in range(10_000)),
    "conditions": "x = 1\n" + "".join(f"v{n} = {n}\nif x: v{n} = 2\n" for n in range(1000)) + "print(v1, v999)",
}


@pytest.mark.parametrize("name", LONG)
def test_long_programs_are_built(name: str, tmp_path: Path) -> None:
    program, sink = load(tmp_path, LONG[name])
    assert program is not None, sink.diagnostics()
    verified(program)


DEEP = {
    "parentheses": ("x = " + "(" * 1000 + "1" + ")" * 1000, "E0111"),
    "lists": ("x = " + "[" * (NESTING_LIMIT + 1) + "]" * (NESTING_LIMIT + 1), "E0111"),
    "blocks": ("".join(" " * n + "if 1:\n" for n in range(150)) + " " * 150 + "pass", "E0111"),
    "not": ("x = 1\ny = " + "not " * 5000 + "x", "E0112"),
    "minus": ("x = 1\ny = " + "- " * 5000 + "x", "E0112"),
    "lambda": ("y = " + "lambda: " * 5000 + "1", "E0112"),
    "power": ("y = " + "2 ** " * 5000 + "1", "E0112"),
    "else": ("x = 1\ny = " + "1 if x else " * 5000 + "2", "E0112"),
    "index": ("x = 1\ny = x" + "[0]" * 5000, "E0112"),
    "else in lines": ("x = 1\ny = (\n" + "1 if x else\n" * 401 + "2)", "E0112"),
    "lambda with parameters": ("y = " + "lambda a, b=[1]: " * 401 + "1", "E0112"),
    "not in brackets": ("x = 1\ny = " + "(not not not not not " * 90 + "x" + ")" * 90, "E0112"),
    "power of minus": ("x = 1\ny = " + "x ** -" * 300 + "x", "E0112"),
    "continued lines": ("x = 1\ny = " + "not \\\n" * 500 + "x", "E0112"),
    "attributes": ("x = 1\ny = x" + ".real" * 2001, "E0112"),
    "calls": ("x = 'a'\ny = x" + ".strip()" * 1001, "E0112"),
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_programs_are_refused(name: str, tmp_path: Path) -> None:
    text, code = DEEP[name]
    assert [code for code, _ in codes(tmp_path, text)] == [code]


@pytest.mark.parametrize("text", ["x = " + "f(" * 99 + "1" + ")" * 99, "x = " + "[-" * 99 + "1" + "]" * 99])
def test_nesting_up_to_the_limit_works(text: str, tmp_path: Path) -> None:
    program, sink = load(tmp_path, "def f(x): return x\n" + text)
    assert program is not None, sink.diagnostics()
    verified(program)


BESIDE_EACH_OTHER = {
    "not": "x = 1\ny = " + "not x and " * 1000 + "1",
    "minus": "x = 1\ny = " + "x - -x ** -x + " * 1000 + "x",
    "else": "x = 1\ny = {\n" + "1: 1 if x else -1,\n" * 1000 + "}",
    "else of statements": "x = 1\n" + "x = 1 if x else 2; " * 1000,
    "else of if": "x = 1\ny = [" + "1, " * 1000 + "1,\n]\n" + "if x: x = 2\nelse: x = not x\n" * 1000,
    "lambda": "y = [" + "lambda a, b: a if b else not a, " * 1000 + "]",
    "calls": "x = 'a'\ny = [" + "x.strip().strip(), " * 2000 + "]",
    "calls in a sum": "x = 'a'\ny = (" + "x.strip().strip() +\n" * 2000 + "x)",
}


@pytest.mark.parametrize("name", BESIDE_EACH_OTHER)
def test_what_is_not_nested_may_be_long(name: str, tmp_path: Path) -> None:
    assert codes(tmp_path, BESIDE_EACH_OTHER[name]) == []


WRONG_LONG = {
    "x = (1" + "+1" * 3000 + "\n": "invalid syntax: EOF in multi-line statement",
    "x = 1" + "+1" * 3000 + " + 'a\n": "invalid syntax: unterminated string literal (detected at line 1)",
    "x = 1" + "+1" * 3000 + "\ny = = 3\n": "invalid syntax",
    "x = 1" + "+1" * 3000 + "\n  y = 3\n": "invalid syntax: unexpected indent",
}


@pytest.mark.parametrize("text", WRONG_LONG, ids=range(len(WRONG_LONG)))
def test_what_is_wrong_beside_long_chains(text: str, tmp_path: Path) -> None:
    [found] = load(tmp_path, text)[1].diagnostics()
    assert (found.code, found.message) == ("E0110", WRONG_LONG[text])


def test_brackets_in_strings_do_not_count(tmp_path: Path) -> None:
    assert codes(tmp_path, f"x = '{'(' * 500}'\n# {'[' * 500}\ny = '''{'{' * 500}'''\n") == []


OPERATORS = ["+", "-", "*", "/", "//", "%", "<<", ">>", "&", "|", "^", "@"]
CHAINS = [
    " ".join(f"a{n} {OPERATORS[n % 12]}" for n in range(100)) + " z",
    " ".join(f"a{n} {OPERATORS[n * 7 % 12]}" for n in range(100)) + " z < b + c == d",
    "f(" + " + ".join(f"a{n} * -b" for n in range(80)) + ", *c, d=[*e], g=h if " + " | ".join(["i"] * 90) + " else j)",
    "x[" + " - ".join(["é ** -k"] * 70) + "] and not y in z",
    "lambda *a, b=1: " + " % ".join(["a[b - 1]"] * 70),
    "f'{" + " + ".join(["a"] * 70) + "!r:>{w}}' + b",
]


@pytest.mark.parametrize("text", CHAINS)
def test_chains_keep_precedence_and_places(text: str) -> None:
    assert ast.dump(parse_chains(text, "x.py"), include_attributes=True) == ast.dump(
        ast.parse(text, "x.py"), include_attributes=True
    )


def test_chains_of_bracketed_terms() -> None:
    text = "x = " + " * ".join(f"(a{n} - (b + c))" for n in range(80))
    assert ast.dump(parse_chains(text, "x.py")) == ast.dump(ast.parse(text, "x.py"))


def test_elif_chains_are_put_together_again() -> None:
    chain = "if a: p\n" + "".join(f"elif b{n}:\n    q\n    if c: d\n    elif e: f\n    else: g\n" for n in range(90))
    text = f"def f():\n    pass\n{chain}else: r\nfor i in x:\n    y\nelse:\n    z\n{chain}"
    assert ast.dump(parse_chains(text, "x.py"), include_attributes=True) == ast.dump(
        ast.parse(text, "x.py"), include_attributes=True
    )


BYTES = {
    b"\0asm\1\0\0\0": "E0105",
    b"x = 1\0\n": "E0104",
    b"x = '\xff'\n": "E0103",
    b"# -*- coding: latin-1 -*-\n": "E0103",
    "x = 1\n".encode("utf-16"): "E0103",
}


@pytest.mark.parametrize("data", BYTES)
def test_bytes_that_are_no_source(data: bytes) -> None:
    problem = decode_source(data, "x.py")
    assert isinstance(problem, SourceProblem)
    assert problem.code == BYTES[data]


def test_bytes_that_are_source() -> None:
    for data in (
        b"\xef\xbb\xbfx = 1\n",
        b"#!/usr/bin/python\n# coding: utf8\r\nx = 1\r",
        b"",
        b"# vim: coding=UTF-8\n",
    ):
        assert isinstance(decode_source(data, "x.py"), SourceFile)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("")
    for name, code in (("nothing.py", "E0101"), (".", "E0102"), ("main", "E0101")):
        sink = DiagnosticSink()
        assert load_program(str(tmp_path / name), sink) is None
        assert [each.code for each in sink.diagnostics()] == [code]


def test_columns_are_code_points(tmp_path: Path) -> None:
    _, sink = load(tmp_path, "x = 'äöü🙂' + y\n")
    (found,) = sink.diagnostics()
    assert found.span is not None
    assert (found.span.column, found.span.end_column) == (13, 14)
