"""Built modules for `weft run`: what `weft build` made, or somebody else's of which that isn't known. No compiler."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from weftc.cli.arguments import Usage, wrong
from weftc.cli.cache import keep
from weftc.cli.report import STATUS_PROBLEMS
from weftc.host import cache, contract
from weftc.host.facts import Facts, Foreign, read_facts

if TYPE_CHECKING:
    from wasmtime import Module


def facts_of(options: Namespace, name: str, wasm: bytes) -> Facts:
    """What a module says of itself; raises Usage if it isn't Weft's, or if the options don't go with it."""
    given = {
        "--target": options.target if options.seed is None else None,  # a seed brings its target
        "--max-compile-memory": options.max_compile_memory,
        "--max-compile-seconds": options.max_compile_seconds,
    }
    for flag, value in given.items():
        if value is not None:
            raise wrong(f"{flag} is for compiling, and {name} is a compiled module")
    try:
        facts = read_facts(wasm)
    except Foreign as why:
        raise _refused(name, str(why)) from None
    if facts.target == "threads" and options.seed is not None:
        raise wrong(f"--seed needs a portable module, and {name} is one for threads")
    if facts.target == "portable" and options.workers not in (None, 1):
        raise wrong(f"{name} is a portable module, which means one worker, not {options.workers}")
    return facts


def compile_and_keep(wasm: bytes, target: str, key: cache.Key | None) -> tuple[bytes, str]:
    """The engine's artefact of a module, and how long it took; raises Foreign if it doesn't keep the contract."""
    from weftc.host.wasmtime_host import load_module

    started = time.perf_counter()
    module = load_module(wasm)
    _check_interface(module, threads=target == "threads")
    artefact = bytes(module.serialize())
    if key is not None:
        keep(key, artefact)
    return artefact, f"engine {time.perf_counter() - started:.3f}"


def _check_interface(module: Module, threads: bool) -> None:
    for item in module.imports:
        where = (item.module, item.name or "")
        memory = threads and where == (contract.MEMORY_MODULE, contract.MEMORY)
        if not memory and not contract.may_import(*where, threads=threads):
            raise Foreign(f"imports {where[0]}.{where[1]}, which a module of Weft's doesn't")
    exported = {item.name for item in module.exports}
    for name in (contract.MEMORY, contract.START, *([contract.THREAD_START] if threads else [])):
        if name not in exported:
            raise Foreign(f"doesn't export {name}, as a module of Weft's does")


@contextmanager
def engine_errors(name: str) -> Iterator[None]:
    """Around what is done with a module that may be anybody's: raises Usage for what the engine says against it."""
    from wasmtime import Trap, WasmtimeError

    try:
        yield
    except Foreign as why:
        raise _refused(name, str(why)) from None
    except (Trap, WasmtimeError) as error:
        lines = [line.strip(" :") for line in str(error).splitlines() if line.strip() not in ("", "Caused by:")]
        raise _refused(name, f"can't be run: {': '.join(lines)}") from None


def _refused(name: str, why: str) -> Usage:
    return Usage(f"error: {name} {why}\n", STATUS_PROBLEMS)
