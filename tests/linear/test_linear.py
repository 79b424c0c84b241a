"""Histories of compiled programs are linearizable: under threads, in stress mode, and seed by seed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.machine import Machine
from weftc.diagnostics import render_all
from weftc.driver import Target, compile_program
from weftc.host.wasmtime_host import compile_module

from .models import OBJECTS
from .search import Object, linearize, parse

PROGRAMS = Path(__file__).parent / "programs"
#: histories of one run
HISTORIES = 500
SEEDS, HISTORIES_OF_A_SEED = 25, 20
MODES: dict[str, tuple[Target, dict[str, Any]]] = {
    "2-workers": ("threads", {"workers": 2}),
    "4-workers": ("threads", {"workers": 4}),
    "stress": ("threads", {"workers": 2, "stress": True}),
}


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    with Machine() as process:
        yield process


@cache
def compiled(program: str, target: Target) -> bytes:
    made = compile_program(str(PROGRAMS / f"{program}.py"), target)
    assert made.wasm is not None, render_all(made.sink.diagnostics(), made.sink.sources)
    return compile_module(made.wasm)


def check(machine: Machine, which: Object, target: Target, first: int, count: int, **how: Any) -> None:
    """Runs so many histories, from that number on, and looks at each."""
    arguments = [str(number) for number in (which.argument, first, count)]
    status, out, err = machine.run(compiled(which.program, target), which.program, arguments, **how)
    assert status == 0, err
    lines = out.splitlines()
    assert len(lines) == count
    for number, line in enumerate(lines, first):
        assert linearize(parse(line), which), f"history {number} of {which.program}:\n{line}"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", OBJECTS)
def test_histories_of_threads(machine: Machine, name: str, mode: str) -> None:
    target, how = MODES[mode]
    check(machine, OBJECTS[name], target, 0, HISTORIES, **how)


@pytest.mark.parametrize("name", OBJECTS)
def test_histories_of_seeds(machine: Machine, name: str) -> None:
    count = HISTORIES_OF_A_SEED
    for seed in range(1, SEEDS + 1):
        check(machine, OBJECTS[name], "portable", seed * count, count, seed=seed, workers=None)
