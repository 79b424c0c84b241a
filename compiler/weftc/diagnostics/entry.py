"""One row of the table of codes."""

from __future__ import annotations

from typing import NamedTuple


class CodeEntry(NamedTuple):
    """`name` is the code in words, unique too; `title` says the problem in short; `text` explains it, with an
    example and the fix."""

    code: str
    name: str
    title: str
    text: str
