"""The playground as a person meets it: `weft play` serves the built page, Chromium opens it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_S = 60
RUN_MS = 30_000
PASTE = """(editor, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""

@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server of our own listens."""
    folder = tmp_path_factory.mktemp("server")
    command = [sys.executable, "-m", "weftc.cli", "play", "--port", "0"]
    env = os.environ | {
        "WEFT_SERVER_RATE_COMPILE": "10000/minute",
        "WEFT_SERVER_LINKS_FILE": str(folder / "links.sqlite"),
        "WEFT_SERVER_LOG_FORMAT": "text",
    }
    with open(folder / "log", "w") as log:
        server = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, f"no address in {line!r}"
        yield found[0].rstrip("/")
    finally:
        server.terminate()
        server.wait(START_S)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
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
        return self.page.evaluate(
            "document.getElementById('editor').shadowRoot.querySelector('.cm-content').cmTile.view.state.doc.toString()"
        )

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

    def expect_output(self, text: str) -> None:
        expect(self.page.get_by_role("log", include_hidden=True)).to_contain_text(text, timeout=RUN_MS)


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
