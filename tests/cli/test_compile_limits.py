"""`--max-compile-memory` and `--max-compile-seconds`: compiles that take too much end soon, with a message."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

import pytest
from tests.cli.conftest import Weft

from weftc.cli.report import report_bug
from weftc.driver import Compilation, CompilerBug

MEGABYTE = 1 << 20
#: linear in their length, so that some length is beyond any limit
LONG = "".join(
    f"def f{n}(a, b):\n    xs = [a, b, {n}]\n    return xs[a % 3] + len(str(b))\n\nprint(f{n}({n}, 2))\n"
    for n in range(2400)
)
#: of which small ones take, or took, very much
GROWING = {
    "a tuple doubles": "def f0(x): return (x, x)\n"
    + "".join(f"def f{n}(x): return f{n - 1}((x, x))\n" for n in range(1, 30))
    + "print(len(f29(1)))\n",
    "calls double": "def f0(x): return x + 1\n"
    + "".join(f"def f{n}(x): return f{n - 1}(f{n - 1}(x))\n" for n in range(1, 30))
    + "print(f29(1))\n",
    "many managers": "class M:\n    def __enter__(self): return self\n    def __exit__(self, a, b, c): pass\n"
    f"with {', '.join(['M()'] * 300)}:\n    print(1)\n",
    "many items": f"xs = [{', '.join(map(str, range(300_000)))}]\nprint(len(xs))\n",
    "too many items": f"xs = [{'1, ' * 1_000_000}]\n",
}


@dataclass
class Done:
    """A command's end, and what it took."""

    status: int
    out: str
    err: str
    cpu_s: float
    peak_bytes: int


#: a process begins with the peak of the one that started it, so a small one starts it
MEASURE = """import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(process.pid, 0)
took = [os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss]
json.dump(took, open(sys.argv[1], "w"))
"""


def measured(weft: Weft, *arguments: str) -> Done:
    took = weft.folder / "took"
    command = [sys.executable, "-S", "-c", MEASURE, str(took), sys.executable, "-m", "weftc.cli", *arguments]
    done = subprocess.run(command, cwd=weft.folder, env=weft.env, capture_output=True, text=True, check=True)
    status, cpu_s, peak = json.loads(took.read_text())
    return Done(status, done.stdout, done.stderr, cpu_s, peak * (1 if sys.platform == "darwin" else 1024))


@pytest.mark.parametrize("command", [["run"], ["build", "-o", "p.wasm"], ["check"]], ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("flags", "code", "says"),
    [
        (("--max-compile-memory", "90M"), "E0601", "compiling the program takes more than 90 MB of memory"),
        (("--max-compile-seconds", "1"), "E0602", "compiling the program takes more than 1 s of the processor's time"),
    ],
    ids=["memory", "time"],
)
def test_a_long_program(weft: Weft, command: list[str], flags: tuple[str, str], code: str, says: str) -> None:
    weft.write("p.py", LONG)
    done = measured(weft, *command, *flags, "p.py")
    told = done.out if command == ["check"] else done.err
    assert (done.status, done.out if command != ["check"] else done.err) == (1, "")
    assert told.startswith(f"error[{code}]: {says}\n")
    assert "= note: the compiler was in stage " in told
    assert f"= help: {flags[0]} sets another limit\n" in told
    assert not (weft.folder / "p.wasm").exists()
    assert weft.entries() == []
    assert done.cpu_s < 5
    assert done.peak_bytes < (100 * MEGABYTE if code == "E0601" else 300 * MEGABYTE)


def test_the_parser(weft: Weft) -> None:
    """It can't be interrupted, so what it would take is known before."""
    weft.write("p.py", f"xs = [{'1, ' * 400_000}]\n")
    done = measured(weft, "check", "--max-compile-memory", "200M", "p.py")
    assert (done.status, done.out.split(":")[0]) == (1, "error[E0601]")
    assert "the compiler was in stage syntax, reading the program" in done.out
    assert done.peak_bytes < 100 * MEGABYTE
    weft.write("p.py", f"xs = [{'1, ' * 1_000_000}]\n")
    done = measured(weft, "check", "p.py")
    assert (done.status, done.out.split(":")[0]) == (1, "error[E0603]")
    assert done.peak_bytes < 100 * MEGABYTE


def test_the_system_gives_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    """Before the limit is reached: that is no mistake of Weft's."""
    with pytest.raises(CompilerBug) as caught, Compilation().stage("emit"):
        bytearray(1 << 60)
    assert report_bug(caught.value) == 1
    assert capsys.readouterr().err.startswith("error: compiling the program takes more memory than there is\nhelp: ")


def test_as_json(weft: Weft) -> None:
    weft.write("p.py", LONG)
    [found] = json.loads(weft("check", "p.py", "--output-format=json", "--max-compile-memory", "90M").stdout)
    assert (found["code"], found["severity"]) == ("E0601", "error")


@pytest.mark.parametrize("name", GROWING)
def test_small_programs_that_grow(weft: Weft, name: str) -> None:
    """They compile, or are refused, within the limits and little more."""
    weft.write("p.py", GROWING[name])
    done = measured(weft, "build", "-o", "p.wasm", "--max-compile-memory", "400M", "--max-compile-seconds", "5", "p.py")
    if done.status:
        assert (done.status, done.out) == (1, "")
        codes = ("E0601", "E0602", "E0603")
        assert done.err.startswith(tuple(f"error[{code}]" for code in codes))
        assert done.err.endswith(tuple(f"`weft explain {code}` tells more\n" for code in codes))
    assert done.peak_bytes < 800 * MEGABYTE
    assert done.cpu_s < 8


def test_values(weft: Weft) -> None:
    weft.write("p.py", "print(1)\n")
    for flags in (["--max-compile-memory", "2g"], ["--max-compile-memory=900000K"], ["--max-compile-seconds", "1000"]):
        assert weft("run", *flags, "p.py").stdout == "1\n"
    for flag, value in (
        ("--max-compile-memory", "much"),
        ("--max-compile-memory", "0"),
        ("--max-compile-memory", "2T"),
        ("--max-compile-memory", "G"),
        ("--max-compile-memory", "-1"),
        ("--max-compile-seconds", "0"),
        ("--max-compile-seconds", "1.5"),
    ):
        done = weft("check", "p.py", f"{flag}={value}")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"error: {flag} takes a number from 1 to ")


def test_a_kept_program_isnt_compiled(weft: Weft) -> None:
    weft.write("p.py", "print(1)\n")
    assert weft("run", "p.py", "--max-compile-memory", "1").returncode == 1
    assert weft("run", "p.py").stdout == "1\n"
    assert weft("run", "p.py", "--max-compile-memory", "1").stdout == "1\n"
