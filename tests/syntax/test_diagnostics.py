"""How diagnostics look, as text and as data, and the table of codes."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, fields
from pathlib import Path

import pytest

from tests.syntax.helpers import rendered
from weftc.diagnostics import (
    Diagnostic,
    DiagnosticSink,
    Label,
    error,
    explain,
    lookup,
    near_name,
    render,
)
from weftc.diagnostics.data import DiagnosticData, SpanData, to_data
from weftc.diagnostics.table import TABLE
from weftc.source import SourceFile, Span


def test_rendered_name(tmp_path: Path) -> None:
    assert rendered(tmp_path, "def f(count):\n\treturn cuont + 1  # é\n") == (
        "error[E0201]: the name `cuont` is not defined\n"
        "  --> program.py:2:9\n"
        "   |\n"
        " 2 |     return cuont + 1  # é\n"
        "   |            ^^^^^ not defined\n"
        "   |\n"
        "   = help: did you mean `count`?\n"
        "\n"
        "1 error; `weft explain E0201` tells more\n"
    )


def test_rendered_syntax_error(tmp_path: Path) -> None:
    assert rendered(tmp_path, "x = 3\nif x > 2\n    print(x)\n") == (
        "error[E0110]: invalid syntax: expected ':'\n"
        "  --> program.py:2:9\n"
        "   |\n"
        " 2 | if x > 2\n"
        "   |         ^\n"
        "\n"
        "1 error; `weft explain E0110` tells more\n"
    )


def test_rendered_without_place(tmp_path: Path) -> None:
    diagnostic = error("E0101", "no such file: x.py", helps=("did you mean y.py?",))
    assert render(diagnostic, {}) == "error[E0101]: no such file: x.py\n   = help: did you mean y.py?"


def _labelled() -> tuple[Diagnostic, dict[str, SourceFile]]:
    sources = {"a.py": SourceFile("a.py", "x = 1\n" * 9 + "名 = x + y\n"), "b.py": SourceFile("b.py", "z\n")}
    labels = [Label(Span("a.py", 1, 0, 1, 1), "x: int"), Label(Span("b.py", 1, 0, 1, 1), "z")]
    return (
        error("E0301", "m", Span("a.py", 10, 4, 10, 9), "here", labels=labels, notes=("two\nlines",)),
        sources,
    )


def test_rendered_labels() -> None:
    diagnostic, sources = _labelled()
    assert render(diagnostic, sources) == (
        "error[E0301]: m\n"
        "   --> a.py:10:5\n"
        "    |\n"
        " 10 | 名 = x + y\n"
        "    |      ^^^^^ here\n"
        "    |\n"
        "  1 | x = 1\n"
        "    | - x: int\n"
        "   ::: b.py:1:1\n"
        "    |\n"
        "  1 | z\n"
        "    | - z\n"
        "    |\n"
        "    = note: two\n"
        "            lines"
    )


def test_colour_adds_nothing_but_colour() -> None:
    diagnostic, sources = _labelled()
    coloured = render(diagnostic, sources, color=True)
    assert "\x1b[1;31m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == render(diagnostic, sources)


def test_long_lines_are_cropped() -> None:
    sources = {"a.py": SourceFile("a.py", "x + " * 1000 + "y")}
    text = render(error("E0201", "m", Span("a.py", 1, 2000, 1, 2001)), sources)
    assert max(map(len, text.split("\n"))) < 200
    assert "..." in text


def test_as_data() -> None:
    diagnostic, sources = _labelled()
    data = json.loads(json.dumps(to_data(diagnostic, sources)))
    assert list(data) == [field.name for field in fields(DiagnosticData)]
    assert data["span"] == {"file": "a.py", "line": 10, "column": 4, "end_line": 10, "end_column": 9}
    assert [label["span"]["file"] for label in data["labels"]] == ["a.py", "b.py"]
    assert data["explanation"] == explain(diagnostic.code)


@pytest.mark.parametrize(
    ("place", "within"),
    [
        ((1, 2, 1, 9), (1, 2, 1, 5)),  # behind the line's end
        ((3, 0, 3, 1), (2, 0, 2, 0)),  # behind the last line
        ((1, 3, 1, 1), (1, 3, 1, 3)),  # the end before the beginning
        ((0, -1, 0, 0), (1, 0, 1, 0)),
    ],
)
def test_places_lie_within_the_text(place: tuple[int, int, int, int], within: tuple[int, int, int, int]) -> None:
    found = error("E0110", "m", Span("a.py", *place))
    assert to_data(found, {"a.py": SourceFile("a.py", "x = 1\n")})["span"] == asdict(SpanData("a.py", *within))


def test_places_of_what_is_no_text_stay() -> None:
    found = error("E0103", "m", Span("a.py", 2, 0, 2, 0))
    assert to_data(found, {})["span"] == asdict(SpanData("a.py", 2, 0, 2, 0))
    assert to_data(error("E0101", "m"), {})["span"] is None


def test_sink_sorts_drops_doubles_and_limits() -> None:
    sink = DiagnosticSink(limit=3)
    for line in (3, 1, 2, 1, 5, 4):
        sink.error("E0201", "m", Span("a.py", line, 0, line, 1))
    sink.warning("W0110", "w", Span("a.py", 9, 0, 9, 1))
    assert [each.span.line for each in sink.diagnostics() if each.span] == [1, 2, 3, 9]
    assert (sink.error_count, sink.dropped, sink.full, sink.has_errors) == (5, 2, True, True)


@pytest.mark.parametrize(("name", "near"), [("pritn", "print"), ("Count", "count"), ("x", None), ("zzz", None)])
def test_near_names(name: str, near: str | None) -> None:
    assert near_name(name, ["print", "count", "_pritn", "y"]) == near


def test_table_is_well_formed() -> None:
    for entry in TABLE.values():
        assert re.fullmatch(r"[EW]0[1-6]\d\d", entry.code)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.name)
        assert len(entry.text) > 20
        assert all(len(line) <= 110 for line in entry.text.split("\n"))
    assert len({entry.name for entry in TABLE.values()}) == len(TABLE)


def test_explain_by_code_and_name() -> None:
    assert lookup("e0201") is lookup("undefined-name") is TABLE["E0201"]
    assert (explain("E0201") or "").startswith("E0201 (undefined-name): ")
    assert explain("E9999") is None


def test_explanations_have_even_lines_and_code_as_it_is() -> None:
    assert "\n\n    point = (1, 2, 3)\n    x, y = point              # three" in (explain("E0306") or "")
    for code in TABLE:
        _, *lines = (explain(code) or "").split("\n")
        assert all(len(line) <= 80 or line.startswith("    ") for line in lines), code
