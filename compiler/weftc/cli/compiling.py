"""Compiling for `weft run`: the module, its artefact, and the cache's entry."""

from __future__ import annotations

from weftc.cli.cache import keep
from weftc.cli.engine import needs_engine
from weftc.cli.namesake import note_namesake
from weftc.cli.program import Program
from weftc.cli.report import report_diagnostics
from weftc.driver import Target, compile_program, files_read
from weftc.host import cache


def compile_and_keep(program: Program, target: Target, key: cache.Key | None) -> tuple[bytes, str] | None:
    """The engine's artefact of the program, and how long each stage took; None if it has mistakes, which have been
    reported."""
    made = compile_program(program.path, target, content=program.content)
    report_diagnostics(made.sink)
    if made.wasm is None:
        return None
    note_namesake(made)
    with needs_engine():
        from weftc.host.wasmtime_host import compile_module
    with made.stage("engine"):
        artefact = compile_module(made.wasm)
    read = files_read(made, program.path, key.content) if key else None
    if key and read:
        keep(key, artefact, *read)
    return artefact, ", ".join(f"{name} {seconds:.3f}" for name, seconds in made.seconds.items())
