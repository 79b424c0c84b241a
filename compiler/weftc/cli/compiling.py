"""Compiling for `weft run`: the module, its artefact, and the cache's entry."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from weftc.cli.arguments import cache_limit
from weftc.cli.namesake import note_namesake
from weftc.cli.report import report_diagnostics
from weftc.driver import CompilerBug, Target, compile_program, files_read
from weftc.host import cache
from weftc.host.private_folder import NotPrivate


def compile_and_keep(path: str, target: Target, key: cache.Key | None) -> tuple[cache.Entry, str] | None:
    """The compiled program and how long each stage took; None if it has mistakes, which have been reported."""
    made = compile_program(path, target)
    report_diagnostics(made.sink)
    if made.wasm is None:
        return None
    note_namesake(made)
    read = files_read(made, path, key.content) if key else None
    with made.stage("engine"):
        entry = keep(made.wasm, key if read else None, *(read or ({}, [])))
    return entry, ", ".join(f"{name} {seconds:.3f}" for name, seconds in made.seconds.items())


def keep(wasm: bytes, key: cache.Key | None, files: Mapping[str, bytes], absent: Sequence[str]) -> cache.Entry:
    """The module with the engine's artefact of it, written to the cache if there is a key."""
    from weftc.host.wasmtime_host import compile_module

    entry = cache.Entry(wasm, compile_module(wasm))
    if key is not None:
        try:
            cache.store(key, entry, files, absent, cache_limit())
        except NotPrivate as why:
            sys.stderr.write(f"note: compiled without a cache, since others could change it: {why}\n")
    return entry


__all__ = ["CompilerBug", "compile_and_keep", "keep"]
