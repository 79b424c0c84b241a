"""The text of a module, assembled again, is the same module."""

from __future__ import annotations

from pathlib import Path

import pytest
import wasmtime

from weftc.driver import Target, compile_program
from weftc.wasm.leb import read_uleb
from weftc.wasm.wat import OPCODES, natural_align, print_module

PROGRAMS = Path(__file__).parents[1] / "programs"


def sections(wasm: bytes) -> list[tuple[int, bytes]]:
    """Number and content of all but custom sections."""
    found, at = [], 8
    while at < len(wasm):
        number = wasm[at]
        size, start = read_uleb(wasm, at + 1)
        at = start + size
        if number:
            found.append((number, wasm[start:at]))
    return found


@pytest.mark.parametrize("target", ["threads", "portable"])
@pytest.mark.parametrize("name", ["floats/parsing.py", "concurrency_select/deadlock.py", "programs/primes.py"])
def test_assembles_to_the_same(name: str, target: Target) -> None:
    path = PROGRAMS / name
    wasm = compile_program(str(path), target).wasm
    assert wasm is not None
    text = print_module(wasm)
    assert text.startswith("(module\n")
    assert "$__main__.<module>#0" in text
    assert sections(bytes(wasmtime.wat2wasm(text))) == sections(wasm)


def test_refuses_what_is_no_module() -> None:
    with pytest.raises(ValueError, match="not a WebAssembly module"):
        print_module(b"print(1)")


def module(body: bytes, results: bytes = b"\x00") -> bytes:
    """A module with one function and a memory of one page."""
    code = b"\x00" + body + b"\x0b"
    parts = [
        (1, b"\x01\x60\x00" + results),
        (3, b"\x01\x00"),
        (5, b"\x01\x00\x01"),
        (10, b"\x01" + bytes([len(code)]) + code),
    ]
    return b"\0asm\x01\0\0\0" + b"".join(bytes([number, len(content)]) + content for number, content in parts)


@pytest.mark.parametrize(
    ("bits", "text"),
    [
        ("000000000000f83f", "0x1.8000000000000p+0"),
        ("0000000000000080", "-0x0.0p+0"),
        ("010000000000f07f", "nan:0x1"),
        ("000000000000f8ff", "-nan:0x8000000000000"),
        ("000000000000f07f", "inf"),
        ("0100000000000000", "0x0.0000000000001p-1022"),
    ],
)
def test_floats_keep_all_bits(bits: str, text: str) -> None:
    wasm = module(b"\x44" + bytes.fromhex(bits), b"\x01\x7c")
    assert f"f64.const {text}\n" in print_module(wasm)
    assert sections(bytes(wasmtime.wat2wasm(print_module(wasm)))) == sections(wasm)


@pytest.mark.parametrize(
    ("name", "align"),
    [
        ("i32.load", 2),
        ("i64.load", 3),
        ("f64.store", 3),
        ("i64.load8_u", 0),
        ("i64.store16", 1),
        ("i64.load32_s", 2),
        ("i32.atomic.rmw16.cmpxchg_u", 1),
        ("i64.atomic.rmw.add", 3),
        ("i64.atomic.rmw8.xor_u", 0),
        ("memory.atomic.notify", 2),
        ("memory.atomic.wait64", 3),
    ],
)
def test_natural_alignment(name: str, align: int) -> None:
    assert natural_align(name) == align


def test_opcodes_of_atomics() -> None:
    assert OPCODES[0xFE1E][0] == "i32.atomic.rmw.add"
    assert OPCODES[0xFE48][0] == "i32.atomic.rmw.cmpxchg"
    assert OPCODES[0xFE4E][0] == "i64.atomic.rmw32.cmpxchg_u"
