"""Large programs become modules that engines take and that print what CPython does, or are refused with a place: none
makes Weft fail."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import wasmtime

import tests.large.code
import tests.large.functions
import tests.large.more
import tests.large.values  # noqa: F401
from tests.large.family import FAMILIES
from tests.machine import Machine
from weftc.diagnostics import Diagnostic
from weftc.driver import Compilation, compile_program
from weftc.host.wasmtime_host import compile_module
from weftc.limits import LimitReached, Limits
from weftc.views.view import View, list_view
from weftc.wasm import most

ROOT = Path(__file__).parents[2]
#: of the families' own numbers, which take some minutes together
PART = 8
LIMITS = Limits(2 << 30, 60)
#: numbers at which Weft failed on the program once, or made a module that no engine takes; what is refused now, and why
ONCE_WRONG: dict[tuple[str, int], str | None] = {
    ("annotated_union", 1000): None,
    ("annotation_that_doesnt_fit", 1000): "E0320",
    ("attribute_chain", 30_000): "E0112",
    ("call_chain", 10_000): "E0112",
    ("captures", 1100): "E0605",
    ("classes_derived", 1500): None,
    ("classes_derived_empty", 1500): None,
    ("classes_with_init", 500): None,
    ("classes_with_super", 350): None,
    ("comprehension_loops", 1000): None,
    ("exceptions_derived", 1500): None,
    ("growing_lists", 1000): None,
    ("inits_in_chain", 300): None,
    ("lambdas_as_defaults", 1100): "E0605",
    ("late_class_variables", 300): "E0606",
    ("negations", 1000): None,
    ("nested_constants", 600): None,
    ("nonlocals", 1100): "E0605",
    ("parameters_of_task", 1000): "E0605",
    ("parameters_that_recur", 1000): "E0605",
    ("quoted_annotation", 1000): None,
    ("slots_in_chain", 400): None,
    ("spawned_in_scopes", 200): None,
    ("types_that_grow", 500): None,
}
#: what took minutes, or gigabytes
ONCE_SLOW: dict[tuple[str, int], str | None] = {
    ("functions_in_chain", 700): None,
    ("misspelt_names", 3000): "E0201",
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    with Machine() as made:
        yield made


def compiled(name: str, n: int, folder: Path) -> Compilation:
    """The program with so many; raises CompilerBug."""
    for file, text in FAMILIES[name].files(n).items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, "utf-8")
    return compile_program("main.py", "threads", allowed=LIMITS)


def refusal(made: Compilation) -> Diagnostic | None:
    """The first mistake, which has a place; none: there is a module, and it is valid."""
    errors = [item for item in made.sink.diagnostics() if item.severity == "error"]
    if errors:
        assert made.wasm is None and errors[0].span is not None
        return errors[0]
    assert made.wasm is not None
    config = wasmtime.Config()
    config.wasm_threads = config.shared_memory = True
    wasmtime.Module.validate(wasmtime.Engine(config), made.wasm)
    return None


def is_as_with_cpython(made: Compilation, machine: Machine) -> bool:
    """Does it print the same? CPython itself gives up on some."""
    assert made.wasm is not None
    command = [sys.executable, "main.py"]
    env = os.environ | {"PYTHONPATH": str(ROOT / "compiler"), "PYTHONIOENCODING": "utf-8:surrogatepass"}
    wanted = subprocess.run(command, capture_output=True, text=True, env=env, timeout=60, errors="replace")
    status, out, err = machine.run(compile_module(made.wasm), "main.py", workers=2)
    assert status in (0, 1), err
    return (status, out) == (wanted.returncode, wanted.stdout) or "RecursionError" in wanted.stderr or (
        "SyntaxError" in wanted.stderr
    )


@pytest.mark.parametrize("name", FAMILIES)
def test_it_runs_or_is_refused(name: str, tmp_path: Path, machine: Machine) -> None:
    made = compiled(name, max(1, FAMILIES[name].sizes[0] // PART), tmp_path)
    if refusal(made) is None:
        assert is_as_with_cpython(made, machine)


@pytest.mark.parametrize(("name", "n"), [*ONCE_WRONG, *ONCE_SLOW])
def test_what_was_wrong_once(name: str, n: int, tmp_path: Path) -> None:
    made = compiled(name, n, tmp_path)
    refused = refusal(made)
    assert (refused.code if refused is not None else None) == (ONCE_WRONG | ONCE_SLOW)[name, n]
    if refused is None:
        for view in get_args(View):
            assert list_view(made, view, "main.py") is not None


@pytest.mark.parametrize(
    ("name", "limit", "lower", "says"),
    [
        ("local_lists_over_call", "LOCALS", 50, "f() becomes more than 50 values at a time"),
        ("local_lists_over_call", "BODY_BYTES", 2000, "f() becomes more than 7.6 MB of code"),
        ("prints", "BODY_BYTES", 2000, "the statements of main.py become more than 7.6 MB of code"),
        ("channels", "TARGETS", 20, "the statements of main.py become a jump to more than 20 places"),
        ("functions", "FUNCTIONS", 100, "the program becomes more than the 100 functions"),
    ],
)
def test_more_than_engines_take_is_refused(
    name: str, limit: str, lower: int, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With lower limits, so that the program may be small."""
    monkeypatch.setattr(most, limit, lower)
    found = refusal(compiled(name, 100, tmp_path))
    assert found is not None and found.code == "E0605" and found.helps
    assert found.message.startswith(says)


def test_a_recursion_of_the_compiler_without_end_is_a_refusal(tmp_path: Path) -> None:
    """With less stack than it has, so that the program may be small."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 150)
    try:
        made = compiled("late_class_variables", 60, tmp_path)
    finally:
        sys.setrecursionlimit(before)
    found = refusal(made)
    assert found is not None and found.code == "E0606" and found.helps
    assert isinstance(made.ended, LimitReached)
