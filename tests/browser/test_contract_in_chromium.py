"""The contract holds in a browser: threads modules on Web Workers with one shared memory."""

import re
from collections.abc import Iterator

import pytest
from tests.link.c_programs import HAVE_EMCC, program

pytest.importorskip("playwright.sync_api")

from tests.browser.run_in_chromium import EXECUTABLE, Chromium

pytestmark = [
    pytest.mark.skipif(not HAVE_EMCC, reason="emcc is not installed"),
    pytest.mark.skipif(EXECUTABLE is None, reason="chromium is not installed"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as browser:
        yield browser


def test_two_workers_run_at_once(chromium: Chromium) -> None:
    result = chromium.run(program("two_workers").wasm)
    assert (result.status, result.error, result.workers) == (5, "", 2)
    assert re.fullmatch(r"sum 1[0-2]\n", result.stdout)


def test_a_spawned_worker_may_end_the_program(chromium: Chromium) -> None:
    result = chromium.run(program("exit_elsewhere").wasm)
    assert (result.status, result.stdout) == (9, "leaving\n")


def test_trap_is_reported(chromium: Chromium) -> None:
    result = chromium.run(program("trap").wasm)
    assert result.status == 2
    assert "unreachable" in result.error
    assert "fall_over" in result.error


@pytest.mark.parametrize("threads", [True, False])
def test_arguments_and_environment(chromium: Chromium, threads: bool) -> None:
    wasm = program("settings", threads=threads).wasm
    result = chromium.run(wasm, args=("name", "other"), env={"WEFT_WORKERS": "2", "A": "ü"})
    assert (result.status, result.stdout) == (4, "name\nother\nWEFT_WORKERS=2\nA=ü\n")


def test_interrupt_reaches_a_busy_worker(chromium: Chromium) -> None:
    result = chromium.run(program("busy").wasm, interrupt_after="ready\n")
    assert (result.status, result.stdout) == (42, "ready\ninterrupted\n")
