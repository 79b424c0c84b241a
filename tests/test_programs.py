"""Every program of tests/programs and examples/from, compiled and run under wasmtime, against what CPython 3.13 does.

A run takes each program in two modes and one of the others, another one with each commit; `--all-modes` takes all.
Standard output and exit status must be equal byte for byte, and so must standard error where the status isn't 0, but
for what `told` leaves out. The companions of a program (NAME.out, .status, .err, .stdin, .args, .timeout) are described
in tests/expect.py.
known_gaps.txt lists the programs that use what isn't built yet: those must be refused by a diagnostic.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.expect import GENERATED, PROGRAMS, TIMEOUT_S, TRANSLATED, find_programs, told
from weftc.driver import Target, compile_program
from weftc.host import contract
from weftc.host.wasmtime_host import compile_module

TESTS = Path(__file__).parent
GAPS = TESTS / "known_gaps.txt"
#: name: target and settings
MODES: dict[str, tuple[Target, dict[str, Any]]] = {
    "1-worker": ("threads", {"workers": 1}),
    "2-workers": ("threads", {"workers": 2}),
    "4-workers": ("threads", {"workers": 4}),
    "stress": ("threads", {"workers": 2, "stress": True}),
    "portable": ("portable", {}),
    "seed": ("portable", {"seed": 1}),
    "sequential": ("threads", {"sequential": True}),
    "portable-sequential": ("portable", {"sequential": True}),
    "portable-stress": ("portable", {"stress": True}),
}
#: those that lay an order down
SEQUENTIAL = ("sequential", "portable-sequential")
ORDERED = ("seed", *SEQUENTIAL)
#: programs that compute until another task has done something: no slices, no end
SPINS = {
    "concurrency_channels/in_passing.py",
    "concurrency_gets_right/clocks_go_on.py",
    "concurrency_gets_right/computing_starves_nobody.py",
    "concurrency_structure/parallel_computes.py",
}
#: what each run takes: both targets, and tasks on several workers
ALWAYS = ("2-workers", "portable")
#: stress mode moves every object at every poll
STRESS_PATIENCE = 4
#: programs that recurse until RecursionError: in stress mode all of the stack moves at every call, so a small one does
ENDLESS = {
    PROGRAMS / "concurrency_gets_right/runtime_errors_run_cleanup.py",
    PROGRAMS / "recursion/limit_caught.py",
    PROGRAMS / "tracebacks/uncaught_recursion_depth.py",
}
STRESS_STACK_BYTES = 256 << 10


def known_gaps() -> set[str]:
    """Paths below tests/programs, one a line; # begins a comment."""
    lines = (line.partition("#")[0].strip() for line in GAPS.read_text().splitlines())
    return {line for line in lines if line}


ALL = {path.relative_to(PROGRAMS).as_posix(): path for path in find_programs(PROGRAMS, [])}
ALL |= {f"from/{path.relative_to(TRANSLATED).as_posix()}": path for path in find_programs(TRANSLATED, [])}
REFUSED = known_gaps()


@cache
def diagnosed(program: Path, target: Target) -> tuple[bytes | None, str]:
    """The engine's artefact of a program, or what the compiler said instead."""
    from weftc.diagnostics import render_all

    before = os.getcwd()
    os.chdir(program.parent)
    try:
        made = compile_program(program.name, target)
    finally:
        os.chdir(before)
    said = render_all(made.sink.diagnostics(), made.sink.sources)
    return (None if made.wasm is None else compile_module(made.wasm)), said


