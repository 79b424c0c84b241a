"""A release wheel holds the built page, so `weft play` needs no Node.js where it is installed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from e2e.chromium import BUILT_PAGE, ROOT


def test_a_wheel_serves_the_page(tmp_path: Path) -> None:
    if not BUILT_PAGE.is_dir():
        pytest.skip("needs the built page (Node.js)")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", tmp_path, ROOT], check=True)
    (wheel,) = tmp_path.glob("weft_lang-*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", tmp_path / "installed", wheel], check=True)
    env = {k: v for k, v in os.environ.items() if k != "PATH"} | {"PYTHONPATH": str(tmp_path / "installed")}
    command = [sys.executable, "-m", "weftc.cli", "play", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://\S+", server.stdout.readline())
            assert found
            with urllib.request.urlopen(found[0]) as answer:
                assert answer.read() == (BUILT_PAGE / "index.html").read_bytes()
        finally:
            server.terminate()
