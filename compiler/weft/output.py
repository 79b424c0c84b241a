"""One print is one write: the built-in `print`, never mixed with another task's."""

from __future__ import annotations

import builtins
import functools
import io
import sys
import threading
from typing import Any

_print = builtins.print
_lock = threading.RLock()


@functools.wraps(_print)
def whole_print(
    *values: object, sep: str | None = " ", end: str | None = "\n", file: Any = None, flush: bool = False
) -> None:
    target = sys.stdout if file is None else file
    if target is None:
        return
    text = io.StringIO()
    _print(*values, sep=sep, end=end, file=text)
    with _lock:
        target.write(text.getvalue())
        if flush:
            target.flush()


def install() -> None:
    """Put `whole_print` in the place of the built-in `print`."""
    builtins.print = whole_print