@pytest.fixture(scope="session")
def server() -> Iterator[subprocess.Popen[str]]:
    """The process that runs programs."""
    command = [sys.executable, str(TESTS / "run_server.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def expected(program: Path) -> tuple[bytes, int, bytes]:
    """Output, status, what standard error tells."""
    status, err = program.with_suffix(".status"), program.with_suffix(".err")
    return (
        program.with_suffix(".out").read_bytes(),
        int(status.read_text()) if status.exists() else 0,
        err.read_bytes() if err.exists() else b"",
    )


def run(server: subprocess.Popen[str], program: Path, mode: str, folder: Path) -> tuple[bytes, int, bytes]:
    """Runs a program in a copy of its folder; all of its standard error, for messages."""
    target, settings = MODES[mode]
    artefact, said = diagnosed(program, target)
    assert artefact is not None, f"refused:\n{said}"
    code, work = folder / "code", folder / "work"
    code.write_bytes(artefact)
    if settings.get("stress") and program in ENDLESS:
        settings = settings | {"max_stack_bytes": STRESS_STACK_BYTES}
    generated = (*GENERATED, ".stdin", ".args", "__pycache__")
    shutil.copytree(program.parent, work, ignore=lambda _, names: [n for n in names if n.endswith(generated)])
    stdin, args, timeout = (program.with_suffix(suffix) for suffix in (".stdin", ".args", ".timeout"))
    limit = float(timeout.read_text()) if timeout.exists() else TIMEOUT_S
    request = {
        "code": str(code),
        "argv": [program.name, *(args.read_text("utf-8").splitlines() if args.exists() else [])],
        "cwd": str(work),
        "settings": contract.settings(**settings),
        "dirs": [(".", ".")],
        "stdin": str(stdin) if stdin.exists() else os.devnull,
        "stdout": str(folder / "out"),
        "stderr": str(folder / "err"),
        "timeout_s": int(limit * (STRESS_PATIENCE if settings.get("stress") else 1)),
    }
    assert server.stdin is not None
    assert server.stdout is not None
    print(json.dumps(request), file=server.stdin, flush=True)
    status = int(server.stdout.readline())
    return (folder / "out").read_bytes(), status, (folder / "err").read_bytes()


def modes_of(name: str) -> list[str]:
    """A program of one task has one schedule."""
    left_out = ORDERED if not name.startswith(("concurrency", "from/")) else SEQUENTIAL if name in SPINS else ()
    return [mode for mode in MODES if mode not in left_out]


def modes_of_run(name: str, turn: int) -> list[str]:
    """Those of `ALWAYS`, and the one of the others whose turn it is: neighbours take different ones."""
    others = [mode for mode in modes_of(name) if mode not in ALWAYS]
    return [*ALWAYS, others[(turn + list(ALL).index(name)) % len(others)]]


def turn_of_checkout() -> int:
    """How many commits led here; 0 where there is no history."""
    git = ["git", "-C", str(TESTS), "rev-list", "--count", "HEAD"]
    count = subprocess.run(git, capture_output=True, text=True, check=False) if shutil.which("git") else None
    return int(count.stdout) if count is not None and count.returncode == 0 else 0


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.function is not test_program:
        return
    every, turn = metafunc.config.getoption("--all-modes"), turn_of_checkout()
    metafunc.parametrize(
        ("name", "mode"),
        [
            pytest.param(name, mode, marks=pytest.mark.xdist_group(name), id=f"{name}-{mode}")
            for name in ALL
            if name not in REFUSED
            for mode in (modes_of(name) if every else modes_of_run(name, turn))
        ],
    )


@pytest.mark.parametrize("name", ["ints/collatz.py", "concurrency_tasks/spawn_join.py"])
def test_every_mode_has_its_turn(name: str) -> None:
    assert {mode for turn in range(len(MODES)) for mode in modes_of_run(name, turn)} == set(modes_of(name))


def test_program(server: subprocess.Popen[str], name: str, mode: str, tmp_path: Path) -> None:
    out, status, err = run(server, ALL[name], mode, tmp_path)
    want_out, want_status, want_err = expected(ALL[name])
    assert (status, out) == (want_status, want_out), err.decode(errors="replace")
    assert told(err) == want_err


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_not_built_yet(name: str) -> None:
    artefact, said = diagnosed(ALL[name], "portable")
    assert artefact is None, f"{name} compiles now: take it off {GAPS.name}"
    assert "error[E" in said
