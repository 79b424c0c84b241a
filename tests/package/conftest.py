"""What the package's tests share: programs run in a process of their own, and waiting for a task to park."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

COMPILER = str(Path(__file__).resolve().parents[2] / "compiler")
if COMPILER not in sys.path:
    sys.path.insert(0, COMPILER)

Run = Callable[..., "subprocess.CompletedProcess[str]"]
UntilParked = Callable[..., None]

PATIENCE = 30.0


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a program's text, with further files by name, and return its output and exit status."""

    def run_program(source: str, **modules: str) -> subprocess.CompletedProcess[str]:
        for name, text in {"program": "from weft import *\n" + textwrap.dedent(source), **modules}.items():
            (tmp_path / f"{name}.py").write_text(textwrap.dedent(text))
        return subprocess.run(
            [sys.executable, str(tmp_path / "program.py")],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            env={**os.environ, "PYTHONPATH": COMPILER},
        )

    return run_program


@pytest.fixture(autouse=True)
def no_error_is_left() -> Iterator[None]:
    """Each test joins the tasks that fail."""
    from weft.monitor import monitor

    yield
    with monitor.lock:
        failed = [str(record) for record in monitor.failed.values()]
        monitor.failed.clear()
    assert failed == []


@pytest.fixture
def until_parked() -> UntilParked:
    """Return once each of the tasks is parked."""

    def wait(*tasks: Any) -> None:
        limit = time.monotonic() + PATIENCE
        for task in tasks:
            while task._record.park is None:
                assert time.monotonic() < limit, f"{task} has not parked"
                assert not task.done, f"{task} has ended instead of parking"
                time.sleep(0)

    return wait
