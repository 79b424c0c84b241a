"""Near names, as CPython 3.13 chooses them (`_suggestions._generate_suggestions`)."""

from __future__ import annotations

import pytest

from weftc.suggestions import BUILTIN_NAMES, behind_name_error, nearest

CASES = [
    ("total", "totals subtotal", "totals"),
    ("total", "Total totals", "Total"),
    ("total", "total tally", None),
    ("abcd", "abcd1 abcd2", "abcd1"),
    ("ax", "ab", "ab"),
    ("a", "b c", None),
    ("grösse", "größe groesse", "größe"),
    ("x" * 50 + "1", "x" * 50 + "2", "x" * 50 + "2"),
    ("q" * 41, "r" * 41, None),
]


@pytest.mark.parametrize(("name", "names", "wanted"), CASES)
def test_nearest(name: str, names: str, wanted: str | None) -> None:
    assert next(iter(nearest(name, names.split())), None) == wanted


def test_all_near_names_are_in_order() -> None:
    assert nearest("vlaue", ["glue", "value", "values", "Value", "vlau"]) == ["vlau", "glue", "value"]


def test_builtin_names() -> None:
    assert nearest("lenn", BUILTIN_NAMES) == ["len"]


def test_modules() -> None:
    assert behind_name_error("time", None) == ". Did you forget to import 'time'?"
    assert behind_name_error("time", "tim") == ". Did you mean: 'tim'? Or did you forget to import 'time'?"
    assert behind_name_error("total", None) == ""
