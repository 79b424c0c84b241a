"""The host keeps the module's contract: C programs that are linked to it, on Web Workers with one shared memory."""

from __future__ import annotations

import re
from base64 import b64encode

import pytest
from playwright.sync_api import Page
from tests.link.c_programs import HAVE_EMCC, program

from e2e.chromium import run_module

pytestmark = pytest.mark.skipif(not HAVE_EMCC, reason="emcc is not installed")


def test_two_workers_run_at_once(host_page: Page) -> None:
    ending = run_module(host_page, program("two_workers").wasm, workers=2)
    assert (ending.status, ending.message) == (5, "")
    assert re.fullmatch(r"sum 1[0-2]\n", ending.stdout)


def test_a_spawned_worker_may_end_the_program(host_page: Page) -> None:
    ending = run_module(host_page, program("exit_elsewhere").wasm)
    assert (ending.status, ending.stdout) == (9, "leaving\n")


def test_a_trap_is_reported_with_its_function(host_page: Page) -> None:
    ending = run_module(host_page, program("trap").wasm)
    assert (ending.status, ending.reason) == (2, "error")
    assert "unreachable" in ending.message
    assert "fall_over" in ending.message


@pytest.mark.parametrize("threads", [True, False])
def test_arguments_and_environment(host_page: Page, threads: bool) -> None:
    wasm = program("settings", threads=threads).wasm
    ending = run_module(host_page, wasm, args=["name", "other"], env={"A": "ü"}, workers=2)
    assert ending.status == 4
    assert ending.stdout.startswith("name\nother\nA=ü\nWEFT_WORKERS=2\n")


def test_what_is_not_a_module_of_weft_is_refused(host_page: Page) -> None:
    empty = run_module(host_page, b"\0asm\1\0\0\0")
    assert (empty.status, empty.reason) == (2, "error")
    assert "not made by Weft" in empty.message
    broken = run_module(host_page, b"no wasm")
    assert (broken.status, broken.reason) == (2, "error")
    assert "magic" in broken.message


def test_a_listener_that_fails_stops_nothing(host_page: Page) -> None:
    wasm = b64encode(program("two_workers").wasm).decode()
    heard = host_page.evaluate(
        """async (wasm) => {
          const { run } = await import("/host/host.js");
          const reported = new Promise((resolve) => addEventListener("error", ({ message }) => resolve(message)));
          const bytes = Uint8Array.from(atob(wasm), (c) => c.charCodeAt(0));
          const { status } = await run(bytes, { workers: 2, onOutput() { throw new Error("the page's own"); } }).exit;
          return { status, reported: await reported };
        }""",
        wasm,
    )
    assert heard == {"status": 5, "reported": "Uncaught Error: the page's own"}
