"""The table of codes: one entry each, with the long story for `weft explain`.

E01xx files and syntax, E02xx names and imports, E03xx types, E04xx what Weft refuses or does not do yet (below
E0420 the type stage speaks), E06xx limits on compiling; W warnings, of the same ranges, and W05xx about tasks.
The entries stand in `codes_*`, a file for each range.
"""

from __future__ import annotations

from textwrap import fill

from weftc.diagnostics.codes_limits import LIMIT_CODES
from weftc.diagnostics.codes_names import NAME_CODES
from weftc.diagnostics.codes_refused import REFUSED_CODES
from weftc.diagnostics.codes_syntax import SYNTAX_CODES
from weftc.diagnostics.codes_tasks import TASK_CODES
from weftc.diagnostics.codes_types import TYPE_CODES
from weftc.diagnostics.entry import CodeEntry
from weftc.diagnostics.near import did_you_mean

#: of a line of explanation
WIDTH = 80

_ENTRIES = (*SYNTAX_CODES, *NAME_CODES, *TYPE_CODES, *REFUSED_CODES, *LIMIT_CODES, *TASK_CODES)

TABLE: dict[str, CodeEntry] = {entry.code: entry for entry in _ENTRIES}


_BY_NAME = {entry.name: entry for entry in TABLE.values()}


def lookup(code: str) -> CodeEntry | None:
    """The entry of a code (`E0201`) or of its name (`undefined-name`)."""
    return TABLE.get(code.upper()) or _BY_NAME.get(code.lower())


def explain(code: str) -> str | None:
    """The long story of a code, or None if there is no such code."""
    entry = lookup(code)
    if entry is None:
        return None
    paragraphs = (_filled(paragraph) for paragraph in entry.text.strip("\n").split("\n\n"))
    return "\n\n".join((f"{entry.code} ({entry.name}): {entry.title}", *paragraphs)) + "\n"


def _filled(paragraph: str) -> str:
    """Lines of even length; code is indented, and stays as it is."""
    if paragraph.startswith(" "):
        return paragraph.rstrip()
    return fill(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)


def near_codes(code: str) -> tuple[str, ...]:
    return did_you_mean(code.upper(), TABLE)
