"""The page below the root of its host: a proxy hands on what is asked under `/weft/`, without that."""

from __future__ import annotations

import http.client
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from e2e.chromium import BUILT_PAGE, served
from e2e.conftest import Playground
from e2e.test_embed import run as run_block

PREFIX = "/weft"
LOAD_MS = 60_000
#: of one connection only
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}


class Proxy(ThreadingHTTPServer):
    """Notes what is asked outside the prefix, where others' pages would be."""

    daemon_threads = True

    def __init__(self, address: str) -> None:
        self.upstream = urlsplit(address).netloc
        self.strayed: list[str] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{PREFIX}"


class _Handler(BaseHTTPRequestHandler):
    server: Proxy

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        if not self.path.startswith(f"{PREFIX}/"):
            self.server.strayed.append(self.path)
            self.send_error(404)
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        connection = http.client.HTTPConnection(self.server.upstream)
        connection.request(self.command, self.path.removeprefix(PREFIX), body, dict(self.headers))
        response = connection.getresponse()
        content = response.read()
        self.send_response(response.status)
        for name, value in response.getheaders():
            if name.lower() not in HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        connection.close()

    do_POST = do_GET


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    if not BUILT_PAGE.is_dir():
        pytest.skip("needs the built page (Node.js)")
    with served(tmp_path_factory.mktemp("server"), root_path=PREFIX) as address, Proxy(address) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield proxy
        proxy.shutdown()
    assert proxy.strayed == []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def visit(context: BrowserContext, address: str) -> Playground:
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#status")).to_contain_text("Ready", timeout=LOAD_MS)
    return Playground(page, [])


def test_the_server_compiles(context: BrowserContext, proxy: Proxy) -> None:
    playground = visit(context, f"{proxy.address}/")
    with playground.page.expect_request(f"{proxy.address}/api/compile"):
        assert playground.run("print(6 * 7)\n") == "42\n"
    assert playground.page.evaluate("crossOriginIsolated")
    with playground.page.expect_request(f"{proxy.address}/api/views"):
        playground.page.get_by_role("tab", name="WAT").click()
    expect(playground.page.get_by_role("tabpanel", name="WAT")).to_contain_text("(module", timeout=LOAD_MS)


def test_links(context: BrowserContext, proxy: Proxy) -> None:
    playground = visit(context, f"{proxy.address}/")
    playground.write("print('short')\n")
    playground.page.get_by_role("button", name="Share").click()
    field = playground.page.get_by_label("Link")
    expect(field).to_have_value(re.compile(rf"^{re.escape(proxy.address)}/#1\."))
    links = [field.input_value()]
    playground.page.get_by_role("button", name="Make it short").click()
    expect(field).to_have_value(re.compile(rf"^{re.escape(proxy.address)}/s/\w+$"))
    links.append(field.input_value())
    for link in links:
        assert visit(context, link).source == "print('short')\n"


def test_it_works_offline_and_leaves_its_neighbours_alone(context: BrowserContext, proxy: Proxy) -> None:
    playground = visit(context, f"{proxy.address}/?compile=page")
    page = playground.page
    expect(page.locator("#offline")).to_have_text("Works offline", timeout=LOAD_MS)
    assert page.evaluate("navigator.serviceWorker.ready.then(worker => worker.scope)") == f"{proxy.address}/"
    page.close()
    context.set_offline(True)
    assert visit(context, f"{proxy.address}/").run("print('offline')\n") == "offline\n"


def test_blocks_of_a_page(context: BrowserContext, proxy: Proxy) -> None:
    page: Page = context.new_page()
    page.goto(f"{proxy.address}/embed/example.html")
    assert run_block(page.locator(".weft-block").nth(0)) == "0\n1\n4\n9\n16\n"
