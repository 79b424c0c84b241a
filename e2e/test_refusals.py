"""Servers that can't answer: the page compiles by itself meanwhile, and says so."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.server.conftest import Server, http_request, long_program, start

from e2e.chromium import BUILT_PAGE
from e2e.conftest import Playground, until
from e2e.test_page import AXE, SCREENSHOTS, VIOLATIONS

pytestmark = pytest.mark.skipif(
    BUILT_PAGE.is_dir() and not (BUILT_PAGE / "compiler/lock.json").exists(),
    reason="the page was built without a compiler: that needs Python 3.12",
)
LOAD_MS = 60_000
TOO_MANY = "too many requests have come from your address"
BUSY = "the server is busy"
FAILED = "the server has failed"
#: takes the server long enough to be killed meanwhile
LONG = long_program(150)
#: what a proxy sends in its server's stead
BAD_GATEWAY = "<html><h1>502 Bad Gateway</h1></html>"
Serve = Callable[..., Server]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts a server that has the page and these settings."""
    if not BUILT_PAGE.is_dir():
        pytest.skip("needs the built page (Node.js)")
    started: list[Server] = []

    def make(**settings: Any) -> Server:
        started.append(start(tmp_path, **{"page": BUILT_PAGE} | settings))
        return started[-1]

    yield make
    for server in started:
        server.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(service_workers="block", bypass_csp=True)  # axe is put into the page
    yield context
    context.close()


class Visit(Playground):
    """A tab with the playground, and which requests to compile it sends."""

    def __init__(self, page: Page, server: Server) -> None:
        super().__init__(page, [])
        self.asked: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url) if "/api/" in request.url else None)
        page.goto(f"http://127.0.0.1:{server.port}/")
        expect(page.locator("#status")).to_contain_text("Ready")

    def start(self, source: str) -> None:
        """Runs a program, and doesn't wait."""
        self.write(source)
        self.page.get_by_role("button", name="Run", exact=True).click()

    def expect_fallback(self, why: str) -> None:
        """The page says that it compiles by itself."""
        text = f"{why[0].upper()}{why[1:]}: compiling in the page …"
        expect(self.page.locator("#status")).to_have_text(text, timeout=LOAD_MS)

    def expect_compiled_in_page(self, why: str) -> None:
        self.wait()
        assert re.match(rf"Finished: compiled in the page, since {why}, in \d+ ms, by the browser in ", self.status)

    def expect_compiled_by_server(self) -> None:
        assert re.match(r"Finished: compiled in \d+ ms, ", self.status)


class Busy:
    """A server's only place, held by another's program until it is let go."""

    def __init__(self, server: Server) -> None:
        self.server = server
        server.wait_until(lambda _: len(server.workers()) == 2)  # one of them is the spare
        self.workers = server.workers()
        self.signal(signal.SIGSTOP)
        server.send(http_request({"source": "print('of another')\n"}))
        server.wait_until(lambda health: health["idle"] == 0)

    def end(self) -> None:
        self.signal(signal.SIGCONT)
        self.server.wait_until(lambda health: health["idle"] == 1)

    def signal(self, number: signal.Signals) -> None:
        for worker in self.workers:
            os.kill(worker, number)


def test_too_many_requests(context: BrowserContext, serve: Serve) -> None:
    """The page's compiler, loaded for it, does the work until Retry-After has passed: here an hour."""
    visit = Visit(context.new_page(), serve(rate_compile="1/hour"))
    assert visit.run("print('by the server')\n") == "by the server\n"
    visit.expect_compiled_by_server()
    visit.start("print('by the page')\n")
    visit.expect_fallback(TOO_MANY)
    bar = visit.page.get_by_role("progressbar", name="Loading the compiler")
    expect(bar).to_be_visible()
    expect(bar).to_be_hidden(timeout=LOAD_MS)
    visit.expect_compiled_in_page(TOO_MANY)
    assert visit.output == "by the page\n"
    assert visit.run("print('again')\n") == "again\n"
    visit.expect_compiled_in_page(TOO_MANY)
    visit.page.get_by_role("tab", name="WAT").click()
    expect(visit.page.get_by_role("tabpanel", name="WAT")).to_contain_text("(module", timeout=LOAD_MS)
    assert len(visit.asked) == 2


def test_a_view_of_a_busy_server(context: BrowserContext, serve: Serve) -> None:
    server = serve(workers=1, queue=0, compile_seconds=600)
    visit = Visit(context.new_page(), server)
    busy = Busy(server)
    visit.page.get_by_role("tab", name="Types").click()
    panel = visit.page.get_by_role("tabpanel", name="Types")
    expect(panel).to_have_text("The server is busy: compiling in the page …")
    expect(panel).to_contain_text("greet", timeout=LOAD_MS)
    busy.end()


