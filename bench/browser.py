"""The table of measurements in Chromium: `make bench-browser`, or `make bench-browser BENCH="--quick --only start"`.

Programs run by the page's own host, each round in a browser of its own: the first run there, from a cold start, and a
second one in the same page. Their peers take turns with them, and medians are compared. Ratios are those of the first
run. What a person waits for is timed inside the page that `weft play` serves.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

import in_page
from chromium import READY_S, Chromium, both, opened
from e2e.chromium import served
from peers import go_program
from playwright.sync_api import expect, sync_playwright
from programs import BENCH, cores, weft
from run import AGAINST_C, AGAINST_GO
from table import Bench, Measurement, Row, Sizes, print_table, shown

LINES_100 = BENCH.parent / "tests/programs/programs/json_parser.py"
ENTERED = Sizes(("100000000",), ("10000000",))
MANDELBROT = Sizes(("1500", "16"), ("500", "16"))

WASMTIME_TARGET = 1.3
ENTERED_TARGET = 1.2
GO_TARGET = 2.0
SPLIT_TARGET = 1.7
USABLE_TARGET_MS = 1000
COMPILE_TARGET_MS = 300
START_TARGET_MS = 50
STOP_TARGET_MS = 200

#: presses Run, and gives the milliseconds until the log has text, and those that the page says
FIRST_OUTPUT = """() => new Promise((done) => {
  const log = document.querySelector("[role=log]"), status = document.getElementById("status");
  let running = 0;
  new MutationObserver((_, watch) => {
    if (!running && status.textContent.startsWith("Running")) running = performance.now();
    if (!log.textContent) return;
    watch.disconnect();
    done(performance.now() - running);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  document.getElementById("run").click();
})"""
#: presses Stop, and gives the milliseconds until Run can be pressed
STOP = """() => new Promise((done) => {
  const run = document.getElementById("run"), before = performance.now();
  new MutationObserver((_, watch) => {
    if (run.disabled) return;
    watch.disconnect();
    done(performance.now() - before);
  }).observe(run, { attributes: true });
  document.getElementById("stop").click();
})"""
WRITE = """(text) => {
  const { view } = document.getElementById("editor").shadowRoot.querySelector(".cm-content").cmTile;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}"""


def against_wasmtime(name: str, chromium: Chromium, bench: Bench) -> Row:
    title, sizes, _ = AGAINST_C[name]
    arguments = bench.arguments(sizes)
    first, second, (theirs,) = chromium.in_turn(bench, name, arguments, cores(), weft(name, arguments, cores()))
    ratio = first / theirs
    peers = f"wasmtime {shown(theirs)}"
    return Row(title, both(first, second), peers, f"{ratio:.2f} x", "1.3 x", ratio <= WASMTIME_TARGET)


def against_go(name: str, chromium: Chromium, bench: Bench) -> Row:
    title, sizes, _ = AGAINST_GO[name]
    arguments = bench.arguments(sizes)
    first, second, (theirs,) = chromium.in_turn(bench, name, arguments, cores(), go_program(name, arguments))
    ratio = theirs / first
    peers = f"Go {shown(theirs)}"
    return Row(title, both(first, second), peers, f"{ratio:.2f} x faster", "2 x", ratio >= GO_TARGET)


def entered(chromium: Chromium, bench: Bench) -> Row:
    """One activation of a loop against a thousand, of the same number of turns."""
    times: dict[str, list[list[float]]] = {"1": [], "1000": []}
    for _ in range(bench.rounds):
        for entries, mine in times.items():
            runs = chromium.cold("entered", [entries, *bench.arguments(ENTERED)], 1)
            mine.append([seconds for seconds, _ in runs])
    (once, once_more), (again, _) = (map(median, zip(*mine, strict=True)) for mine in times.values())
    ratio = once / again
    title, peers = "a loop that is entered once", f"entered 1,000 times {shown(again)}"
    return Row(title, both(once, once_more), peers, f"{ratio:.2f} x", "1.2 x", ratio <= ENTERED_TARGET)


def split(chromium: Chromium, bench: Bench) -> Row:
    arguments = bench.arguments(MANDELBROT)
    times: list[list[float]] = [[], [], [], []]
    for _ in range(bench.rounds):
        runs = [run for workers in (1, 2) for run in chromium.cold("mandelbrot_tasks", arguments, workers)]
        for (seconds, _), mine in zip(runs, times, strict=True):
            mine.append(seconds)
    one, one_more, two, two_more = map(median, times)
    gain = one / two
    title, peers = "mandelbrot in tasks, 2 workers", f"1 worker {both(one, one_more)}"
    return Row(title, both(two, two_more), peers, f"{gain:.2f} x", "1.7 x", gain >= SPLIT_TARGET)


def waiting(chromium: Chromium, bench: Bench) -> Iterator[Row]:
    """What a person waits for in the page, in milliseconds; each round in a new browser."""
    rounds = [_waits(chromium, number) for number in range(bench.rounds)]
    first, second = ([median(times) for times in zip(*(r[k] for r in rounds), strict=True)] for k in (0, 1))
    titles = (
        ("page usable after load, local server", USABLE_TARGET_MS),
        (f"compile of {len(LINES_100.read_text().splitlines())} lines by the server, warm", COMPILE_TARGET_MS),
        ("start of a run after compile, to its first output", START_TARGET_MS),
        ("Stop to ready again", STOP_TARGET_MS),
        ("start of a run right after Stop, to its first output", START_TARGET_MS),
    )
    for (title, target), one, two in zip(titles, first, second, strict=True):
        row = both(one / 1000, two / 1000)
        yield Row(title, row, "", "", shown(target / 1000), one <= target)


def _waits(chromium: Chromium, number: int) -> tuple[list[float], list[float]]:
    with chromium.browser() as browser:
        page = browser.new_page()
        usable = []
        for _ in range(2):
            opened(page, chromium.address)
            usable.append(page.evaluate("performance.getEntriesByName('usable')[0].startTime"))
        waits = []
        for turn in range(2):
            # a comment of its own, so that the server compiles anew
            page.evaluate(WRITE, f"{LINES_100.read_text()}# {number} {turn} {os.getpid()}\n")
            page.get_by_role("button", name="Run", exact=True).click()
            expect(page.get_by_role("button", name="Run", exact=True)).to_be_enabled(timeout=READY_S * 1000)
            told = page.locator("#status").inner_text()
            compiling = float(told.partition("compiled in ")[2].split()[0])
            page.evaluate(WRITE, "print('on')\nwhile True:\n    pass\n")
            start = page.evaluate(FIRST_OUTPUT)
            stop = page.evaluate(STOP)
            again = page.evaluate(FIRST_OUTPUT)
            page.evaluate(STOP)
            waits.append([usable[turn], compiling, start, stop, again])
    return waits[0], waits[1]


def rows(chromium: Chromium) -> dict[str, Measurement]:
    """All measurements by name, in the order of the table."""
    table: dict[str, Measurement] = {"page": partial(waiting, chromium)}
    for name in AGAINST_C:
        table[name] = partial(against_wasmtime, name, chromium)
    table["entered"] = partial(entered, chromium)
    for name in ("skynet", "pingpong", "buffered"):
        table[name] = partial(against_go, name, chromium)
    table["mandelbrot_tasks"] = partial(split, chromium)
    table["compiler"] = partial(in_page.compiling, LINES_100.read_text(), chromium)
    for name in in_page.SIZES:
        table[f"python_{name}"] = partial(in_page.against_python, name, chromium)
    return table


def main() -> int:
    columns = "workload | Chromium: first run, second | against | ratio of the first | to reach | "
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address, sync_playwright() as playwright:
        os.chdir(BENCH)
        chromium = Chromium(playwright, address)
        with chromium.browser() as browser:
            print(f"Chromium {browser.version}; ", end="")
        description = "Measures Weft in Chromium against wasmtime, Go and Python."
        return print_table(description, "bench/browser.py", rows(chromium), columns)


if __name__ == "__main__":
    sys.exit(main())
