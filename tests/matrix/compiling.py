"""Cells through the compiler, in this process."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from tests.matrix.program import Cell, program
from weftc.diagnostics import Diagnostic, DiagnosticSink
from weftc.driver import Target, without_collection
from weftc.emit.emit import emit
from weftc.host.contract import EXPORTS
from weftc.host.wasmtime_host import compile_module
from weftc.infer import engine as infer_engine
from weftc.infer.infer import infer
from weftc.ir import ir
from weftc.link.linker import link
from weftc.link.stored import runtime_object
from weftc.lower.program import lower_program
from weftc.passes.pipeline import optimise
from weftc.syntax.build import load_library, load_program

NAME = "matrix.py"


class Refused(Exception):
    """The compiler refuses some of the cells."""

    def __init__(self, errors: list[tuple[Cell | None, Diagnostic]]) -> None:
        super().__init__("".join(f"\n{cell}: {error.code} {error.message}" for cell, error in errors))
        self.errors = errors

    @property
    def codes(self) -> dict[Cell, str]:
        """Cells with the code of their first error; a cell without one may be refused later."""
        out: dict[Cell, str] = {}
        for cell, error in self.errors:
            if cell is not None:
                out.setdefault(cell, error.code)
        return out


@contextmanager
def apart() -> Iterator[None]:
    """Keeps the cells of one program from touching each other: inference joins the arguments of a function that is
    called in too many ways, and a program of many cells calls the library in very many."""
    unlimited = {"MAX_INSTANCES": sys.maxsize, "MAX_LIBRARY_INSTANCES": sys.maxsize}
    with patch.multiple(infer_engine, **unlimited), without_collection():
        yield


@apart()
def lower(cells: Sequence[Cell]) -> tuple[ir.Program, set[Cell]]:
    """The cells' IR, and the cells for which there are warnings; raises Refused."""
    made = program(cells)
    sink = DiagnosticSink(limit=sys.maxsize)
    lowered = None
    loaded = load_program(NAME, sink, made.source.encode())
    if loaded is not None:
        typed = infer(loaded, sink, load_library)
        if typed is not None:
            lowered = lower_program(*typed)
    told = [(made.cell_at(found.span.line) if found.span is not None and found.span.file == NAME else None, found)
            for found in sink.diagnostics()]
    if lowered is None:
        raise Refused([(cell, found) for cell, found in told if found.severity == "error"])
    return lowered, {cell for cell, _ in told if cell is not None}


@without_collection()
def finish(lowered: ir.Program, target: Target) -> bytes:
    """The engine's artefact of a program."""
    threads = target == "threads"
    optimise(lowered)
    code = emit(lowered, threads=threads)
    linked = link(code, runtime_object(target), threads=threads, exports=EXPORTS[target])
    return compile_module(linked.wasm)


def refusals(cells: Iterable[Cell]) -> dict[Cell, str]:
    """The cells that are refused, with the first error's code. A stage refuses what the ones before it let through.
    Cells that the compiler can't take together, or whose errors are in none of them, are taken in parts."""
    left, codes = list(cells), dict[Cell, str]()
    while left:
        try:
            lower(left)
            break
        except Refused as refused:
            found = refused.codes
            if not found and len(left) == 1:
                found = {left[0]: refused.errors[0][1].code}
        except Exception:
            if len(left) == 1:
                raise
            found = {}
        if not found:
            half = len(left) // 2
            return codes | refusals(left[:half]) | refusals(left[half:])
        codes |= found
        left = [cell for cell in left if cell not in found]
    return codes
