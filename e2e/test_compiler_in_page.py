"""The compiler inside the page: no server compiles."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.expect import OracleError, find_oracle
from tests.test_programs import ALL

from e2e.chromium import BUILT_PAGE, ROOT
from e2e.conftest import Playground, StaticHost, until
from e2e.test_programs import sample
from weftc.driver import Target

pytestmark = pytest.mark.skipif(
    BUILT_PAGE.is_dir() and not (BUILT_PAGE / "compiler/lock.json").exists(),
    reason="the page was built without a compiler: that needs Python 3.12",
)
LOAD_MS = 60_000
COMPILE = """async ([source, target]) => {
  const { PageCompiler } = await import("/compiler/compiler.js");
  window.compiler ??= new PageCompiler();
  const { wasm, diagnostics } = await window.compiler.compile(source, target, new AbortController().signal);
  let text = "";
  for (const byte of wasm ?? []) text += String.fromCharCode(byte);
  return { wasm: wasm && btoa(text), diagnostics };
}"""
#: whether a memory is kept
KEPT = """async () => (await (await caches.open("weft-python-memory")).keys()).length > 0"""
EXAMPLES = sorted((ROOT / "examples").glob("*/*.py"))
PARALLEL = """from weft import join, spawn

def total(n):
    return sum(range(n))

