"""Programs from standard input, from the command line and in folders: what CPython makes of them, Weft makes.

The expectations stand here; where there is a CPython 3.13, it is asked, too.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass

import pytest
from tests.cli.conftest import COMPILER, Weft
from tests.expect import told

FAILS = "import sys\nprint(sys.argv, __name__)\n\n\ndef f(x):\n    return 1 // x\n\n\nf(0)\n"
IMPORTS = "import helper\nfrom parts.one import x\nprint(helper.x, x)\n"
DIVISION = "ZeroDivisionError: integer division or modulo by zero\n"
QUOTED = """Traceback (most recent call last):
  File "{0}", line 9, in <module>
    f(0)
    ~^^^
  File "{0}", line 6, in f
    return 1 // x
           ~~^^~~
"""
PLAIN = 'Traceback (most recent call last):\n  File "{0}", line 9, in <module>\n  File "{0}", line 6, in f\n'


@dataclass(frozen=True)
class Case:
    """Arguments and input, and what comes of them."""

    arguments: list[str]
    out: str
    status: int = 0
    err: str = ""
    stdin: str = ""


CASES = {
    "stdin": Case(["-", "a", "b"], "['-', 'a', 'b'] __main__\n", 1, PLAIN.format("<stdin>") + DIVISION, FAILS),
    "text": Case(["-c", FAILS, "a", "b"], "['-c', 'a', 'b'] __main__\n", 1, QUOTED.format("<string>") + DIVISION),
    "folder": Case(
        ["fails", "a"], "['fails', 'a'] __main__\n", 1, QUOTED.format("fails/__main__.py") + DIVISION
    ),
    "folder with a slash": Case(
        ["./fails/"], "['./fails/'] __main__\n", 1, QUOTED.format("./fails/__main__.py") + DIVISION
    ),
    "modules beside stdin": Case(["-"], "here 1\n", stdin=IMPORTS),
    "modules beside the text": Case(["-c", IMPORTS], "here 1\n"),
    "modules beside a folder's file": Case(["inner"], "inner 2\n"),
    "status": Case(["-c", "import sys\nsys.exit(7)"], "", 7),
    "status of stdin": Case(["-"], "", 7, stdin="import sys\nsys.exit(7)\n"),
    "nothing": Case(["-c", ""], ""),
    "nothing in stdin": Case(["-"], ""),
    "a text like a flag": Case(["-c", "-1"], ""),
    "stdin is used up": Case(["-"], "True\n", stdin="import sys\nprint(sys.stdin.read() == '')\n"),
    "input of a text": Case(["-c", "print(input()[::-1])"], "olleh\n", stdin="hello\n"),
    "input of stdin": Case(
        ["-"],
        "",
        1,
        'Traceback (most recent call last):\n  File "<stdin>", line 1, in <module>\n'
        "EOFError: EOF when reading a line\n",
        "input()\n",
    ),
    "file name": Case(["-"], "<stdin>\n", stdin="print(__file__)\n"),
}


@pytest.fixture
def folder(weft: Weft) -> Weft:
    """With a few modules and programs in it."""
    weft.write("helper.py", "x = 'here'\n")
    weft.write("parts/one.py", "x = 1\n")
    weft.write("inner/helper.py", "x = 'inner'\n")
    weft.write("inner/parts/one.py", "x = 2\n")
    weft.write("inner/__main__.py", IMPORTS)
    weft.write("fails/__main__.py", FAILS)
    return weft


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@pytest.mark.parametrize("target", ["threads", "portable"])
def test_run(folder: Weft, case: Case, target: str) -> None:
    for _ in range(2):  # compiled, and from the cache
        done = piped(folder, case, "run", "--target", target, *case.arguments)
        assert (done.returncode, done.stdout, done.stderr) == (case.status, case.out, case.err)
    assert len(folder.entries()) == 1


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_cpython(oracle: tuple[str, dict[str, str]], folder: Weft, case: Case) -> None:
    command, extra = oracle
    env = os.environ | extra | {"PYTHONPATH": str(COMPILER), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [command, *case.arguments], cwd=folder.folder, env=env, input=case.stdin, capture_output=True, text=True
    )
    err = re.sub(r'  File "<frozen runpy>".*\n', "", done.stderr)
    err = told(err.encode()).decode()
    assert (done.returncode, done.stdout, err) == (case.status, case.out, case.err)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_build(folder: Weft, case: Case) -> None:
    """A module knows nothing of the way that its program came, but for what tracebacks tell."""
    arguments = case.arguments[: 2 if case.arguments[0] == "-c" else 1]
    done = piped(folder, case, "build", *arguments, "-o", "p.wasm")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (folder.folder / "p.wasm").read_bytes().startswith(b"\0asm")


@pytest.mark.parametrize("arguments", [["-"], ["-c", "print(x)"], ["wrong"]])
def test_check(folder: Weft, arguments: list[str]) -> None:
    folder.write("wrong/__main__.py", "print(x)\n")
    path = {"-": "<stdin>", "-c": "<string>"}.get(arguments[0], "wrong/__main__.py")
    case = Case(arguments, "", stdin="print(x)\n")
    done = piped(folder, case, "check", *arguments)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"error[E0201]: the name `x` is not defined\n  --> {path}:1:7\n")
    [found] = json.loads(piped(folder, case, "check", *arguments, "--output-format=json").stdout)
    assert found["span"]["file"] == path
    done = piped(folder, Case([], "", stdin="print(1)"), "check", "-")
    assert (done.returncode, done.stdout) == (0, "<stdin>: no problems found\n")
    for command in (["run"], ["build", "-o", "p.wasm"]):
        assert f"--> {path}:1:7\n" in piped(folder, case, *command, *arguments).stderr


def test_a_text_has_no_file_name(folder: Weft) -> None:
    assert "`__file__` is not defined" in folder("check", "-c", "print(__file__)").stdout


def test_flags_and_arguments(folder: Weft) -> None:
    show = "import sys\nprint(sys.argv)\n"
    for arguments in (
        ["-c", show, "--workers", "1", "a", "b"],
        ["--workers", "1", "-c", show, "a", "--", "b"],
        ["a", "b", "--", "-c", "--"],
    ):
        folder.write("a", show)
        expected = ["a", "b", "-c", "--"] if arguments[0] == "a" else ["-c", "a", "b"]
        assert folder("run", *arguments).stdout == f"{expected}\n"


def test_a_folder_without_a_program(folder: Weft) -> None:
    done = folder("run", "parts")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error[E0102]: parts is a folder, not a Python file\n")
    assert "one with a __main__.py is a program" in done.stderr


def test_a_changed_module_beside_a_text(folder: Weft) -> None:
    assert folder("run", "-c", IMPORTS).stdout == "here 1\n"
    folder.write("parts/one.py", "x = 3\n")
    assert folder("run", "-c", IMPORTS).stdout == "here 3\n"
    other = folder.folder / "inner"
    assert folder("run", "-c", IMPORTS, cwd=other).stdout == "inner 2\n"


def piped(folder: Weft, case: Case, *arguments: str) -> subprocess.CompletedProcess[str]:
    process = folder.start(*arguments, stdin=subprocess.PIPE)
    out, err = process.communicate(case.stdin, timeout=60)
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)
