"""One table of open files for all threads.

wasmtime keeps file descriptors per store, and each thread has a store of its own, but the contract wants them
to be the program's. So one more store is made for files. Calls on standard streams stay with the caller's own
store, which is fast; calls on other descriptors, and on paths, are passed through Python to the store for
files, one at a time: some 15 us each, against a read or write of many kilobytes.

Only WASI functions that the module imports are wrapped, and only when it imports `path_open`: without that
there is no descriptor to share. A small module written here chooses between the two by the descriptor's
number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

from wasmtime import Engine, Func, FuncType, Instance, Linker, Module, SharedMemory, Store

from . import contract

#: descriptors up to this are the standard streams
LAST_STANDARD = 2
OWN, FILES = "own", "files"


class SharedFiles:
    """The store for files, and the functions that the threads' instances import instead of WASI's."""

    def __init__(
        self,
        engine: Engine,
        memory: SharedMemory,
        functions: Sequence[tuple[str, FuncType]],
        linker: Linker,
        store: Store,
    ) -> None:
        """`functions` are the WASI functions that the module imports; `store` has a WASI context, no user."""
        self._functions = [(name, type_) for name, type_ in functions if name.startswith(("fd_", "path_"))]
        self._memory = memory
        self._module = Module(engine, _router_text(self._functions, memory.type().limits.min))
        self._lock = Lock()
        self._store = store
        own = [linker.get(store, contract.WASI, name) for name, _ in self._functions]
        self._calls = self._exports(store, [*own, *own])

    def attach(self, store: Store, linker: Linker) -> None:
        """Puts the wrapped functions for this store into its linker, over WASI's."""
        own = [linker.get(store, contract.WASI, name) for name, _ in self._functions]
        passed_on = [Func(store, type_, self._pass_on(name)) for name, type_ in self._functions]
        for name, function in self._exports(store, [*own, *passed_on]).items():
            linker.define(store, contract.WASI, name, function)

    def _exports(self, store: Store, imports: list[Any]) -> dict[str, Any]:
        exports = Instance(store, self._module, [*imports, self._memory]).exports(store)
        return {name: exports[name] for name, _ in self._functions}

    def _pass_on(self, name: str) -> Callable[..., int]:
        function = self._calls[name]

        def call(*arguments: int) -> int:
            with self._lock:
                return int(function(self._store, *arguments))

        return call


def _router_text(functions: Sequence[tuple[str, FuncType]], pages: int) -> str:
    """A module that exports each function, and sends each call to one of two imports."""
    own, files, bodies = [], [], []
    for name, type_ in functions:
        signature = f"(param {' '.join(map(str, type_.params))}) (result i32)"
        own.append(f'(import "{OWN}" "{name}" (func ${name}.own {signature}))')
        files.append(f'(import "{FILES}" "{name}" (func ${name}.files {signature}))')
        arguments = " ".join(f"(local.get {number})" for number in range(len(type_.params)))
        bodies.append(
            f'(func (export "{name}") {signature}'
            f" (if (result i32) (i32.le_u (local.get 0) (i32.const {LAST_STANDARD}))"
            f" (then (call ${name}.own {arguments})) (else (call ${name}.files {arguments}))))"
        )
    memory = f'(import "env" "memory" (memory $m {pages} {contract.MAX_PAGES} shared)) (export "memory" (memory $m))'
    return "\n".join(["(module", *own, *files, memory, *bodies, ")"])