print(join([spawn(total, 1), spawn(total, 5)]))
"""
MISTAKEN = "def f(n: int) -> str:\n    return n + 'ä'\n\nprint(f(1), undefined)\n"
#: every so many of the sample of programs
STRIDE = 3


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def visit(context: BrowserContext, address: str, query: str = "") -> Playground:
    page = context.new_page()
    page.goto(f"{address}/{query}")
    expect(page.locator("#status")).to_contain_text("Ready", timeout=LOAD_MS)
    return Playground(page, [])


def wait_until_loaded(playground: Playground) -> None:
    expect(playground.page.locator("#loading")).to_be_visible()
    expect(playground.page.locator("#loading")).to_be_hidden(timeout=LOAD_MS)


def answers(jobs: list[tuple[str, Target]]) -> list[dict[str, Any]]:
    """As the server's compiler gives them, under the page's version of Python: messages and columns depend on it."""
    try:
        command, extra = find_oracle()
    except OracleError as error:
        pytest.skip(str(error))
    program = (
        "import json, sys\nfrom weftc.service import answer\n"
        "print(json.dumps([json.loads(answer(*job)) for job in json.load(sys.stdin)]))\n"
    )
    env = os.environ | extra | {"PYTHONPATH": str(ROOT / "compiler")}
    done = subprocess.run(
        [command, "-c", program], input=json.dumps(jobs), capture_output=True, text=True, env=env, check=True
    )
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


def test_same_bytes_as_from_the_server(host_page: Page) -> None:
    paths = [*EXAMPLES, *(path for name in sample()[::STRIDE] if (path := ALL[name]).parent.parent.name != "modules")]
    jobs: list[tuple[str, Target]] = [(path.read_text("utf-8"), "threads") for path in paths]
    jobs += [(path.read_text("utf-8"), "portable") for path in paths[::STRIDE]]
    jobs.append((MISTAKEN, "threads"))
    for job, told in zip(jobs, answers(jobs), strict=True):
        assert host_page.evaluate(COMPILE, job) == {key: told[key] for key in ("wasm", "diagnostics")}, job[0]


def test_it_compiles_where_there_is_no_server(context: BrowserContext, static_host: StaticHost) -> None:
    playground = visit(context, f"{static_host.address}/play")
    wait_until_loaded(playground)
    assert playground.run("print(6 * 7)\n") == "42\n"
    assert playground.status.startswith("Finished")
    playground.page.get_by_role("tab", name="WAT").click()
    expect(playground.page.get_by_role("tabpanel", name="WAT")).to_contain_text("(module", timeout=LOAD_MS)


def test_a_later_visit_takes_up_what_the_first_kept(context: BrowserContext, address: str) -> None:
    said: list[str] = []
    context.on("console", lambda message: said.append(message.text))
    first = visit(context, address, "?compile=page")
    assert first.run("print(1)\n") == "1\n"
    first.page.wait_for_function(KEPT, timeout=LOAD_MS)
    first.page.close()
    later = visit(context, address, "?compile=page")
    assert later.run("from collections import Counter\nprint(Counter('aab'))\n") == "Counter({'a': 2, 'b': 1})\n"
    assert not [text for text in said if "memory" in text]


def test_mistakes_are_shown(context: BrowserContext, address: str) -> None:
    playground = visit(context, address, "?compile=page")
    playground.run("def f(n):\n    return n + 'a'\n\nprint(f(1))\n")
    problems = playground.page.get_by_role("list", name="Problems")
    expect(problems).to_contain_text("E0301")
    expect(problems).to_contain_text("Hint:")
    assert playground.run("print('mended')\n") == "mended\n"


def test_offline_after_the_first_visit(context: BrowserContext, static_host: StaticHost) -> None:
    first = visit(context, f"{static_host.address}/play")
    expect(first.page.locator("#offline")).to_have_text("Works offline", timeout=LOAD_MS)
    first.page.close()
    context.set_offline(True)
    static_host.shutdown()
    static_host.server_close()
    playground = visit(context, f"{static_host.address}/play")
    assert playground.run(PARALLEL) == "[0, 10]\n"
    assert playground.page.evaluate("crossOriginIsolated")


def test_a_slow_network(context: BrowserContext, static_host: StaticHost) -> None:
    """Loading shows how far it has come; Stop works meanwhile."""
    static_host.bytes_per_second = 8e6
    playground = visit(context, f"{static_host.address}/play")
    page, bar = playground.page, playground.page.get_by_role("progressbar", name="Loading the compiler")
    expect(bar).to_be_visible()
    until(page, lambda: 0 < bar.evaluate("bar => bar.value / bar.max") < 0.9)
    assert re.fullmatch(r"Loading the compiler: [\d.]+ of [\d.]+ MB", page.locator("#loading-text").inner_text())
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator("#status")).to_have_text("Compiling …")
    playground.stop()
    playground.wait()
    assert playground.status == "Stopped"
    static_host.bytes_per_second = None
    assert playground.run("print('again')\n") == "again\n"


def test_stop_while_compiling(context: BrowserContext, address: str) -> None:
    playground = visit(context, address, "?compile=page")
    wait_until_loaded(playground)
    lines = "".join(f"def f{n}(x):\n    return [x, {n}, x * {n}]\nprint(f{n}({n}))\n" for n in range(3000))
    playground.write(lines)
    playground.page.get_by_role("button", name="Run", exact=True).click()
    expect(playground.page.locator("#status")).to_have_text("Compiling …")
    playground.page.wait_for_timeout(500)
    playground.stop()
    playground.wait()
    assert playground.status == "Stopped"
    assert playground.run("print('again')\n") == "again\n"


def test_a_broken_interpreter_is_started_anew(context: BrowserContext, address: str) -> None:
    playground = visit(context, address, "?compile=page")
    wait_until_loaded(playground)
    (worker,) = [worker for worker in playground.page.workers if "/python-" in worker.url]
    worker.evaluate("() => { onmessage = () => { throw new Error('made to fail'); }; }")  # at the next job
    playground.run("print('lost')\n")
    assert "failed, and was started anew" in playground.status
    assert "made to fail" in playground.status
    assert playground.run("print('again')\n") == "again\n"


@pytest.mark.parametrize(
    "source",
    ["".join(f"print([{n}, {n}])\n" for n in range(3000)), f"print({' + '.join(['1'] * 2000)})\n"],
    ids=["many statements", "a long chain"],
)
def test_large_programs_take_no_more_stack_than_a_worker_has(host_page: Page, source: str) -> None:
    (told,) = answers([(source, "threads")])
    assert host_page.evaluate(COMPILE, [source, "threads"])["wasm"] == told["wasm"]
    assert host_page.evaluate(COMPILE, ["print(1)\n", "threads"])["wasm"]


def newer_version(folder: Path) -> None:
    """Deploys a page with another title."""
    replace(folder / "index.html", "<title>Weft playground</title>", "<title>Newer playground</title>")
    replace(folder / "files.json", '"version": "', '"version": "newer-')


def test_a_newer_version_waits_until_it_is_asked_for(context: BrowserContext, static_host: StaticHost) -> None:
    playground = visit(context, f"{static_host.address}/play")
    page, folder = playground.page, static_host.folder / "play"
    expect(page.locator("#offline")).to_have_text("Works offline", timeout=LOAD_MS)
    other = visit(context, f"{static_host.address}/play").page
    newer_version(folder)
    script = next(folder.glob("host/thread-*.js"))
    script.write_text("throw new Error('of the newer version')")
    page.reload()
    expect(page.locator("#notice")).to_contain_text("A newer version of this page is here", timeout=LOAD_MS)
    expect(page).to_have_title("Weft playground")
    page.get_by_role("button", name="Load it").click()
    expect(page).to_have_title("Newer playground", timeout=LOAD_MS)
    # a tab that was open stays with its own version
    assert "newer version" not in other.evaluate(f"fetch('host/{script.name}').then(script => script.text())")
    assert "newer version" in page.evaluate(f"fetch('host/{script.name}').then(script => script.text())")


def test_a_visit_gets_the_newest_version_that_was_kept(context: BrowserContext, static_host: StaticHost) -> None:
    page = visit(context, f"{static_host.address}/play").page
    expect(page.locator("#offline")).to_have_text("Works offline", timeout=LOAD_MS)
    newer_version(static_host.folder / "play")
    page.reload()
    expect(page.locator("#notice")).to_contain_text("A newer version of this page is here", timeout=LOAD_MS)
    page.close()
    page = visit(context, f"{static_host.address}/play").page
    expect(page).to_have_title("Newer playground", timeout=LOAD_MS)


def test_the_service_worker_goes_when_the_page_has_gone(context: BrowserContext, static_host: StaticHost) -> None:
    """Another project may be served at the address later."""
    page = visit(context, f"{static_host.address}/play").page
    expect(page.locator("#offline")).to_have_text("Works offline", timeout=LOAD_MS)
    (static_host.folder / "play/files.json").unlink()
    (static_host.folder / "play/index.html").write_text("<title>Something else</title>")
    page.reload()
    expect(page.locator("#status")).to_contain_text("Ready")
    until(page, lambda: page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0)
    page.reload()
    expect(page).to_have_title("Something else")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
