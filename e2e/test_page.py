"""The page: problems, links, panes, settings, and who can use it."""

from __future__ import annotations

import gzip
import re
import zlib
from base64 import urlsafe_b64encode
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from e2e.chromium import ROOT
from e2e.conftest import Playground, until

AXE = ROOT / "playground/node_modules/axe-core/axe.min.js"
VIOLATIONS = "axe.run().then(found => found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join()))"
MISTAKEN = """def area(w, h):
    return w * h

def main():
    total = 0
    for w in [1, 2, 3]:
        total += area(w, "4")
    print(total)

main()
"""
SCREENSHOTS = ROOT / "out/screenshots"


def test_problems_are_listed_and_underlined(playground: Playground) -> None:
    playground.write("def f(n):\n    return n + 'a'\n\nprint(f(1))\n")
    playground.page.get_by_role("button", name="Run", exact=True).click()
    problems = playground.page.get_by_role("list", name="Problems")
    expect(problems.get_by_role("listitem")).to_have_count(1)
    expect(problems).to_contain_text("E0301")
    expect(problems).to_contain_text("Hint:")
    expect(playground.page.locator("#editor .cm-lintRange-error")).to_have_count(1)
    problems.get_by_role("button").click()
    expect(playground.page.locator("#editor .cm-activeLine")).to_contain_text("return n + 'a'")
    playground.write("print(1)\n")
    assert playground.run() == "1\n"
    expect(playground.page.locator("#editor .cm-lintRange-error")).to_have_count(0)


def test_what_is_nested_too_deep_has_its_place(playground: Playground) -> None:
    playground.run("x = " + "not " * 500 + "1\n")
    problems = playground.page.get_by_role("list", name="Problems")
    expect(problems).to_contain_text("E0112")
    expect(problems.get_by_role("button")).to_have_count(1)


def test_columns_are_right_behind_wide_characters(playground: Playground) -> None:
    playground.write("print('😀' + 1)\n")
    playground.page.get_by_role("button", name="Run", exact=True).click()
    expect(playground.page.locator("#editor .cm-lintRange-error").first).to_have_text("'😀' + 1")


def test_a_link_holds_the_program(playground: Playground, address: str) -> None:
    source = "print('sharéd 😀')\n"
    playground.write(source)
    playground.page.get_by_role("button", name="Share").click()
    field = playground.page.get_by_label("Link")
    expect(field).to_have_value(re.compile(rf"^{re.escape(address)}/#1\."))
    link = field.input_value()
    page = playground.page.context.new_page()
    page.goto(link)
    expect(page.locator("#status")).to_contain_text("Ready")
    assert Playground(page, []).source == source


def follow_a_short_link(playground: Playground) -> None:
    playground.write("print('short')\n")
    playground.page.get_by_role("button", name="Share").click()
    playground.page.get_by_role("button", name="Make it short").click()
    field = playground.page.get_by_label("Link")
    expect(field).to_have_value(re.compile(r"/s/\w+$"))
    page = playground.page.context.new_page()
    page.goto(field.input_value())
    expect(page.locator("#status")).to_contain_text("Ready")
    assert Playground(page, []).source == "print('short')\n"


def test_a_short_link(playground: Playground) -> None:
    follow_a_short_link(playground)


def test_old_links_open(playground: Playground, address: str) -> None:
    """Made by the first version of the page: never to break."""
    page = playground.page.context.new_page()
    page.goto(f"{address}/#1.q1Yqzi8tSk5VslIqKMrMK9FQz01MSVVIqlQoyUhVSMssKi5RKEstKs7Mz1PXjMlT0lEqLknJzAMqV6oFAA")
    expect(page.locator("#status")).to_contain_text("Ready")
    assert Playground(page, []).source == "print('made by the first version')\n"


def test_a_link_opens_in_a_tab_that_shows_the_page(playground: Playground, address: str) -> None:
    page = playground.page
    playground.write("print('before')\n")
    page.goto(f"{address}/#1.q1Yqzi8tSk5VslIqKMrMK9FQz01MSVVIqlQoyUhVSMssKi5RKEstKs7Mz1PXjMlT0lEqLknJzAMqV6oFAA")
    until(page, lambda: playground.source == "print('made by the first version')\n")


def test_a_damaged_link_is_told(playground: Playground, address: str) -> None:
    page = playground.page.context.new_page()
    page.goto(f"{address}/#1.%%%")
    expect(page.locator("#notice")).to_contain_text("damaged")


#: counts the deflated bytes that the page has its browser inflate, none of which it holds back
COUNT_INFLATED = """
window.inflated = 0;
const original = DecompressionStream;
window.DecompressionStream = class {
  constructor(format) {
    const { readable, writable } = new original(format);
    const writer = writable.getWriter();
    this.readable = readable;
    this.writable = new WritableStream({
      write(part) { window.inflated += part.length; return writer.write(part); },
      close: () => writer.close(),
      abort: (reason) => writer.abort(reason),
    });
  }
};
"""


def test_a_link_to_a_gigabyte_is_told(playground: Playground, address: str) -> None:
    """And not inflated but for its first part: a browser inflates a piece whole, to 1032 times as much."""
    deflate = zlib.compressobj(9, wbits=-15)
    packed = b"".join(deflate.compress(bytes(1 << 20)) for _ in range(1 << 10)) + deflate.flush()
    page = playground.page.context.new_page()
    page.add_init_script(COUNT_INFLATED)
    page.goto(f"{address}/#1.{urlsafe_b64encode(packed).decode().rstrip('=')}")
    expect(page.locator("#notice")).to_have_text("This link is too large: a program and its input may have 4 MiB.")
    assert len(packed) > 1_000_000
    assert 4_000 < page.evaluate("window.inflated") < 8_000
    assert Playground(page, []).run("print('well')\n") == "well\n"


