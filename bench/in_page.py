"""The rows about compiling in the page, and about Weft there against CPython there: see browser.py.

Each round opens a new browser: the first visit and what it fetches, then a later visit. CPython is Pyodide, in the same
page; programs are the same files.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from statistics import median

from chromium import Chromium, both, compiled, opened
from e2e.chromium import BUILT_PAGE, run_module
from programs import BENCH, Failed, seconds_in
from run import AGAINST_C
from table import Bench, Row, Sizes, shown

FIRST_TARGET_S = 5.0
LATER_TARGET_S = 2.5
COMPILE_TARGET_S = 1.0
SIZE_TARGET_BYTES = 6_000_000
PYTHON_TARGET = 50
#: smaller than for wasmtime: Python in a page would take a minute
SIZES = {
    "nbody": Sizes(("500000",), ("100000",)),
    "spectral_norm": Sizes(("500",), ("200",)),
    "mandelbrot": Sizes(("500",), ("200",)),
}
WORKERS = 2

#: milliseconds from the page's start until its compiler has compiled, and then for each of some programs
COMPILE = """async (sources) => {
  const { PageCompiler } = await import("/compiler/compiler.js");
  const compiler = new PageCompiler(), { signal } = new AbortController(), times = [];
  await compiler.load();
  times.push(performance.now());
  for (const source of sources) {
    const before = performance.now();
    if (!(await compiler.compile(source, "threads", signal)).wasm) throw new Error("it doesn't compile");
    times.push(performance.now() - before);
  }
  return times;
}"""
#: what a program prints under CPython
PYTHON = """async ([source, args]) => {
  const base = `${location.origin}/compiler/`;
  const { loadPyodide } = await import(`${base}pyodide.mjs`);
  const python = await loadPyodide({ indexURL: base, lockFileURL: `${base}lock.json`, packageBaseUrl: base });
  const lines = [];
  python.setStdout({ batched: (line) => lines.push(line) });
  python.globals.set("arguments", args.join("\\0"));
  python.runPython("import sys; sys.argv = arguments.split(chr(0))");
  python.runPython(source);
  return lines.map((line) => `${line}\\n`).join("");
}"""


def compiling(source: str, chromium: Chromium, bench: Bench) -> Iterator[Row]:
    """Visits of the page, and what its own compiler takes then."""
    first: list[float] = []
    later: list[float] = []
    cold, warm = [], []
    for _ in range(bench.rounds):
        with chromium.browser() as browser:
            page = browser.new_page()
            for turn in range(2):
                opened(page, chromium.address)
                loaded, *times = page.evaluate(COMPILE, [f"{source}# {turn} {n}\n" for n in range(5)])
                (later if turn else first).append(loaded / 1000)
                cold.append(times[0] / 1000)
                warm.append(times[-1] / 1000)
                page.wait_for_timeout(1000)  # until what the visit keeps is kept
    one, two = median(first), median(later)
    yield Row("first visit, until the page can compile by itself", shown(one), "", "", "5 s", one <= FIRST_TARGET_S)
    yield Row("later visits", shown(two), "", "", "2.5 s", two <= LATER_TARGET_S)
    quick = median(warm)
    lines = len(source.splitlines())
    title = f"compile of {lines} lines in the page, first and fifth"
    yield Row(title, both(median(cold), quick), "", "", "1 s", quick <= COMPILE_TARGET_S)
    files = json.loads((BUILT_PAGE / "files.json").read_text())["files"]
    parts = [BUILT_PAGE / name for name in files if name.startswith("compiler/")]
    size = sum(len(gzip.compress(path.read_bytes(), 9)) for path in parts)
    reached = size <= SIZE_TARGET_BYTES
    yield Row("bytes over the network for it, gzipped, once", f"{size / 1e6:.2f} MB", "", "", "6 MB", reached)


def against_python(name: str, chromium: Chromium, bench: Bench) -> Row:
    """Weft on two workers against CPython, both in the page."""
    source = (BENCH / "py" / f"{name}.py").read_text()
    arguments = bench.arguments(SIZES[name])
    args = [f"{name}.py", *arguments]
    ours, theirs = [], []
    for _ in range(bench.rounds):
        with chromium.browser() as browser:
            page = opened(browser.new_page(), chromium.address)
            ending = run_module(page, compiled(name), args=args, workers=WORKERS)
            mine, python = seconds_in(ending.stdout), seconds_in(page.evaluate(PYTHON, [source, args]))
            if mine[1] != python[1]:
                raise Failed(f"outputs differ: {' '.join(mine[1])} / {' '.join(python[1])}")
            ours.append(mine[0])
            theirs.append(python[0])
    ratio = median(theirs) / median(ours)
    title = f"{AGAINST_C[name][0]} {' '.join(arguments)}, against CPython in the page"
    peers = f"Pyodide {shown(median(theirs))}"
    return Row(title, shown(median(ours)), peers, f"{ratio:.0f} x faster", "50 x", ratio >= PYTHON_TARGET)
