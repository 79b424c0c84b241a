"""PyPI's `weft` is other people's package, and can't live beside ours: both own the folder `weft` of an environment.

What Weft compiles has its `weft` in itself and isn't concerned. But under CPython the program would import the other
one, so this is said where a program that imports `weft` is compiled.
"""

from __future__ import annotations

import os
import re
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weftc.driver import Compilation

#: how the package's first file begins; the other distribution may have written over files of ours, so that a place
#: tells nothing
OURS = b'"""Weft\'s tasks, channels and locks under CPython'
_IMPORT = re.compile(r"^\s*(import|from)\b[^#\n]*\bweft\b", re.MULTILINE)


def note_namesake(made: Compilation) -> None:
    """Says on standard error that CPython would import another `weft` than ours, if the program imports it."""
    if not any(_IMPORT.search(module.source) for module in made.modules.values()):
        return
    found = find_weft()
    if not found or not _is_ours(found):
        sys.stderr.write(
            f"note: under CPython `import weft` finds {found or 'nothing'}, which isn't Weft's package; "
            "Weft runs the program all the same\n"
            "help: PyPI's `weft` is another one: install Weft in an environment without it, or anew once it is gone\n"
        )


def find_weft() -> str | None:
    """The folder, or file, that `import weft` would take; nothing is imported."""
    spec = find_spec("weft")
    if spec is None:
        return None
    if spec.submodule_search_locations:
        return os.path.abspath(next(iter(spec.submodule_search_locations)))
    return spec.origin


def _is_ours(folder: str) -> bool:
    try:
        with open(os.path.join(folder, "__init__.py"), "rb") as file:
            return file.read(len(OURS)) == OURS
    except OSError:
        return False
