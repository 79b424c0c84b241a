"""Programs of bench/py in Chromium, by the page's own host."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, Playwright, expect
from programs import BENCH, Failed, Process, seconds_in, seconds_of, source_path
from table import Bench, shown

sys.path.insert(0, str(BENCH.parent))
from e2e.chromium import launch, run_module

from weftc.driver import compile_program

READY_S = 60


@cache
def compiled(name: str | Path) -> bytes:
    """A program of bench/py, or at a path, as a module with threads."""
    wasm = compile_program(str(source_path(name))).wasm
    if wasm is None:
        raise Failed(f"{name} doesn't compile")
    return wasm


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("#status")).to_contain_text("Ready", timeout=READY_S * 1000)
    return page


class Chromium:
    """Where the page is."""

    def __init__(self, playwright: Playwright, address: str) -> None:
        self.playwright, self.address = playwright, address

    @contextmanager
    def browser(self) -> Iterator[Browser]:
        """A browser of its own, with nothing kept from before."""
        browser = launch(self.playwright)
        try:
            yield browser
        finally:
            browser.close()

    def cold(self, name: str, arguments: list[str], workers: int) -> list[tuple[float, tuple[str, ...]]]:
        """Seconds and output of two runs in a page of a new browser."""
        with self.browser() as browser:
            page = opened(browser.new_page(), self.address)
            endings = [
                run_module(page, compiled(name), args=[f"{name}.py", *arguments], workers=workers) for _ in range(2)
            ]
        for ending in endings:
            if ending.status:
                raise Failed(f"{name}: {ending.reason} {ending.message or ending.stderr[-200:]}")
        return [seconds_in(ending.stdout) for ending in endings]

    def in_turn(
        self, bench: Bench, name: str, arguments: list[str], workers: int, *peers: Process
    ) -> tuple[float, float, list[float]]:
        """Medians of the first run, of the second, and of each peer's; Failed if outputs differ."""
        times: list[list[float]] = [[] for _ in range(2 + len(peers))]
        outputs = set()
        for _ in range(bench.rounds):
            runs = [*self.cold(name, arguments, workers), *map(seconds_of, peers)]
            for (seconds, output), mine in zip(runs, times, strict=True):
                mine.append(seconds)
                outputs.add(output)
        if len(outputs) > 1:
            raise Failed(f"outputs differ: {' / '.join(' '.join(o) for o in sorted(outputs))[:200]}")
        first, second, *others = map(median, times)
        return first, second, others


def both(first: float, second: float) -> str:
    """Two times in seconds, as the table shows them."""
    return f"{shown(first)}, then {shown(second)}"
