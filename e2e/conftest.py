"""What the tests do in a page."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from e2e.chromium import BUILT_PAGE, CHROMIUM, launch, served

RUN_MS = 30_000
PART_BYTES = 1 << 16
PASTE = """(editor, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server of our own listens."""
    if not BUILT_PAGE.is_dir():
        pytest.skip("needs the built page (Node.js)")
    with served(tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs chromium")
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


def until(page: Page, condition: Callable[[], bool]) -> None:
    """Looks again and again, for what there is no event of."""
    deadline = time.monotonic() + RUN_MS / 1000
    while not condition():
        assert time.monotonic() < deadline, "never came true"
        page.wait_for_timeout(20)  # events of the browser come in meanwhile


@dataclass
class Playground:
    """A tab with the playground in it."""

    page: Page
    problems: list[str]

    def write(self, source: str) -> None:
        """Puts a program into the editor, as by pasting."""
        editor = self.page.get_by_role("textbox", name=re.compile("^Program"))
        editor.focus()
        self.page.keyboard.press("Control+a")
        editor.evaluate(PASTE, source)

    @property
    def source(self) -> str:
        text: str = self.page.evaluate(
            "document.getElementById('editor').shadowRoot.querySelector('.cm-content').cmTile.view.state.doc.toString()"
        )
        return text

    def run(self, source: str | None = None) -> str:
        """Runs, waits for the end, and gives what was printed."""
        if source is not None:
            self.write(source)
        self.page.get_by_role("button", name="Run", exact=True).click()
        self.wait()
        return self.output

    def wait(self) -> None:
        expect(self.page.get_by_role("button", name="Run", exact=True)).to_be_enabled(timeout=RUN_MS)

    @property
    def output(self) -> str:
        return self.page.get_by_role("log", include_hidden=True).text_content() or ""

    @property
    def status(self) -> str:
        return self.page.locator("#status").inner_text()

    def stop(self) -> None:
        self.page.get_by_role("button", name="Stop", exact=True).click()

    def expect_spare_workers(self) -> None:
        """There are but the Web Workers that wait for the next run: one for each core and one for the clock."""
        wanted = int(self.page.get_by_label("Workers").input_value()) + 1
        until(self.page, lambda: len(self.page.workers) == wanted)

    def expect_output(self, text: str) -> None:
        expect(self.page.get_by_role("log", include_hidden=True)).to_contain_text(text, timeout=RUN_MS)


class StaticHost(ThreadingHTTPServer):
    """A host of static files as they come, without headers; the copy of the built page is in `play/`."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bytes_per_second: float | None = None
        super().__init__(("127.0.0.1", 0), partial(_Files, directory=str(folder)))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Files(SimpleHTTPRequestHandler):
    server: StaticHost

    def log_message(self, *_: object) -> None:
        pass

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")  # what a page still has then, its service worker has kept
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        speed = self.server.bytes_per_second
        if speed is None:
            super().copyfile(source, outputfile)
            return
        while part := source.read(PART_BYTES):
            outputfile.write(part)
            time.sleep(len(part) / speed)


@pytest.fixture
def static_host(tmp_path: Path) -> Iterator[StaticHost]:
    if not BUILT_PAGE.is_dir():
        pytest.skip("needs the built page (Node.js)")
    shutil.copytree(BUILT_PAGE, tmp_path / "play")
    with StaticHost(tmp_path) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def host_page(browser: Browser, address: str) -> Iterator[Page]:
    """A page from which the host itself can be called."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#status")).to_contain_text("Ready")
    yield page
    context.close()


@pytest.fixture
def playground(browser: Browser, address: str) -> Iterator[Playground]:
    """A fresh visitor's tab; nothing may go wrong in its console."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(address)
    expect(page.locator("#status")).to_contain_text("Ready")
    yield Playground(page, problems)
    context.close()
    assert not problems
