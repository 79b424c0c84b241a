"""Runs any module that keeps the contract in Chromium, on Web Workers, and gives back what it printed.

with Chromium() as chromium:
    result = chromium.run(module.wasm, env=contract.settings(workers=2))
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar, Self

from playwright.sync_api import sync_playwright

PAGE = Path(__file__).parent / "page"
EXECUTABLE = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: what a page needs for shared memory
ISOLATION = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Result:
    """What a run left: exit status, text on standard output and error, the engine's message if it trapped."""

    status: int
    stdout: str
    stderr: str
    error: str
    workers: int


class _Handler(SimpleHTTPRequestHandler):
    """Serves the page's files and the modules, isolated from other origins."""

    extensions_map: ClassVar[dict[str, str]] = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }

    def __init__(self, *arguments: Any, modules: dict[str, bytes]) -> None:
        self.modules = modules
        super().__init__(*arguments, directory=str(PAGE))

    def end_headers(self) -> None:
        for name, value in ISOLATION.items():
            self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:
        module = self.modules.get(self.path)
        if module is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/wasm")
        self.send_header("Content-Length", str(len(module)))
        self.end_headers()
        self.wfile.write(module)

    def log_message(self, *_: Any) -> None:
        pass


class Chromium:
    """A browser and the server of its page. One run at a time."""

    def __enter__(self) -> Self:
        self._modules: dict[str, bytes] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, modules=self._modules))
        Thread(target=self._server.serve_forever, daemon=True).start()
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=EXECUTABLE, args=ARGUMENTS)
        return self

    def __exit__(self, *_: object) -> None:
        self._browser.close()
        self._playwright.stop()
        self._server.shutdown()
        self._server.server_close()

    def run(
        self,
        wasm: bytes,
        *,
        args: tuple[str, ...] = ("program",),
        env: dict[str, str] | None = None,
        stdin: str = "",
        interrupt_after: str | None = None,
        timeout_s: float = 60,
    ) -> Result:
        """Runs a module in a fresh page. Once `interrupt_after` is printed, it calls `weft_interrupt`."""
        url = f"/{len(self._modules)}.wasm"
        self._modules[url] = wasm
        page = self._browser.new_page()
        try:
            page.set_default_timeout(timeout_s * 1000)
            page.goto(f"http://127.0.0.1:{self._server.server_port}/index.html")
            assert page.evaluate("crossOriginIsolated"), "the page is not isolated"
            options = {
                "args": list(args),
                "env": env or {},
                "stdin": stdin,
                "interruptAfter": interrupt_after,
            }
            page.evaluate(
                "([url, options]) => { runModule(url, options).then((r) => { window.result = r; },"
                " (e) => { window.result = {status: 2, error: String(e), output: [], workers: 0}; }); }",
                [url, options],
            )
            page.wait_for_function("window.result")
            got = page.evaluate("window.result")
        finally:
            page.close()
        streams = {fd: "".join(text for number, text in got["output"] if number == fd) for fd in (1, 2)}
        return Result(got["status"], streams[1], streams[2], got["error"], got["workers"])
