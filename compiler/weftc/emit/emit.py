"""The back end's driver: a program's functions, one after the other, into an object file."""

from __future__ import annotations

from weftc import limits
from weftc.abi.structs import Program as layout
from weftc.abi.version import ABI
from weftc.emit.call_graph import find_call_graph
from weftc.emit.compile import Compiler
from weftc.emit.control_flow import find_control_flow
from weftc.emit.declared import declare
from weftc.emit.polls import find_polls
from weftc.emit.slow import add_slow
from weftc.emit.thunks import add_globals, write_lines
from weftc.ir.ir import OWN_GLOBALS, SHARED_AREA, SHARED_GLOBALS, Program
from weftc.wasm.objects import Datum, ObjectFile, Reloc, RelocKind


def emit(program: Program, *, threads: bool, generic: bool = True) -> ObjectFile:
    """Code and data of a program.

    `threads`: polls read a flag that other threads set; else they count fuel. `generic=False`: an int that overflows
    in a loop raises at once, and there is one body per function.
    """
    out = ObjectFile(abi=ABI)
    flows = {name: find_control_flow(function) for name, function in program.functions.items()}
    polls = {name: find_polls(flow) for name, flow in flows.items()}
    calls = find_call_graph(program, flows, {name for name, found in polls.items() if found.strips})
    compiler = Compiler(program, calls, threads, generic, out)
    for name, flow in flows.items():
        limits.check()
        compiler.plan(flow, polls[name])
    for name in flows:
        limits.check()
        compiler.write(name)
    if compiler.chained:
        out.functions.append(write_lines())
    out.data += compiler.positions.data
    out.data += program.data.values()
    out.data.append(_program_datum(program))
    add_globals(out)
    add_slow(out)
    declare(out)
    return out


def _program_datum(program: Program) -> Datum:
    """struct Program."""
    content = layout.pack(max_class_id=program.max_class_id)
    relocs = [Reloc(layout.main_desc, RelocKind.MEMORY_I32, f"{program.main}.point.1")]
    for offset, symbol in (
        (layout.own, OWN_GLOBALS), (layout.shared, SHARED_GLOBALS), (layout.shared_area, SHARED_AREA)
    ):  # fmt: skip
        relocs.append(Reloc(offset, RelocKind.MEMORY_I32, symbol))
    return Datum("weft_program", 4, content, len(content), relocs)
