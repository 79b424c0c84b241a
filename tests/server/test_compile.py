"""What comes of a program: a module, or what is wrong with it."""

from __future__ import annotations

import base64
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.server.conftest import ROOT, Server, Start, environment

EXAMPLE = (ROOT / "tests" / "programs" / "programs" / "json_parser.py").read_text()


def diagnostics(server: Server, source: str) -> list[dict[str, Any]]:
    reply = server.compile(source)
    assert reply.status == 200
    found: list[dict[str, Any]] = reply.json["diagnostics"]
    return found


@pytest.mark.parametrize("target", ["threads", "portable"])
def test_the_module_is_the_commands(server: Server, target: str, tmp_path: Path) -> None:
    made = server.compile(EXAMPLE, target)
    assert (made.status, made.json["diagnostics"]) == (200, [])
    assert list(made.json["seconds"]) == ["syntax", "infer", "lower", "passes", "emit", "link"]
    (tmp_path / "main.py").write_text(EXAMPLE)
    command = [sys.executable, "-P", "-m", "weftc.cli", "build", "main.py", "-o", "main.wasm", "--target", target]
    subprocess.run(command, cwd=tmp_path, env=environment(tmp_path), check=True)
    assert base64.b64decode(made.json["wasm"]) == (tmp_path / "main.wasm").read_bytes()


def test_threads_is_what_a_program_is_compiled_for(server: Server) -> None:
    wasm = base64.b64decode(server.post("/api/compile", {"source": "print(1)\n"}).json["wasm"])
    assert b"thread-spawn" in wasm


def test_tracebacks_name_the_file_as_messages_do(server: Server) -> None:
    reply = server.compile("import sys\nprint(1 // len(sys.argv[1:]))\n")
    assert b"main.py" in base64.b64decode(reply.json["wasm"])


def test_a_mistake_is_an_answer(server: Server) -> None:
    reply = server.compile("x = 'a' + 1\n")
    assert (reply.status, reply.json["wasm"]) == (200, None)
    [found] = reply.json["diagnostics"]
    assert (found["code"], found["severity"], found["span"]["line"]) == ("E0301", "error", 1)
    assert found["message"]
    assert found["explanation"].startswith("E0301 (operand-types)")


def test_a_warning_comes_with_the_module(server: Server) -> None:
    reply = server.compile('print("\\d")\n')
    assert [found["severity"] for found in reply.json["diagnostics"]] == ["warning"]
    assert reply.json["wasm"] is not None


def test_further_places_have_ranges_of_their_own(server: Server) -> None:
    [found] = diagnostics(server, "def f(a):\n    return a + 1\n\nage = 'x'\nprint(f(age))\n")
    assert found["labels"]
    for label in found["labels"]:
        assert set(label) == {"span", "text"}
        assert label["span"]["file"] == "main.py"


def test_columns_count_code_points(server: Server) -> None:
    [found] = diagnostics(server, "print('\U0001f600é', nme)\n")
    assert found["span"] == {"file": "main.py", "line": 1, "column": 12, "end_line": 1, "end_column": 15}


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("print(", (1, 5, 1, 6)),
        ("if True:\n", (1, 8, 1, 8)),
        ("x = " + "not " * 500 + "1", (1, 1604, 1, 1605)),
        ("\n# coding: latin-1\n", (2, 0, 2, 1)),
        ("x = " + "(" * 200, (1, 104, 1, 105)),
        ("import helper\n", (1, 7, 1, 13)),
    ],
)
def test_places_lie_within_the_text(server: Server, source: str, place: tuple[int, ...] | None) -> None:
    [found] = diagnostics(server, source)
    names = ("line", "column", "end_line", "end_column")
    assert found["span"] == (place and {"file": "main.py", **dict(zip(names, place))})


@pytest.mark.parametrize("module", ["weft_server", "settings", "log", "tests", "os"])
def test_a_program_imports_nothing_of_the_server(server: Server, module: str) -> None:
    assert [found["code"] for found in diagnostics(server, f"import {module}\n")] in (["E0202"], ["E0444"])


def test_the_same_program_is_compiled_once(server: Server) -> None:
    source = "print('kept by content')\n"
    first, again, other = server.compile(source), server.compile(source), server.compile(source, "threads")
    assert [reply.json["cached"] for reply in (first, again, other)] == [False, True, False]
    assert {**first.json, "cached": True} == again.json


def test_the_cache_is_bounded(start_server: Start) -> None:
    server = start_server(workers=1, cache_bytes=100_000)
    programs = [f"print({number})\n" for number in range(8)]
    assert not any(server.compile(program).json["cached"] for program in programs)
    assert server.compile(programs[-1]).json["cached"]
    assert not server.compile(programs[0]).json["cached"]


def test_a_bug_of_the_compiler_is_told_and_logged(start_server: Start, tmp_path: Path) -> None:
    """The bug is put in from outside: a stage that fails on a certain name."""
    (tmp_path / "sitecustomize.py").write_text(
        "import weftc.infer.infer as stage\n"
        "infer = stage.infer\n"
        "def failing(program, *args):\n"
        "    assert 'unlucky' not in program.main.source, 'no luck'\n"
        "    return infer(program, *args)\n"
        "stage.infer = failing\n"
    )
    path = environment(tmp_path)["PYTHONPATH"]
    server = start_server(workers=1, env={"PYTHONPATH": f"{tmp_path}:{path}"})
    reply = server.compile("unlucky = 1\n")
    assert (reply.status, reply.code) == (500, "compiler-bug")
    assert "AssertionError: no luck in stage infer" in reply.json["error"]["message"]
    [line] = [line for line in server.log_of(reply) if line["event"] == "compiler bug"]
    assert "in failing" in line["traceback"]
    assert server.compile("print(1)\n").status == 200
    assert len([line for line in server.log() if line["event"] == "worker started"]) == 1


@pytest.mark.timing
def test_a_hundred_lines_take_less_than_three_tenths_of_a_second(server: Server) -> None:
    assert EXAMPLE.count("\n") >= 100
    times = []
    for number in range(6):
        started = time.perf_counter()
        reply = server.compile(EXAMPLE + f"# {number}\n", "threads")
        times.append(time.perf_counter() - started)
        assert reply.json["wasm"] and not reply.json["cached"]
    assert min(times) < 0.3, times
