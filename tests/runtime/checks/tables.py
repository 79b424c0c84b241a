"""The tables that scripts generate."""

from __future__ import annotations

import subprocess
import sys

from kernels import RUNTIME


def check_generated_tables() -> None:
    """The committed tables are what the scripts beside them write."""
    for name in ("unicode_tables", "power_tables"):
        made = subprocess.run(
            [sys.executable, str(RUNTIME / f"{name}.py")], capture_output=True, text=True, check=True
        ).stdout
        assert made == (RUNTIME / f"{name}.c").read_text(), name
