"""Programs run: as CPython runs them, on several cores, with output as it comes, and until Stop."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from e2e.chromium import ROOT
from e2e.conftest import Playground, until

EXAMPLES = sorted((ROOT / "examples").glob("*/*.py"))
#: every so many of those of other systems, which tests/test_programs.py runs all
TRANSLATED = sorted((ROOT / "examples/from").glob("*/*.py"))[::6]
STOP_S = 1.0
PAGE_BYTES = 4096
SETTLE_MS = 1000  # until the system has back what was let go
LEAK_BYTES = 100 << 20  # 90 memories that stay would be 1.4 GB

#: too many tasks for threads of CPython: what it must print
KNOWN = {"concurrency/million": "131,072 leaves, 262,142 tasks\n"}
#: on standard error; the paths in it are the page's
FAILING = {"concurrency/deadlock", "language/errors"}


def expected(path: Path) -> str:
    name = f"{path.parent.name}/{path.stem}"
    if name in KNOWN:
        return KNOWN[name]
    env = os.environ | {"PYTHONPATH": str(ROOT / "compiler")}
    done = subprocess.run([sys.executable, path], input="", capture_output=True, text=True, env=env, check=False)
    assert done.returncode == (1 if name in FAILING else 0), done.stderr
    return done.stdout


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_example_prints_what_cpython_prints(playground: Playground, path: Path) -> None:
    name = f"{path.parent.name}/{path.stem}"
    playground.page.get_by_label("Example").select_option(name)
    assert playground.source == path.read_text()
    playground.run()
    printed = playground.page.locator("[role=log] .stdout").all_text_contents()
    assert "".join(printed) == expected(path)
    failed = playground.page.locator("[role=log] .stderr").count() > 0
    assert failed == (name in FAILING)


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_examples_of_other_systems_print_what_stands_beside_them(playground: Playground, path: Path) -> None:
    playground.page.get_by_label("Example").select_option(f"{path.parent.name}/{path.stem}")
    assert playground.source == path.read_text()
    playground.run()
    printed = playground.page.locator("[role=log] .stdout").all_text_contents()
    assert "".join(printed) == path.with_suffix(".out").read_text()


@pytest.mark.timing
def test_two_workers_run_at_once(playground: Playground) -> None:
    """Two long loops are under way at the same time, for most of it."""
    playground.page.get_by_label("Workers").fill("2")
    output = playground.run(
        "import time\n"
        "from weft import join, spawn\n"
        "def spin():\n"
        "    start = time.perf_counter()\n"
        "    n = 0\n"
        "    while n < 200_000_000:\n"
        "        n += 1\n"
        "    return start, time.perf_counter()\n"
        "(a, b), (c, d) = join([spawn(spin), spawn(spin)])\n"
        "print('overlap', min(b, d) - max(a, c) > 0.5 * max(b - a, d - c))\n"
    )
    assert output == "overlap True\n"


def test_output_streams(playground: Playground) -> None:
    playground.write("import time\nprint('first')\ntime.sleep(30)\nprint('second')\n")
    playground.page.get_by_role("button", name="Run", exact=True).click()
    playground.expect_output("first")
    assert "second" not in playground.output
    playground.stop()
    playground.wait()
    assert "second" not in playground.output


PROGRAMS = {
    "endless loop": "print('on')\nwhile True:\n    pass\n",
    # slow enough that the limit for output isn't reached before Stop
    "print flood": (
        "n = 0\nwhile True:\n    print('on and' * 10)\n    for k in range(30_000):\n        n = (n * 31 + k) % 65521\n"
    ),
    "memory bomb": "print('on')\nxs = []\nwhile True:\n    xs.append([0] * 100)\n",
    "deadlock beside a sleeper": (
        "from weft import Channel, spawn, sleep\nprint('on')\n"
        "def wait():\n    Channel(0).recv()\nspawn(wait)\nsleep(1000)\n"
    ),
    "task bomb": (
        "from weft import spawn, sleep\nprint('on')\n"
        "def bomb():\n    while True:\n        spawn(bomb)\n        sleep(0)\n"
        "bomb()\n"
    ),
    "sleepers": (
        "from weft import spawn, sleep\nprint('on')\nfor _ in range(1000):\n    spawn(sleep, 1000)\nsleep(1000)\n"
    ),
}


@pytest.mark.timing
@pytest.mark.parametrize("name", PROGRAMS)
def test_stop_always_works(playground: Playground, name: str) -> None:
    playground.write(PROGRAMS[name])
    playground.page.get_by_role("button", name="Run", exact=True).click()
    playground.expect_output("on")
    start = time.monotonic()
    playground.stop()
    playground.wait()
    playground.expect_spare_workers()  # cores are free again
    assert time.monotonic() - start < STOP_S
    assert playground.status.startswith("Stopped")
    assert playground.run("print('again')\n") == "again\n"


def test_what_no_longer_fits_the_log_is_told(playground: Playground) -> None:
    output = playground.run("for n in range(50_000):\n    print('line', n)\n")
    assert output.startswith("(only the last 100,000 characters are shown)\n")
    assert output.endswith("line 49998\nline 49999\n")
    assert playground.run("print('short')\n") == "short\n"


def test_too_much_output_ends_the_program(playground: Playground) -> None:
    playground.run("while True:\n    print('x' * 100)\n")
    assert playground.status.startswith("Too much output: the program has written more than 16777216 bytes")
    assert playground.run("print('again')\n") == "again\n"


def test_a_deadlock_is_told(playground: Playground) -> None:
    output = playground.run("from weft import Channel\nChannel(0).recv()\n")
    assert "main waits to receive" in output
    assert playground.status.startswith("Deadlock")


def test_running_out_of_memory_is_told(playground: Playground) -> None:
    output = playground.run("xs = []\nwhile True:\n    xs.append([0] * 1_000_000)\n")
    assert "MemoryError" in output
    assert playground.status.startswith("Out of memory")


def test_exit_status_and_stderr(playground: Playground) -> None:
    output = playground.run("import sys\nprint('out')\nprint('err', file=sys.stderr)\nsys.exit(3)\n")
    assert output == "out\nerr\n"
    assert playground.page.locator("[role=log] .stderr").inner_text().strip() == "err"
    assert playground.status.startswith("Ended with status 3")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_output_and_errors_come_in_the_programs_order(playground: Playground, workers: str) -> None:
    playground.page.get_by_label("Workers").fill(workers)
    output = playground.run(
        "import sys\nfrom weft import spawn\n"
        "def both(count):\n    for n in range(count):\n"
        "        print('out', n)\n        print('err', n, file=sys.stderr)\n"
        "both(3)\nspawn(both, 200).join()\nprint('end')\n"
    )
    pairs = [f"out {n}\nerr {n}\n" for count in (3, 200) for n in range(count)]
    assert output == "".join(pairs) + "end\n"
    assert playground.page.locator("[role=log] .stderr").count() == 203


def test_standard_input(playground: Playground) -> None:
    playground.page.get_by_role("tab", name="Input").click()
    playground.page.get_by_label("Standard input").fill("Ada\nGrace\n")
    assert playground.run("import sys\nfor line in sys.stdin:\n    print(line.strip()[::-1])\n") == "adA\necarG\n"


def test_a_worker_that_cannot_be_loaded_is_told(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/thread*.js", lambda route: route.abort())
    page.goto(address)
    expect(page.locator("#status")).to_contain_text("Ready")
    playground = Playground(page, [])
    assert playground.run("print(1)\n") == ""
    assert "can't be loaded" in playground.status
    page.unroute_all(behavior="wait")
    context.close()


def test_keyboard_alone(playground: Playground) -> None:
    """Writes, runs, stops, looks at another pane, shares and runs again without a mouse."""
    page, press = playground.page, playground.page.keyboard.press
    focused = "document.activeElement.id || document.activeElement.textContent"

    def tab_to(name: str, key: str = "Tab") -> None:
        for _ in range(40):
            press(key)
            if page.evaluate(focused) == name:
                return
        raise AssertionError(f"{name} is not reached by {key}")

    tab_to("editor")  # its scroller
    press("Tab")
    press("Control+a")
    press("Delete")
    page.keyboard.type("while True:\npass\n")  # the editor indents
    press("Control+Enter")
    expect(page.locator("#status")).to_contain_text("Running")
    press("Escape")
    tab_to("stop", "Shift+Tab")
    press("Enter")
    playground.wait()
    tab_to("tab-output")
    press("ArrowRight")
    expect(page.get_by_role("tab", name="Problems")).to_be_focused()
    tab_to("share", "Shift+Tab")
    press("Enter")
    expect(page.get_by_label("Link")).to_be_focused()
    press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    tab_to("examples", "Shift+Tab")
    press("ArrowDown")
    tab_to("run")
    press("Enter")
    playground.wait()
    assert playground.status.startswith("Finished")


def resident_bytes(browser: Browser) -> int:
    """What all of the browser's processes hold in memory."""
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    held = 0
    for process in processes:
        with suppress(FileNotFoundError, ProcessLookupError):  # it has ended since
            held += int(Path(f"/proc/{process['id']}/statm").read_text().split()[1]) * PAGE_BYTES
    return held


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_hundred_runs_leave_nothing_behind(playground: Playground, browser: Browser) -> None:
    """Neither workers nor memory: each run takes 16 MB."""
    playground.write("xs = [1] * 2_000_000\nprint(sum(xs))\n")
    page = playground.page
    collector = page.context.new_cdp_session(page)

    def run(count: int) -> None:
        for _ in range(count):
            assert playground.run() == "2000000\n"
        playground.expect_spare_workers()

    def held() -> int:
        collector.send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(SETTLE_MS)
        return resident_bytes(browser)

    run(10)
    before = held()
    run(90)
    until(page, lambda: held() - before < LEAK_BYTES)
