"""Checks of the C kernels against the running interpreter, which must be CPython 3.13. See test_kernels.py.

kernel_checks.py [NAME...]     those that are named, or all
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "compiler"))  # its tables are the runtime's

from checks import dictionaries, formats, lists, mathematics, numbers, outside, sets, strings, tables

FAMILIES = (strings, numbers, formats, lists, dictionaries, sets, mathematics, outside, tables)
CHECKS = {name: check for family in FAMILIES for name, check in vars(family).items() if name.startswith("check_")}

if __name__ == "__main__":
    assert sys.version_info[:2] == (3, 13), "the oracle is CPython 3.13"
    for name in sys.argv[1:] or CHECKS:
        CHECKS[name]()
        print(name, "ok")
