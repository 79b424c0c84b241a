"""Compiling for the commands; for `weft run` also the module's artefact, and the cache's entry."""

from __future__ import annotations

import gc
from argparse import Namespace

from weftc.cli.cache import keep
from weftc.cli.engine import needs_engine
from weftc.cli.namesake import note_namesake
from weftc.cli.program import Program
from weftc.cli.report import report_diagnostics
from weftc.driver import Compilation, Stage, Target, compile_program, files_read
from weftc.host import cache
from weftc.limits import DEFAULT, Limits


def compile_once(
    options: Namespace, program: Program, target: Target, last: Stage, workers: int | None = None
) -> Compilation:
    """Compiles within the options' limits, in a process that compiles nothing else. What the stages made is in use
    until the end or goes by itself, so the collector, which runs again afterwards, never walks it: that took 12 % of
    the time of 10,000 lines."""
    gc.disable()
    try:
        return compile_program(program.path, target, last, program.content, _limits(options), workers)
    finally:
        gc.freeze()
        gc.enable()


def _limits(options: Namespace) -> Limits:
    return Limits(
        DEFAULT.memory_bytes if options.max_compile_memory is None else options.max_compile_memory,
        DEFAULT.seconds if options.max_compile_seconds is None else options.max_compile_seconds,
    )


def compile_and_keep(
    options: Namespace, program: Program, target: Target, key: cache.Key | None
) -> tuple[bytes, str] | None:
    """The engine's artefact of the program, and how long each stage took; None if it has mistakes, which have been
    reported."""
    made = compile_once(options, program, target, "link")
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
