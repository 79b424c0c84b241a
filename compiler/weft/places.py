"""Places in the user's source: where a task waits, and where it was spawned."""

from __future__ import annotations

import linecache
import os
import sys
from dataclasses import dataclass

PACKAGE = os.path.dirname(os.path.abspath(__file__)) + os.sep


@dataclass(frozen=True, slots=True)
class Place:
    """One line of source, and the function that it stands in."""

    path: str
    line: int
    function: str

    def __str__(self) -> str:
        """The two lines of a Python traceback; one where the source can't be read."""
        head = f'  File "{self.path}", line {self.line}, in {self.function}'
        text = linecache.getline(self.path, self.line).strip()
        return f"{head}\n    {text}" if text else head


def place_of_caller() -> Place:
    """The innermost line on the stack that is not of this package."""
    frame = sys._getframe(1)
    while frame.f_code.co_filename.startswith(PACKAGE) and frame.f_back is not None:
        frame = frame.f_back
    return Place(frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name)