def test_a_busy_server_is_asked_again(context: BrowserContext, serve: Serve) -> None:
    server = serve(workers=1, queue=0, compile_seconds=600)
    visit = Visit(context.new_page(), server)
    busy = Busy(server)
    assert visit.run("print('by the page')\n") == "by the page\n"
    visit.expect_compiled_in_page(BUSY)
    busy.end()

    def by_server() -> bool:
        assert visit.run("print('by the server')\n") == "by the server\n"
        return "in the page" not in visit.status

    until(visit.page, by_server)
    visit.expect_compiled_by_server()


def test_a_worker_that_dies(context: BrowserContext, serve: Serve) -> None:
    """The server is asked for the next program at once."""
    server = serve(workers=1)
    visit = Visit(context.new_page(), server)
    visit.start(LONG)

    def killed() -> bool:
        if server.health()["idle"] == 0:
            for worker in server.workers():
                os.kill(worker, signal.SIGKILL)
        return "in the page" in visit.status

    until(visit.page, killed)
    visit.expect_fallback(FAILED)
    visit.expect_compiled_in_page(FAILED)
    assert visit.run("print('next')\n") == "next\n"
    visit.expect_compiled_by_server()


def test_a_proxy_without_its_server(context: BrowserContext, serve: Serve) -> None:
    visit = Visit(context.new_page(), serve())
    visit.page.route(
        "**/api/compile", lambda route: route.fulfill(status=502, content_type="text/html", body=BAD_GATEWAY)
    )
    assert visit.run("print('by the page')\n") == "by the page\n"
    visit.expect_compiled_in_page("the server can't be reached")


def test_stop_while_the_page_compiles(context: BrowserContext, serve: Serve) -> None:
    """Also while it loads the compiler for it."""
    visit = Visit(context.new_page(), serve(rate_compile="1/hour"))
    visit.run("print('by the server')\n")
    visit.start(long_program(500))
    visit.expect_fallback(TOO_MANY)
    expect(visit.page.locator("#loading")).to_be_visible()
    visit.stop()
    visit.wait()
    assert visit.status == "Stopped"
    visit.start(long_program(500))
    expect(visit.page.locator("#loading")).to_be_visible()
    expect(visit.page.locator("#loading")).to_be_hidden(timeout=LOAD_MS)
    visit.page.wait_for_timeout(500)
    visit.expect_fallback(TOO_MANY)
    visit.stop()
    visit.wait()
    assert visit.status == "Stopped"
    assert visit.run("print('again')\n") == "again\n"
    visit.expect_compiled_in_page(TOO_MANY)


def test_a_page_without_a_compiler(context: BrowserContext, serve: Serve, tmp_path: Path) -> None:
    """The server's own message, and when it may be asked again."""
    without = shutil.ignore_patterns("lock.json*", "pyodide.*", "python_stdlib.*", "*.whl*")
    page = shutil.copytree(BUILT_PAGE, tmp_path / "page", ignore=without)
    visit = Visit(context.new_page(), serve(page=page, rate_compile="1/hour"))
    assert visit.run("print('by the server')\n") == "by the server\n"
    visit.run("print('by nobody')\n")
    assert re.fullmatch(r"too many requests .*1/hour.* \(try again in \d+ minutes\)", visit.status)
    visit.run("print('by nobody')\n")
    assert "try again in" in visit.status
    assert len(visit.asked) == 2


def test_a_short_link_that_is_refused(context: BrowserContext, serve: Serve) -> None:
    """The long one stays, and works."""
    visit = Visit(context.new_page(), serve(rate_links="1/hour"))
    field, told = visit.page.get_by_label("Link"), visit.page.locator("#share-status")
    for source, kept in (("print(1)\n", r"/s/\w+$"), ("print(2)\n", r"/#1\.")):
        visit.write(source)
        visit.page.get_by_role("button", name="Share").click()
        visit.page.get_by_role("button", name="Make it short").click()
        expect(told).not_to_be_empty()
        expect(field).to_have_value(re.compile(kept))
        link, message = field.input_value(), told.inner_text()
        visit.page.get_by_role("button", name="Close").click()
    assert re.fullmatch(r"too many requests .*1/hour.* \(try again in \d+ minutes\)", message)
    page = context.new_page()
    page.goto(link)
    expect(page.locator("#status")).to_contain_text("Ready")
    assert Playground(page, []).source == "print(2)\n"


@pytest.mark.parametrize(("name", "width", "height"), [("desktop", 1280, 800), ("phone", 400, 844)])
def test_anyone_can_use_it(context: BrowserContext, serve: Serve, name: str, width: int, height: int) -> None:
    """While the page compiles in the server's stead, and after. Screenshots are kept."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    visit = Visit(page, serve(rate_compile="1/hour"))
    page.evaluate(AXE.read_text())
    visit.run("print(1)\n")

    def check(state: str) -> None:
        page.screenshot(path=SCREENSHOTS / f"{name}-refused-{state}.png")
        assert page.evaluate(VIOLATIONS) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    visit.start(LONG)
    visit.expect_fallback(TOO_MANY)
    until(page, lambda: page.evaluate("document.getElementById('loading-bar').position > 0.1"))
    check("loading")
    visit.expect_compiled_in_page(TOO_MANY)
    check("after")
