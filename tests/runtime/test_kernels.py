"""The C kernels against CPython 3.13: strings, numbers, formats, lists, dictionaries, math, files.

The checks are the functions check_* of checks/, run by kernel_checks.py under 3.13 (the oracle: texts of errors and
Unicode's version differ elsewhere), which needs no pytest; they are skipped where no 3.13 is found.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import kernels

CHECKS = Path(__file__).with_name("kernel_checks.py")
NAMES = [
    name
    for family in sorted((CHECKS.parent / "checks").glob("*.py"))
    for name in re.findall(r"^def (check_\w+)", family.read_text(), re.MULTILINE)
]
ORACLE = (3, 13)


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """The driver, built once, and the variables that let pyenv find 3.13."""
    return {**os.environ, "WEFT_KERNELS": str(kernels.driver()), "PYENV_VERSION": "3.13.0"}


def oracle(environment: dict[str, str]) -> str:
    """A CPython 3.13."""
    if sys.version_info[:2] == ORACLE:
        return sys.executable
    try:
        subprocess.run(["python3.13", "-c", ""], env=environment, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no CPython 3.13")
    return "python3.13"


@pytest.mark.parametrize("name", NAMES)
def test_kernel(name: str, environment: dict[str, str]) -> None:
    result = subprocess.run(
        [oracle(environment), str(CHECKS), name], env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-4000:]
