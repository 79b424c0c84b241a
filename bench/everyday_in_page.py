"""The programs of `make bench-everyday` in Chromium, against CPython there: `make bench-pyodide`, or
`make bench-pyodide BENCH="--quick --only word_count,letter"`.

Told are seconds of the clock. In each round a program runs in a page of a new browser: by the page's host, with one
worker, and then by Pyodide, which is the page's own CPython, in a worker too. Neither compiling nor loading counts.
"""

from __future__ import annotations

import os
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

from chromium import Chromium, compiled, opened
from e2e.chromium import run_module, served
from everyday import PROGRAMS
from peers import Refused
from playwright.sync_api import Error, Page, Route, sync_playwright
from programs import BENCH, Failed
from ratios import Ratios
from table import Bench, Rounds, asked

#: a page has no files
NAMES = [name for name, path in PROGRAMS.items() if "open(" not in path.read_text()]
#: where the page finds the script of its worker
WORKER_PATH = "/everyday-python.js"
#: gives a program's milliseconds under CPython and what it prints, or a text that says what went wrong
WORKER = """
import { loadPyodide } from "/compiler/pyodide.mjs";
const base = `${location.origin}/compiler/`;
onmessage = ({ data: source }) => run(source).then(postMessage, (error) => postMessage(`${error}`));
const run = async (source) => {
  const python = await loadPyodide({ indexURL: base, lockFileURL: `${base}lock.json`, packageBaseUrl: base });
  const decoder = new TextDecoder(), parts = [];
  python.setStdout({ write: (bytes) => parts.push(decoder.decode(bytes, { stream: true })) && bytes.length });
  const before = performance.now();
  python.runPython(`${source}\\nimport sys\\nsys.stdout.flush()`);
  return [performance.now() - before, parts.join("")];
};
"""
PYTHON = """([path, source]) => new Promise((done, failed) => {
  const worker = new Worker(path, { type: "module" });
  worker.onmessage = ({ data }) => (Array.isArray(data) ? done(data) : failed(new Error(data)));
  worker.onerror = (event) => failed(new Error(event.message || "its script can't be loaded"));
  worker.postMessage(source);
})"""


def python(page: Page, source: str) -> tuple[float, str]:
    """The seconds of a program under CPython in a worker of the page, and what it prints."""

    def script(route: Route) -> None:
        headers = {"Cross-Origin-Embedder-Policy": "require-corp"}
        route.fulfill(body=WORKER, content_type="text/javascript", headers=headers)

    page.route(f"**{WORKER_PATH}", script)
    try:
        ms, output = page.evaluate(PYTHON, [WORKER_PATH, source])
    except Error as error:
        raise Refused(error.message.splitlines()[0]) from None
    return ms / 1000, output


def seconds(chromium: Chromium, bench: Bench, refused: dict[str, str], name: str) -> dict[str, float]:
    """What both take for a program; Weft alone, and the reason among those `refused`, if Pyodide can't run it."""
    ours, theirs = [], []
    wasm = compiled(PROGRAMS[name])
    for _ in range(bench.rounds):
        with chromium.browser() as browser:
            page = opened(browser.new_page(service_workers="block"), chromium.address)
            ending = run_module(page, wasm, args=[PROGRAMS[name].name], workers=1)
            if ending.status:
                raise Failed(f"{ending.reason} {ending.message or ending.stderr[-200:]}")
            ours.append(ending.ms / 1000)
            try:
                time, output = python(page, PROGRAMS[name].read_text())
            except Refused as why:
                refused[name] = str(why)
                continue
        if output != ending.stdout:
            raise Failed(f"Pyodide prints something else than Weft: {output[:100]!r}, {ending.stdout[:100]!r}")
        theirs.append(time)
    return {"Weft": median(ours)} | ({"Pyodide": median(theirs)} if theirs else {})


def main() -> int:
    rounds = Rounds(3, 1, "one round")
    description = "Measures everyday programs under Weft and CPython in Chromium."
    bench, wanted = asked(description, "bench/everyday_in_page.py", NAMES, rounds)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address, sync_playwright() as playwright:
        os.chdir(BENCH)
        chromium = Chromium(playwright, address)
        with chromium.browser() as browser:
            print(f"Chromium {browser.version}; medians of {bench.rounds}\n")
        ratios = Ratios(["Pyodide"])
        refused: dict[str, str] = {}
        ratios.measure(wanted, partial(seconds, chromium, bench, refused))
    for name, why in refused.items():
        print(f"note: Pyodide can't run {name}: {why}")
    return ratios.print_summary()


if __name__ == "__main__":
    sys.exit(main())