def test_the_program_is_there_after_a_reload(playground: Playground) -> None:
    playground.write("print('kept')\n")
    until(playground.page, lambda: playground.page.evaluate("localStorage.getItem('weft.source')") == "print('kept')\n")
    playground.page.reload()
    expect(playground.page.locator("#status")).to_contain_text("Ready")
    assert playground.source == "print('kept')\n"
    playground.page.locator("summary", has_text="More").click()
    playground.page.get_by_role("button", name="Reset to the example").click()
    assert "greet" in playground.source


@pytest.mark.parametrize(("tab", "text", "line"), [("Types", "int", 1), ("IR", "func", 2), ("WAT", "(module", 5)])
def test_panes_mark_the_line_under_the_cursor(playground: Playground, tab: str, text: str, line: int) -> None:
    playground.write("def double(n):\n    return n * 2\n\n\nprint(double(21))\n")
    playground.page.get_by_role("tab", name=tab).click()
    panel = playground.page.get_by_role("tabpanel", name=tab)
    expect(panel).to_contain_text(text, timeout=30_000)
    playground.page.get_by_role("textbox", name=re.compile("^Program")).focus()
    playground.page.keyboard.press("Control+Home")
    for _ in range(line - 1):
        playground.page.keyboard.press("ArrowDown")
    expect(panel.locator(".here").first).to_be_attached()


@pytest.mark.timing
def test_speed_up_is_measured(playground: Playground) -> None:
    playground.page.get_by_label("Example").select_option("start/primes")
    playground.page.locator("summary", has_text="More").click()
    playground.page.get_by_role("button", name="Measure the speed-up").click()
    expect(playground.page.locator("#status")).to_contain_text("times as fast", timeout=60_000)


def show_output(playground: Playground) -> None:
    playground.page.get_by_label("Example").select_option("concurrency/pipeline")
    playground.run()


def show_failure(playground: Playground) -> None:
    playground.page.get_by_label("Example").select_option("concurrency/deadlock")
    playground.run()


def show_problems(playground: Playground) -> None:
    playground.write(MISTAKEN)
    playground.page.get_by_role("button", name="Run", exact=True).click()
    playground.page.get_by_text("Explanation").first.click()


def show_types(playground: Playground) -> None:
    playground.page.get_by_role("tab", name="Types").click()
    expect(playground.page.get_by_role("tabpanel", name="Types")).to_contain_text("str", timeout=30_000)


def show_wat(playground: Playground) -> None:
    playground.page.get_by_role("tab", name="WAT").click()
    expect(playground.page.get_by_role("tabpanel", name="WAT")).to_contain_text("(module", timeout=30_000)


def show_input(playground: Playground) -> None:
    playground.page.get_by_role("tab", name="Input").click()


def show_menu(playground: Playground) -> None:
    playground.page.locator("summary", has_text="More").click()


def show_share(playground: Playground) -> None:
    playground.page.get_by_role("button", name="Share").click()
    expect(playground.page.get_by_label("Link")).to_have_value(re.compile("#1"))


STATES = (show_output, show_failure, show_problems, show_types, show_wat, show_input, show_menu, show_share)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "width", "height"), [("desktop", 1280, 800), ("phone", 390, 844)])
def test_anyone_can_use_it(
    browser: Browser, address: str, scheme: Literal["light", "dark"], name: str, width: int, height: int
) -> None:
    """axe finds nothing in any state of the page, and nothing is wider than the screen. Screenshots are kept."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    found = {}
    for show in STATES:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto(address)
        expect(page.locator("#status")).to_contain_text("Ready")
        show(Playground(page, []))
        page.evaluate(AXE.read_text())
        state = show.__name__.removeprefix("show_")
        found[state] = page.evaluate(VIOLATIONS)
        page.screenshot(path=SCREENSHOTS / f"{name}-{scheme}-{state}.png")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state
        context.close()
    assert found == {state: [] for state in found}


def test_little_is_loaded_before_the_first_run(browser: Browser, address: str) -> None:
    """At most 250 KB as gzip has it, and nothing from elsewhere; what is kept for times without network comes later."""
    context = browser.new_context()
    page = context.new_page()
    loaded: dict[str, bytes] = {}
    page.on("response", lambda response: loaded.update({response.url: response.body()}))
    page.goto(address)
    expect(page.locator("#status")).to_contain_text("Ready")
    page.wait_for_timeout(2000)
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert all(url.startswith(address) for url in loaded)
    names = "".join(loaded)
    assert all(part in names for part in ("/assets/index-", "/host/host-", "/host/thread-", "/compiler/compiler-"))
    assert sum(len(gzip.compress(body)) for body in loaded.values()) <= 250 * 1024
    playground = Playground(page, [])
    assert playground.run("print(1)\n") == "1\n"
    expect(page.locator("#offline")).to_have_text("Works offline", timeout=60_000)
    assert playground.run("print(2)\n") == "2\n"  # by the server still, past the service worker
    follow_a_short_link(playground)
    context.close()
