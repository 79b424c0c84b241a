"""Modules that `weft build` makes, under wasmtime's own command: the oldest that is supported and the newest.

A portable module runs under any of them without flags. Those that still have wasi-threads run a threads module too.
The CLIs are set up by tests/setup.sh.
"""

from __future__ import annotations

import os
import subprocess
from functools import partial
from pathlib import Path

import pytest
from tests.cli.conftest import Weft

TOOLS = Path(__file__).parents[2] / ".tools"
CLIS = {path.name.removeprefix("wasmtime-"): path / "wasmtime_cli" / "wasmtime" for path in TOOLS.glob("wasmtime-*")}
#: the last release with wasi-threads
LAST_WITH_THREADS = 46
needs_clis = pytest.mark.skipif(not CLIS, reason="no wasmtime CLI in .tools: `make test` brings them")
portable = pytest.mark.parametrize("version", CLIS)
threads = pytest.mark.parametrize("version", [v for v in CLIS if int(v) <= LAST_WITH_THREADS])

PROGRAM = """import sys
from weft import Channel, cpus, spawn

def squares(ch, n):
    for k in range(n):
        ch.send(k * k)
    ch.close()

ch = Channel(2)
task = spawn(squares, ch, 100)
print(sum([v for v in ch]), task.join(), sys.argv[1:])
print("to stderr", file=sys.stderr)
sys.exit(5)
"""


def wasmtime(version: str, folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(CLIS[version]), "run", *arguments],
        cwd=folder,
        env={"HOME": os.environ.get("HOME", "/")},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@needs_clis
@portable
def test_portable(weft: Weft, version: str) -> None:
    weft.write("p.py", PROGRAM)
    assert weft("build", "p.py", "-o", "p.wasm").returncode == 0
    done = wasmtime(version, weft.folder, "p.wasm", "a", "b")
    assert (done.returncode, done.stdout, done.stderr) == (5, "328350 None ['a', 'b']\n", "to stderr\n")


@needs_clis
@portable
def test_portable_input_files_and_errors(weft: Weft, version: str) -> None:
    weft.write("p.py", "with open('note.txt') as f:\n    print(f.read() + input())\nprint(1 // 0)\n")
    weft.write("note.txt", "a note, ")
    weft("build", "p.py", "-o", "p.wasm")
    done = wasmtime(version, weft.folder, "--dir", ".", "p.wasm", stdin="a line\n")
    assert (done.returncode, done.stdout) == (1, "a note, a line\n")
    assert done.stderr.endswith("ZeroDivisionError: integer division or modulo by zero\n")
    done = wasmtime(version, weft.folder, "p.wasm")
    assert "FileNotFoundError" in done.stderr


@needs_clis
@portable
def test_a_status_that_the_command_refuses(weft: Weft, version: str) -> None:
    weft.write("p.py", "import sys\nsys.exit(200)\n")
    weft("build", "p.py", "-o", "p.wasm")
    done = wasmtime(version, weft.folder, "p.wasm")
    assert (done.returncode, done.stdout) == (1, "")
    assert "200" in done.stderr
    assert done.stderr.count("\n") == 1


@needs_clis
@portable
def test_deep_recursion_within_its_small_stack(weft: Weft, version: str) -> None:
    weft.write("p.py", "def deep(n):\n    return 0 if n == 0 else 1 + deep(n - 1)\n\nprint(deep(200000))\n")
    weft("build", "p.py", "-o", "p.wasm")
    done = wasmtime(version, weft.folder, "p.wasm")
    assert (done.returncode, done.stdout, done.stderr) == (0, "200000\n", "")


def with_threads(version: str) -> list[str]:
    return ["-W", "threads,shared-memory" if int(version) > 36 else "threads", "-S", "threads"]


@needs_clis
@threads
@pytest.mark.parametrize("workers", [1, 2, 4])
def test_threads(weft: Weft, version: str, workers: int) -> None:
    weft.write("p.py", PROGRAM)
    assert weft("build", "--target=threads", "p.py", "-o", "p.wasm").returncode == 0
    done = wasmtime(version, weft.folder, *with_threads(version), "--env", f"WEFT_WORKERS={workers}", "p.wasm", "a")
    assert (done.returncode, done.stdout) == (5, "328350 None ['a']\n"), done.stderr
    assert "to stderr\n" in done.stderr


@needs_clis
@threads
def test_settings_of_a_threads_module(weft: Weft, version: str) -> None:
    weft.write("p.py", "from weft import cpus\nprint(cpus())\n")
    assert weft("build", "--workers", "3", "p.py", "-o", "p.wasm").returncode == 0
    run = partial(wasmtime, version, weft.folder, *with_threads(version))
    assert run("p.wasm").stdout == "3\n"
    for setting, cpus in (("WEFT_WORKERS=2", 2), ("WEFT_WORKERS=", 3), ("WEFT_SEQUENTIAL=1", 1)):
        assert run("--env", setting, "p.wasm").stdout == f"{cpus}\n"
    for number in ("0", "65", "two", "9" * 50):
        done = run("--env", f"WEFT_WORKERS={number}", "p.wasm")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("error: the environment variable WEFT_WORKERS takes a number")


@needs_clis
@portable
def test_settings_of_a_portable_module(weft: Weft, version: str) -> None:
    weft.write(
        "p.py",
        "def deep(n):\n    return 0 if n == 0 else 1 + deep(n - 1)\n\n"
        "try:\n    print(deep(300000))\nexcept RecursionError:\n    print('too deep')\n",
    )
    weft("build", "p.py", "-o", "p.wasm")
    for size, said in (("1000000", "too deep"), (str(64 << 20), "300000")):
        assert wasmtime(version, weft.folder, "--env", f"WEFT_MAX_STACK_SIZE={size}", "p.wasm").stdout == f"{said}\n"
    for setting in ("WEFT_MAX_STACK_SIZE=1M", "WEFT_SEED=18446744073709551616", "WEFT_SEQUENTIAL=yes"):
        done = wasmtime(version, weft.folder, "--env", setting, "p.wasm")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == f"error: the environment variable {setting.partition('=')[0]} takes a number\n"
