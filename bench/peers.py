"""What Weft is measured against: other Pythons and other languages, built where they need it. `setup.sh peers` brings
those that are no programs of the system into .tools, in versions that are pinned there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from programs import BENCH, BUILD, Failed, Process

sys.path.insert(0, str(BENCH.parent))
from tests.expect import OracleError, find_oracle

TOOLS = BENCH.parent / ".tools"
GO = TOOLS / "go" / "go" / "bin" / "go"
#: it fetches nothing: neither another version of itself, nor packages
GO_ENV = {"GOTOOLCHAIN": "local", "GOPROXY": "off", "GOFLAGS": ""}
CODON = TOOLS / "codon" / "codon_compiler_demo" / "binaries" / "linux-x86_64" / "bin" / "codon"
BRINGS = "`sh tests/setup.sh peers` installs it"


class Missing(Failed):
    """A peer isn't installed."""


class Refused(Failed):
    """A peer doesn't take the program."""


def cpython(name: str, arguments: list[str]) -> Process:
    """A program of bench/py under the Python that runs this."""
    return Process((sys.executable, str(BENCH / "py" / f"{name}.py"), *arguments))


@cache
def oracle() -> str:
    """CPython 3.13 itself, not a program that chooses it."""
    try:
        command, env = find_oracle()
    except OracleError:
        raise Missing("CPython 3.13 is not installed; install python3.13, or name it: WEFT_ORACLE=PATH") from None
    return Process((command, "-c", "import sys; print(sys.executable)"), env).output().strip()


@cache
def pypy() -> str:
    found = shutil.which("pypy3")
    if found is None:
        raise Missing(f"PyPy is not installed; {BRINGS}, or apt-get install pypy3")
    return found


@cache
def codon() -> str:
    if not CODON.exists():
        raise Missing(f"Codon is not installed; {BRINGS}, on Linux with x86-64")
    return str(CODON)


def codon_program(path: Path) -> Process:
    """The program as Codon compiles it, a dialect with static types: Refused if it isn't of that."""
    compiler, target = codon(), BUILD / f"{path.stem}-codon"
    if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
        try:
            _build(compiler, "build", "-release", "-o", str(target), str(path))
        except Failed as failure:
            raise Refused(str(failure)) from None
    return Process((str(target),))


def erlang_program(name: str, arguments: list[str]) -> Process:
    """A program of bench/erlang, on as many schedulers as there are cores."""
    compiler = shutil.which("erlc")
    if compiler is None:
        raise Missing(f"Erlang is not installed; {BRINGS}, or apt-get install erlang-base")
    source, target = BENCH / "erlang" / f"{name}.erl", BUILD / f"{name}.beam"
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        _build(compiler, "-o", str(BUILD), str(source))
    return Process(("erl", "-noshell", "-pa", str(BUILD), "-run", name, "main", *arguments))


def _go(*arguments: str) -> tuple[str, ...]:
    if not GO.exists():
        raise Missing(f"Go is not installed; {BRINGS}")
    return (str(GO), *arguments)


@cache
def _built_go(name: str) -> Path:
    target = BUILD / f"{name}-go"
    _build(*_go("build", "-o", str(target), str(BENCH / "go" / f"{name}.go")), env=GO_ENV)
    return target


def go_program(name: str, arguments: list[str], run: bool = False) -> Process:
    """The peer in Go; `run`: as `go run`."""
    if run:
        return Process(_go("run", str(BENCH / "go" / f"{name}.go"), *arguments), GO_ENV)
    return Process((str(_built_go(name)), *arguments))


@cache
def _built_c(name: str) -> Path:
    """The peer in C, compiled by emcc, then by the engine that Weft's programs run on."""
    wasm = BUILD / f"{name}.wasm"
    flags = ("-O3", "-sSTANDALONE_WASM", "-sINITIAL_MEMORY=256MB")
    _build("emcc", *flags, str(BENCH / "c" / f"{name}.c"), "-o", str(wasm))
    from weftc.host.wasmtime_host import compile_module

    artefact = wasm.with_suffix(".cwasm")
    artefact.write_bytes(compile_module(wasm.read_bytes()))
    return artefact


def c_module(name: str, arguments: list[str]) -> Process:
    """The peer in C, on the same engine, configured as for Weft."""
    return Process((sys.executable, str(BENCH / "run_module.py"), str(_built_c(name)), *arguments))


def _build(*command: str, env: dict[str, str] | None = None) -> None:
    BUILD.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | (env or {}))
    except FileNotFoundError:
        raise Failed(f"{command[0]} is not installed") from None
    if done.returncode:
        raise Failed(f"{command[0]}: {done.stderr.strip()[:200]}")
