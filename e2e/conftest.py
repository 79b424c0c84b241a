"""What the tests do in a page."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from e2e.chromium import BUILT_PAGE, CHROMIUM, launch, served

RUN_MS = 30_000
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


@pytest.fixture(scope="module")
def host_page(browser: Browser, address: str) -> Iterator[Page]:
    """A page from which the host itself can be called."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#status")).to_contain_text("Ready")
    yield page
    context.close()


@pytest.fixture
def playground(browser: Browser, address: str) -> Iterator[Playground]:
    """A fresh visitor's tab; nothing may go wrong in its console."""
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(address)
    expect(page.locator("#status")).to_contain_text("Ready")
    yield Playground(page, problems)
    context.close()
    assert not problems
