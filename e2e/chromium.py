"""The playground as a person meets it: `weft play` serves the built page, Chromium opens it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

ROOT = Path(__file__).resolve().parents[1]
BUILT_PAGE = ROOT / "playground/dist"
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
STOP_S = 60


def launch(playwright: Playwright) -> Browser:
    """A browser of its own, with nothing cached."""
    assert CHROMIUM is not None
    return playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[str]:
    """The address of a server of our own with these settings, whose links and log are in the folder."""
    command = [sys.executable, "-m", "weftc.cli", "play", "--port", "0"]
    env = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(ROOT / "compiler"), str(ROOT / "server"))),
        "WEFT_SERVER_RATE_COMPILE": "10000/minute",
        "WEFT_SERVER_LINKS_FILE": str(folder / "links.sqlite"),
        "WEFT_SERVER_LOG_FORMAT": "text",
    }
    env |= {f"WEFT_SERVER_{name.upper()}": value for name, value in settings.items()}
    with open(folder / "log", "w") as log:
        server = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, f"no address in {line!r}: {(folder / 'log').read_text()[-2000:]}"
        yield found[0].rstrip("/")
    finally:
        server.terminate()
        server.wait(STOP_S)


RUN = """async ([wasm, options]) => {
  const { run } = await import("/host/host.js");
  const written = { stdout: "", stderr: "" };
  const onOutput = (text, stream) => void (written[stream] += text);
  const bytes = Uint8Array.from(atob(wasm), (c) => c.charCodeAt(0));
  return { ...(await run(bytes, { ...options, onOutput }).exit), ...written };
}"""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a module's run in a page ended; times in milliseconds."""

    status: int
    reason: str
    ms: float
    instantiateMs: float
    message: str
    stdout: str
    stderr: str


def run_module(page: Page, wasm: bytes, **options: Any) -> Ending:
    """Runs a module by the host itself; `options` are those of the host's `run`."""
    return Ending(**page.evaluate(RUN, [b64encode(wasm).decode(), options]))
