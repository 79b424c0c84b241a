"""Code blocks of other pages, made runnable by one script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from e2e.chromium import BUILT_PAGE
from e2e.conftest import StaticHost
from e2e.test_page import AXE, SCREENSHOTS, VIOLATIONS

pytestmark = pytest.mark.skipif(
    BUILT_PAGE.is_dir() and not (BUILT_PAGE / "compiler/lock.json").exists(),
    reason="the page was built without a compiler: that needs Python 3.12",
)
LOAD_MS = 60_000


@pytest.fixture
def example(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}/embed/example.html")
    yield page
    context.close()
    assert problems == []


def run(block: Locator) -> str:
    """Runs a block, and gives what it printed."""
    block.get_by_role("button", name="Run").click()
    expect(block.get_by_role("status")).to_contain_text(" ms", timeout=LOAD_MS)
    return block.get_by_role("log").text_content() or ""


def test_blocks_run(example: Page) -> None:
    blocks = example.locator(".weft-block")
    expect(blocks).to_have_count(2)
    assert run(blocks.nth(0)) == "0\n1\n4\n9\n16\n"
    expect(blocks.nth(0).get_by_role("status")).to_contain_text("Finished in")


def test_anyone_can_use_it(browser: Browser, address: str) -> None:
    """axe finds nothing, light and dark, before and after a run. Screenshots are kept."""
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        context = browser.new_context(color_scheme=scheme, bypass_csp=True, service_workers="block")
        page = context.new_page()
        page.goto(f"{address}/embed/example.html")
        run(page.locator(".weft-block").nth(0))
        page.evaluate(AXE.read_text())
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"embed-{scheme}.png")
        assert page.evaluate(VIOLATIONS) == []
        context.close()


def test_hidden_lines_run_and_a_block_may_be_read_only(example: Page) -> None:
    block = example.locator(".weft-block").nth(1)
    editor = block.get_by_role("textbox")
    assert "def greet" not in editor.inner_text()
    assert "print(greet(name))" in editor.inner_text()
    expect(block.locator(".cm-lineNumbers")).to_contain_text("4")
    editor.click()
    example.keyboard.type("x = 1")
    assert "x = 1" not in editor.inner_text()
    assert run(block) == "hello, Ada\nand good bye\n"


def test_a_block_can_be_changed_stopped_and_wrong(example: Page) -> None:
    block = example.locator(".weft-block").nth(0)
    editor, status = block.get_by_role("textbox"), block.get_by_role("status")

    def write(line: str) -> None:
        editor.focus()
        example.keyboard.press("Control+a")
        example.keyboard.press("Delete")
        example.keyboard.insert_text(line)

    write("print(undefined)")
    block.get_by_role("button", name="Run").click()
    expect(status).to_have_text("Line 1: the name `undefined` is not defined", timeout=LOAD_MS)
    expect(block.locator(".cm-lintRange-error")).to_have_count(1)
    write("while True: pass")
    example.keyboard.press("Control+Enter")
    expect(status).to_have_text("Running …", timeout=LOAD_MS)
    block.get_by_role("button", name="Stop").click()
    expect(status).to_contain_text("Stopped")
    write("print('again')")
    assert run(block) == "again\n"


def test_without_isolation_it_says_so_and_runs_on_one_core(browser: Browser, static_host: StaticHost) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{static_host.address}/play/embed/example.html")
    block = page.locator(".weft-block").nth(0)
    expect(block.get_by_role("status")).to_contain_text("On one core only")
    expect(block.get_by_role("status")).to_contain_text("Cross-Origin-Embedder-Policy: require-corp")
    assert run(block) == "0\n1\n4\n9\n16\n"
    context.close()
