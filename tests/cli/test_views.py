"""Which line of the program each line of a dump belongs to."""

from __future__ import annotations

import pytest

from weftc.driver import Target, compile_program
from weftc.source import Listing
from weftc.views.view import View, list_view, view_text

PROGRAM = """import math

SCALE = 3

def area(width, height):
    total = 0.0
    for _ in range(SCALE):
        total += math.sqrt(width * height)
    return total

print(area(2.0, 8.0))
"""


def view(what: View, target: Target = "portable", text: str = PROGRAM) -> Listing:
    return list_view(compile_program("main.py", target, content=text.encode()), what, "main.py")


def test_types_point_to_where_names_are_set() -> None:
    lines = {text.partition("  #")[0].rstrip(): line for text, line in view("types")}
    assert lines == {
        "math: module math": 1,
        "SCALE: int": 3,
        "area: function area": 5,
        "": 0,
        "def area(width: float, height: float) -> float": 5,
        "    total: float": 6,
    }


@pytest.mark.parametrize("what", ["ir", "wat"])
@pytest.mark.parametrize("target", ["threads", "portable"])
def test_the_root_is_taken_in_the_line_that_says_so(what: View, target: Target) -> None:
    assert [line for text, line in view(what, target) if "f64.sqrt" in text] == [8]


@pytest.mark.parametrize("what", ["ir", "wat"])
def test_code_of_the_library_is_no_line_of_the_program(what: View) -> None:
    listing = view(what, text="print(sorted([3, 1, 2]))\n")
    assert {line for _, line in listing} == {0, 1}


def test_the_text_is_what_the_command_prints() -> None:
    assert view_text([("a", 1), ("", 0)]) == "a\n\n"
