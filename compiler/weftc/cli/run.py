"""`weft run`: from the cache if the program is there, else compiled, kept, and run."""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from weftc.cli.arguments import cache_limit, check_switch, setting, workers_setting, wrong
from weftc.cli.engine import needs_engine
from weftc.cli.program import Program, named_program
from weftc.host import cache, contract

if TYPE_CHECKING:
    from collections.abc import Callable

    from wasmtime import Module

    from weftc.driver import Target

STATUS_PROBLEMS = 1


class _Job(NamedTuple):
    """What is run."""

    #: its sys.argv[0]
    name: str
    #: the variant of the module
    target: str
    #: how many it starts by itself; None: as many as cores
    workers: int | None
    key: cache.Key | None
    #: gives the engine's artefact and how long that took; None if there are mistakes, which have been reported
    compile: Callable[[], tuple[bytes, str] | None]
    #: around all that the engine does
    guard: AbstractContextManager[None]


def run(options: Namespace) -> int:
    """Runs a program, or a module; its exit status, or 1 if it has mistakes."""
    dirs = _folders(options)
    job = _job(options, named_program(options))
    settings = contract.settings(
        workers=_workers(options, job),
        stress=options.stress,
        seed=options.seed,
        sequential=options.sequential,
        max_stack_bytes=setting(contract.ENV_MAX_STACK_SIZE),
    )
    with needs_engine():
        from weftc.host.wasmtime_host import ENV_PROFILE
        from weftc.host.wasmtime_host import run as run_module
    check_switch(ENV_PROFILE)
    with job.guard:
        started = time.perf_counter()
        loaded = _load(job)
        if loaded is None:
            return STATUS_PROBLEMS
        module, detail = loaded
        compiled = time.perf_counter() - started
        phases: dict[str, float] = {}
        argv = [job.name, *options.arguments]
        status = run_module(module, argv, settings=settings, dirs=dirs, on_phase=phases.__setitem__)
    if options.time:
        sys.stderr.write(f"compile      {compiled:.3f} s ({detail})\n")
        sys.stderr.writelines(f"{name:<12} {phases[name]:.3f} s\n" for name in ("instantiate", "run"))
    return status


def _job(options: Namespace, program: Program) -> _Job:
    content = program.read()
    if content is not None and content.startswith(contract.WASM_MAGIC):
        from weftc.cli import modules

        facts = modules.facts_of(options, program.path, content)
        target = facts.target
        key = _key(program, content, target)
        compile, guard = partial(modules.compile_and_keep, content, target, key), modules.engine_errors(program.path)
        return _Job(program.name, target, facts.workers, key, compile, guard)
    compiled: Target = options.target or "threads"
    key = _key(program, content, compiled)
    return _Job(program.name, compiled, None, key, partial(_compile, options, program, compiled, key), nullcontext())


def _key(program: Program, content: bytes | None, target: str) -> cache.Key | None:
    """What the cache knows it by; None if it keeps nothing."""
    return cache.Key(program.path, content, target) if content is not None and cache_limit() else None


def _compile(options: Namespace, program: Program, target: Target, key: cache.Key | None) -> tuple[bytes, str] | None:
    from weftc.cli.compiling import compile_and_keep

    return compile_and_keep(options, program, target, key)


def _load(job: _Job) -> tuple[Module, str] | None:
    """The engine's module and, for `--time`, what compiling took; None if there are mistakes, which have been
    reported."""
    from weftc.host.wasmtime_host import StaleArtefactError, load_module

    artefact = cache.lookup(job.key) if job.key else None
    if artefact is not None:
        with suppress(StaleArtefactError):  # where the engine was upgraded, say
            return load_module(artefact), "cached"
    made = job.compile()
    return (load_module(made[0]), made[1]) if made else None


def _workers(options: Namespace, job: _Job) -> int:
    """As the command line says, or the environment, or the module, or one for each core."""
    chosen = workers_setting()
    if job.target != "threads" or options.sequential:
        return 1
    return options.workers or chosen or job.workers or cores()


def cores() -> int:
    """How many workers can run at once."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(count, contract.MAX_WORKERS)


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
