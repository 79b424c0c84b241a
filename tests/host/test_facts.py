"""What a module's section says, of modules of Weft's and of any bytes."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest

from weftc.abi.version import ABI
from weftc.driver import Target, compile_program
from weftc.host import contract
from weftc.host.facts import Facts, Foreign, read_facts

HEADER = contract.WASM_MAGIC + b"\1\0\0\0"


def custom(name: bytes, content: bytes) -> bytes:
    """A custom section of under 128 bytes."""
    content = bytes([len(name)]) + name + content
    return bytes([0, len(content)]) + content


def built(target: Target, workers: int | None = None) -> bytes:
    wasm = compile_program("main.py", target, content=b"print(1)\n", workers=workers).wasm
    assert wasm is not None
    return wasm


@pytest.mark.parametrize("target", ["threads", "portable"])
def test_of_a_module(target: Target) -> None:
    facts = read_facts(built(target))
    assert facts.target == target
    assert facts.pages > 0
    assert facts.workers is None


def test_of_a_module_that_says_how_many_workers() -> None:
    assert read_facts(built("threads", 7)).workers == 7


def test_behind_other_sections() -> None:
    section = custom(b"weft", f'{{"contract":1,"target":"portable","pages":3,"abi":"{ABI}"}}'.encode())
    assert read_facts(HEADER + custom(b"name", b"weft") + b"\1\1\0" + section) == Facts("portable", 3)


@pytest.mark.parametrize(
    ("wasm", "says"),
    [
        (HEADER, "was not made by Weft: it has no section `weft`"),
        (HEADER + custom(b"name", b"weft"), "was not made by Weft: it has no section"),
        (HEADER + custom(b"weft", b"{}"), "was not made by Weft: its section `weft` says something else"),
        (HEADER + custom(b"weft", b"[1]"), "was not made by Weft: its section"),
        (HEADER + custom(b"weft", b"\xff"), "was not made by Weft: its section"),
        (HEADER + custom(b"weft", b'{"contract":2,"target":"portable","pages":1}'), "keeps contract 2, and this Weft"),
        (HEADER + custom(b"weft", b'{"contract":1,"target":[],"pages":1}'), "was not made by Weft: its section"),
        (HEADER[:6], "is not a whole WebAssembly module"),
        (HEADER + b"\0", "is not a whole"),
        (HEADER + b"\0\5ab", "is not a whole"),
        (HEADER + b"\0\xff\xff\xff\xff\xff\xff", "is not a whole"),
    ],
)
def test_of_others(wasm: bytes, says: str) -> None:
    with pytest.raises(Foreign, match="^" + says.replace("`", "\\`")):
        read_facts(wasm)


def test_of_part_of_a_module() -> None:
    whole = built("portable")
    after = whole.index(b"}") + 1
    for length in range(4, after):
        with pytest.raises(Foreign):
            read_facts(whole[:length])


def test_of_anything() -> None:
    """Nothing but Foreign comes of bytes that nobody made."""
    random = Random(1)
    for _ in range(3000):
        data = random.randbytes(random.randrange(200))
        for wasm in (HEADER + data, HEADER + custom(b"weft", data[:100])):
            with suppress(Foreign):
                read_facts(wasm)
