"""Names of a module that are constants: literals, and arithmetic of them."""

import ast

import pytest

from weftc.syntax.constants import constant_value

KNOWN = {"N": 7, "S": "ab", "F": 0.5, "NONE": None}


@pytest.mark.parametrize(
    "text",
    """1 -1 2.5 'a' None True N -N N+1 N*-2 2**10 -2**3 1<<5 N//2 N%4 N/2 F*3 'a'+S S+'x'+'y' (N+1)*2 0xff&N 1|N N^3
    N>>1 2**-1""".split(),
)
def test_known(text: str) -> None:
    found = constant_value(ast.parse(text, mode="eval").body, KNOWN)
    expected = eval(text, dict(KNOWN))
    assert found is not None
    assert (type(found[0]), found[0]) == (type(expected), expected)


@pytest.mark.parametrize(
    "text", "1/0 M M+1 f(1) [1] 'a'*3 2**61 2**10**9 1<<99999 NONE+1 S+1 -S N//0 2.0**9999 1<<-1".split()
)
def test_unknown(text: str) -> None:
    """Others are computed when the module's body runs, where they may raise too."""
    assert constant_value(ast.parse(text, mode="eval").body, KNOWN) is None
