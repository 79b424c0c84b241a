"""What a link's text holds: programs as the page packs them, and what claims to be one."""

from __future__ import annotations

import json
import tracemalloc
import zlib
from base64 import urlsafe_b64encode

import pytest

from tests.server.link_files import deflated, pack
from weft_server.fragments import FragmentError, TooLarge, program_of

LIMIT = 128 << 10


def test_programs() -> None:
    for source in ("", "print(1)\n", "print('\N{SNOWMAN}\\x1b\\ud800')\n", "\x01" * LIMIT):
        assert program_of(pack(source), LIMIT) == source
        assert program_of(pack(source, stdin="1\n2\n"), LIMIT) == source


@pytest.mark.parametrize("fragment", ["", "code=abc", "2.abc", "1", "x1."])
def test_other_forms_are_none_of_its_business(fragment: str) -> None:
    assert program_of(fragment, LIMIT) is None


WHOLE = pack("print(1)\n")


@pytest.mark.parametrize(
    "fragment",
    [
        "1.",
        "1.a",
        "1.!!!!",
        WHOLE[:-4],
        WHOLE + "AAAA",
        WHOLE.replace("1.", "1. "),
        "1." + urlsafe_b64encode(zlib.compress(b'{"source": ""}')).decode(),  # with a head
        "1." + deflated(b'{"source": "\xff"}'),
        "1." + deflated(b"no JSON"),
        "1." + deflated(b'{"source": "a"} {}'),
        "1." + deflated(b"[" * 100_000),
        "1." + deflated(b'{"source": ' + b"1" * 10_000 + b"}"),
        "1." + deflated(json.dumps(["source"]).encode()),
        "1." + deflated(json.dumps({"stdin": ""}).encode()),
        "1." + deflated(json.dumps({"source": 5}).encode()),
        pack("", stdin=5),
    ],
)
def test_what_is_damaged(fragment: str) -> None:
    with pytest.raises(FragmentError) as error:
        program_of(fragment, LIMIT)
    assert not isinstance(error.value, TooLarge)


def test_what_is_too_large() -> None:
    assert program_of(pack("\u00e9" * (LIMIT // 2)), LIMIT)
    for source in ("#" * (LIMIT + 1), "\u00e9" * (LIMIT // 2 + 1), "\ud800" * (LIMIT // 2)):
        with pytest.raises(TooLarge, match="larger than 131072 bytes"):
            program_of(pack(source), LIMIT)
    with pytest.raises(TooLarge, match="program and input take more than"):
        program_of(pack("", stdin="x" * (7 * LIMIT)), LIMIT)


def test_a_bomb_takes_no_memory() -> None:
    bomb = "1." + deflated(bytes(100 << 20))
    assert len(bomb) < 200_000
    tracemalloc.start()
    with pytest.raises(TooLarge):
        program_of(bomb, LIMIT)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 << 20
