"""The tables that scripts generate."""

from __future__ import annotations

import subprocess
import sys

from kernels import RUNTIME


def check_generated_tables() -> None:
    """The committed tables are what the scripts beside them write."""
    for name, script in (
        ("unicode_flags", "unicode_tables.py flags"),
        ("unicode_cases", "unicode_tables.py cases"),
        ("power_tables", "power_tables.py"),
    ):
        file, *part = script.split()
        made = subprocess.run(
            [sys.executable, str(RUNTIME / file), *part], capture_output=True, text=True, check=True
        ).stdout
        assert made == (RUNTIME / f"{name}.c").read_text(), name
