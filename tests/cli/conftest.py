"""The command under test is the one in this checkout, each test with a cache and a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

COMPILER = Path(__file__).parents[2] / "compiler"


@dataclass
class Weft:
    """Runs `weft` in a folder."""

    folder: Path
    env: dict[str, str]
    python: list[str] = field(default_factory=list)
    started: list[subprocess.Popen[str]] = field(default_factory=list, repr=False)

    def __call__(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        with self.start(*arguments, **options) as process:
            out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        command = [sys.executable, *options.pop("python", []), "-m", "weftc.cli", *arguments]
        env = self.env | options.pop("env", {})
        pipe = subprocess.PIPE
        options = {"stdin": subprocess.DEVNULL, "stdout": pipe, "stderr": pipe, "cwd": self.folder} | options
        self.started.append(subprocess.Popen(command, env=env, text=True, **options))
        return self.started[-1]

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text)
        return path

    def entries(self) -> list[Path]:
        """What lies in the cache."""
        return sorted(Path(self.env["WEFT_CACHE"]).glob("*.weft"))


@pytest.fixture
def weft(tmp_path: Path) -> Iterator[Weft]:
    folder = tmp_path / "work"
    folder.mkdir()
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(COMPILER), "WEFT_CACHE": str(tmp_path / "cache")}
    made = Weft(folder, env)
    yield made
    for process in made.started:
        process.kill()  # what a failed test left
        process.wait()
