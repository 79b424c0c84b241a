import pytest

from weftc.wasm.leb import read_sleb, read_uleb, sleb, sleb32, uleb

EDGES = sorted({sign * (1 << bits) + off for bits in range(64) for off in (-1, 0, 1) for sign in (1, -1)})


@pytest.mark.parametrize("value", [v for v in EDGES if v >= 0])
def test_unsigned_reads_back(value: int) -> None:
    assert read_uleb(b"x" + uleb(value) + b"\xff", 1) == (value, 1 + len(uleb(value)))


@pytest.mark.parametrize("value", EDGES)
def test_signed_reads_back(value: int) -> None:
    assert read_sleb(sleb(value) + b"\xff", 0) == (value, len(sleb(value)))


def test_shortest() -> None:
    assert (uleb(127), uleb(128)) == (b"\x7f", b"\x80\x01")
    assert (sleb(63), sleb(64), sleb(-64), sleb(-65)) == (b"\x3f", b"\xc0\x00", b"\x40", b"\xbf\x7f")


def test_addresses_above_2_gib_are_negative_constants() -> None:
    assert read_sleb(sleb32(0xFFFFFFFF), 0)[0] == -1
    assert read_sleb(sleb32(0x80000000), 0)[0] == -(1 << 31)
    assert read_sleb(sleb32(0x7FFFFFFF), 0)[0] == 0x7FFFFFFF


def test_padded_forms_are_read() -> None:
    assert read_uleb(b"\x81\x80\x80\x80\x00", 0) == (1, 5)
    assert read_sleb(b"\xff\xff\xff\xff\x7f", 0) == (-1, 5)
