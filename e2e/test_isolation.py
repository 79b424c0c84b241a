"""Pages whose server sends no headers for isolation, and the host in a page of somebody else's."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from e2e.chromium import ROOT
from e2e.conftest import Playground, StaticHost

README = ROOT / "playground/README.md"
TWO_AT_ONCE = """from weft import cpus, join, spawn
def half(n):
    return sum(range(n))
print(cpus() > 1, join([spawn(half, 1000), spawn(half, 2000)]))
"""


def build(folder: Path, source: str, target: str) -> None:
    (folder / "hello.py").write_text(source)
    command = [sys.executable, "-m", "weftc.cli", "build", "--target", target, "hello.py", "-o", "hello.wasm"]
    subprocess.run(command, cwd=folder, check=True)


def test_a_static_host_gets_isolated_by_a_service_worker(browser: Browser, static_host: StaticHost) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{static_host.address}/play/")
    expect(page.locator("#notice")).to_contain_text("has loaded twice")
    assert page.evaluate("crossOriginIsolated")
    expect(page.locator("#status")).to_contain_text("Ready")
    page.reload()
    expect(page.locator("#status")).to_contain_text("Ready")
    assert page.evaluate("crossOriginIsolated")
    expect(page.locator("#notice")).to_be_hidden()
    context.close()


def test_without_service_workers_it_runs_on_one_worker(browser: Browser, address: str) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()

    def without_headers(route: Route) -> None:
        response = route.fetch()
        kept = {k: v for k, v in response.headers.items() if not k.startswith("cross-origin-")}
        route.fulfill(response=response, headers=kept)

    page.route("**/*", without_headers)
    page.goto(address)
    expect(page.locator("#notice")).to_contain_text("one core")
    expect(page.get_by_label("Workers")).to_be_disabled()
    playground = Playground(page, [])
    assert playground.run("print('alone')\n") == "alone\n"
    assert playground.run(TWO_AT_ONCE) == "False [499500, 1999000]\n"
    page.unroute_all(behavior="wait")
    context.close()


@pytest.mark.parametrize("target", ["threads", "portable"])
def test_the_readme_s_page_of_ten_lines(browser: Browser, static_host: StaticHost, target: str) -> None:
    folder = static_host.folder
    found = re.search(r"```html\n(.*?)```", README.read_text(), re.DOTALL)
    assert found
    assert len(found[1].splitlines()) <= 12
    (folder / "own").mkdir()
    shutil.move(folder / "play/host", folder / "own/host")  # all that it needs, and the service worker
    shutil.move(folder / "play/service-worker.js", folder / "own/service-worker.js")
    (folder / "own/index.html").write_text(found[1])
    build(folder / "own", TWO_AT_ONCE, target)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{static_host.address}/own/")
    expect(page).to_have_title(re.compile(r"^exit 0 after \d+ ms$"))
    assert page.locator("#output").text_content() == f"{target == 'threads'} [499500, 1999000]\n"
    context.close()
