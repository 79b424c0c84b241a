"""Carets: source lines with the failing part between « », and what CPython 3.13 draws below."""

from __future__ import annotations

import pytest

from weftc.emit.carets import caret_line

CASES = [
    ("«f(1)»", "~^^^"),
    ("x = «f(1)»", ""),
    ("return «f(1)»", ""),
    ("return «o.f(1)»", "       ~~~^^^"),
    ("x = «f(1)» + 2", "    ~^^^"),
    ("raise «ValueError(1)» from e", "      ~~~~~~~~~~^^^"),
    ("«raise ValueError(1)»", ""),
    ("print(«xs[(i + 1)]»)", "      ~~^^^^^^^^^"),
    ("y = «(a + b)  //  c»", "    ~~~~~~~~~^^~~~"),
    ("y = «a-b»", "    ~^~"),
    ("for x in «rows»:", "         ^^^^"),
    ("x = «größe[ß]»", "    ~~~~~^^^"),
    ("assert «a == b», 'no'", "       ^^^^^^"),
    ("f(«not a syntax[»", "  ^^^^^^^^^^^^^"),
]


@pytest.mark.parametrize(("marked", "below"), CASES)
def test_caret_line(marked: str, below: str) -> None:
    start, end = marked.index("«"), marked.index("»") - 1
    assert caret_line(marked.replace("«", "").replace("»", ""), start, end) == below
