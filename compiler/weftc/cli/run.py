"""`weft run`: from the cache if the program is there, else compiled, kept, and run."""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from contextlib import suppress

from weftc.cli.arguments import MAX_WORKERS, cache_limit, setting, wrong
from weftc.cli.engine import needs_engine
from weftc.cli.program import named_program
from weftc.host import cache, contract

STATUS_PROBLEMS = 1


def run(options: Namespace) -> int:
    """Runs the program; its exit status, or 1 if it has mistakes."""
    settings = contract.settings(
        workers=options.workers or (cores() if options.target == "threads" else 1),
        stress=options.stress,
        seed=options.seed,
        max_stack_bytes=setting(contract.ENV_MAX_STACK_SIZE),
    )
    dirs = _folders(options)
    program = named_program(options)
    with needs_engine():
        from weftc.host.wasmtime_host import StaleArtefactError, load_module, run
    started = time.perf_counter()
    content = program.read() if cache_limit() else None
    key = cache.Key(program.path, content, options.target) if content is not None else None
    artefact = cache.lookup(key) if key else None
    module, detail = None, "cached"
    if artefact is not None:
        with suppress(StaleArtefactError):  # where the engine was upgraded, say
            module = load_module(artefact)
    if module is None:
        from weftc.cli.compiling import compile_and_keep

        made = compile_and_keep(program, options.target, key)
        if made is None:
            return STATUS_PROBLEMS
        artefact, detail = made
        module = load_module(artefact)
    compiled = time.perf_counter() - started
    phases: dict[str, float] = {}
    status = run(
        module,
        [program.name, *options.arguments],
        settings=settings,
        dirs=dirs,
        on_phase=phases.__setitem__,
    )
    if options.time:
        sys.stderr.write(f"compile      {compiled:.3f} s ({detail})\n")
        sys.stderr.writelines(f"{name:<12} {phases[name]:.3f} s\n" for name in ("instantiate", "run"))
    return status


def cores() -> int:
    """How many workers can run at once."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(count, MAX_WORKERS)


def _folders(options: Namespace) -> list[tuple[str, str]]:
    """(folder, its name in the program): the current folder unless said otherwise."""
    if options.no_files:
        return []
    if options.dir:
        return [(folder, os.path.normpath(folder)) for folder in options.dir]
    try:
        os.getcwd()
    except FileNotFoundError:
        raise wrong("the current folder does not exist any more", "--no-files runs a program without one") from None
    return [(".", ".")]

