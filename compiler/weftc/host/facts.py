"""What a module says of itself in its custom section: which contract it keeps, which variant it is.

In: a module's bytes, of which nothing is known yet. Out: `Facts`, or `Foreign` with a reason. Nothing else of the
module is looked at; whether it is valid the engine says.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from ..abi.version import ABI
from . import contract


class Facts(NamedTuple):
    """Of a module that was linked by a Weft whose contract and ABI are this one's."""

    target: str
    #: what a threads module asks for
    pages: int
    #: so many a threads module starts, unless its host says otherwise; None: the host is to say
    workers: int | None = None


class Foreign(Exception):
    """The module can't be taken; the text goes on after its name."""


def read_facts(wasm: bytes) -> Facts:
    """The facts of a module; raises Foreign."""
    try:
        section = _custom_section(wasm, contract.SECTION.encode())
    except IndexError:
        raise Foreign("is not a whole WebAssembly module") from None
    if section is None:
        raise Foreign(f"was not made by Weft: it has no section `{contract.SECTION}`; `wasmtime run` may run it")
    try:
        facts = json.loads(section)
        version = int(facts["contract"])
        if version != contract.VERSION:
            raise Foreign(f"keeps contract {version}, and this Weft knows {contract.VERSION}")
        if facts["target"] in contract.EXPORTS:
            workers = facts.get("workers")
            found = Facts(facts["target"], int(facts["pages"]), None if workers is None else int(workers))
            abi = facts.get("abi")
            if abi != ABI:
                raise Foreign(f"was built for another ABI than this Weft's ({abi}, not {ABI}): build it again")
            return found
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        pass
    raise Foreign(f"was not made by Weft: its section `{contract.SECTION}` says something else")


def _custom_section(wasm: bytes, name: bytes) -> bytes | None:
    """The content of the first custom section of that name. Sections are: kind, size, content; the content of a custom
    one (kind 0) begins with the length of its name and the name."""
    at = len(contract.WASM_MAGIC) + 4  # a version
    if len(wasm) < at:
        raise IndexError
    while at < len(wasm):
        kind = wasm[at]
        size, start = _leb(wasm, at + 1)
        at = start + size
        if at > len(wasm):
            raise IndexError
        if kind == 0:
            length, named = _leb(wasm, start)
            if wasm[named : named + length] == name:
                return wasm[named + length : at]
    return None


def _leb(data: bytes, at: int) -> tuple[int, int]:
    """An unsigned number in LEB128, of 32 bits at most, and where it ends."""
    value = 0
    for shift in range(0, 35, 7):
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise IndexError
