"""Runs a linked module on wasmtime: the contract's host with real threads.

One engine and module; for each thread a store, an instance and a Python thread with a large native stack; one
shared memory. WASI is wasmtime's own, but for `proc_exit` (any status, from any thread) and descriptors of
files, which the threads share (`shared_files`). `_start` runs on a thread of its own, so that Python's main
thread is free to handle signals: the first Ctrl-C calls the program's `weft_interrupt` on a control instance,
the second ends the process.

A run ends with the first of: `_start` returns (status 0), a thread calls proc_exit (its status), a thread
traps (status 2 and a message). Then all threads are told to stop and are joined.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from itertools import count
from types import FrameType
from typing import Any, NamedTuple, Self

from wasmtime import (
    Config,
    Engine,
    Func,
    FuncType,
    Instance,
    Linker,
    MemoryType,
    Module,
    Store,
    Trap,
    ValType,
    WasiConfig,
    WasmtimeError,
)
from wasmtime._ffi import (
    wasmtime_config_async_stack_size_set,
    wasmtime_config_max_wasm_stack_set,
    wasmtime_config_memory_guard_size_set,
    wasmtime_config_memory_reservation_set,
)

from . import contract
from .shared_files import SharedFiles
from .shared_memory import HostMemory

#: what one worker's compiled code and C may use of the engine's stack; the module is told `ENGINE_STACK`, and
#: the engine gives twice that, since the compiler's estimate of its frames is no bound on the engine's
ENGINE_STACK = 4 << 20
MAX_WASM_STACK = 2 * ENGINE_STACK
#: of each Python thread: the engine's, and Python's and WASI's own below it
THREAD_STACK = MAX_WASM_STACK + (1 << 20)
#: a setting of ours: 1 has the engine tell perf where each function's code is, by its name, in /tmp/perf-PID.map
ENV_PROFILE = "WEFT_PROFILE"
#: how long threads may take to stop by themselves when the run has ended
STOP_SECONDS = 2.0
MEMORY_RESERVATION = 4 << 30
MEMORY_GUARD = 32 << 20


@cache
def engine() -> Engine:
    """The engine, with the cheapest settings that are right for us: nothing counts fuel or epochs, and memory
    is reserved whole with guard pages around it, so that accesses need no bounds checks."""
    config = Config()
    config.shared_memory = True
    config.wasm_threads = True
    config.cranelift_opt_level = "speed"
    config.profiler = "perfmap" if os.environ.get(ENV_PROFILE) == "1" else "none"
    # The order matters: a wasm stack larger than the async one aborts the process.
    wasmtime_config_async_stack_size_set(config.ptr(), MAX_WASM_STACK + (1 << 20))
    wasmtime_config_max_wasm_stack_set(config.ptr(), MAX_WASM_STACK)
    wasmtime_config_memory_reservation_set(config.ptr(), MEMORY_RESERVATION)
    wasmtime_config_memory_guard_size_set(config.ptr(), MEMORY_GUARD)
    return Engine(config)


def compile_module(wasm: bytes) -> bytes:
    """The engine's artefact of a module: what `run` takes fastest. It runs unchecked: keep a checksum."""
    return bytes(Module(engine(), wasm).serialize())


class StaleArtefactError(Exception):
    """An artefact is of another engine, engine version, or kind of processor. Compile again."""


def load_module(code: bytes) -> Module:
    """A module from wasm or from an artefact; raises StaleArtefactError."""
    if code.startswith(contract.WASM_MAGIC):
        return Module(engine(), code)
    try:
        return Module.deserialize(engine(), code)
    except WasmtimeError as error:
        raise StaleArtefactError(str(error)) from error


def run(
    code: bytes | Module,
    argv: Sequence[str],
    *,
    settings: Mapping[str, str] | None = None,
    env: Mapping[str, str] | None = None,
    dirs: Sequence[tuple[str, str]] = (),
    on_phase: Callable[[str, float], None] | None = None,
) -> int:
    """Runs a module and returns its exit status. `code` is wasm, an artefact or a loaded module.

    `settings` come from `contract.settings`; ENGINE_STACK and ANY_STATUS are added here. `dirs` lists (host
    folder, name in the program). Standard streams are the process's own. `on_phase` is told the seconds of
    "load", "instantiate" and "run".
    """
    started = time.perf_counter()
    module = code if isinstance(code, Module) else load_module(code)
    loaded = time.perf_counter()
    variables = {
        **contract.settings(engine_stack_bytes=ENGINE_STACK, any_status=True),
        **(settings or {}),
    }
    wasi = _WasiSettings(list(argv), [*variables.items(), *(env or {}).items()], list(dirs))
    program = _Program(module, wasi)
    status = program.run()
    if on_phase:
        on_phase("load", loaded - started)
        on_phase("instantiate", program.entered - loaded)
        on_phase("run", time.perf_counter() - program.entered)
    return status


class _WasiSettings(NamedTuple):
    """What each thread's WASI context is made from."""

    argv: list[str]
    env: list[tuple[str, str]]
    dirs: list[tuple[str, str]]

    def config(self) -> WasiConfig:
        config = WasiConfig()
        config.argv = [_text(argument) for argument in self.argv]
        config.env = [(name, _text(value)) for name, value in self.env]
        for host, guest in self.dirs:
            config.preopen_dir(host, guest)
        config.inherit_stdin()
        config.inherit_stdout()
        config.inherit_stderr()
        return config


def _text(value: str) -> str:
    """What can be passed as UTF-8: bytes that Python smuggled in as surrogates are replaced."""
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class _ExitRequest(Exception):
    """Unwinds the thread that called proc_exit."""


class _Program:
    """One run of a module."""

    def __init__(self, module: Module, wasi: _WasiSettings) -> None:
        self._module, self._wasi, self._engine = module, wasi, engine()
        self._imports: dict[tuple[str, str], Any] = {(i.module, i.name or ""): i.type for i in module.imports}
        self._exports = {e.name for e in module.exports}
        memory = self._imports.get((contract.MEMORY_MODULE, contract.MEMORY))
        self._memory = HostMemory(self._engine, memory) if isinstance(memory, MemoryType) else None
        if self._memory is not None and sys.platform == "linux":
            self._memory.prefer_huge_pages(MEMORY_RESERVATION)
        self._files = self._shared_files()
        self._status: int | None = None
        self._problem = ""
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._thread_ids = count(1)
        self._ending = False
        self._interrupted = False
        self._done = _Doorbell()
        self.entered = 0.0

    def run(self) -> int:
        """Runs to the end; the exit status."""
        sys.stdout.flush()
        sys.stderr.flush()
        first = self._instance()
        self.entered = time.perf_counter()
        with _InterruptHandler(self._done) as interrupts:
            self._start_thread(lambda: self._thread(contract.START, instance=first))
            handled = 0
            while not self._done.wait():
                if interrupts.count > 1:
                    _end_process(interrupts.terminal)
                if interrupts.count > handled:
                    handled = interrupts.count
                    self._interrupt(interrupts.terminal)
            self._stop()
        self._done.close()
        if self._problem:
            sys.stderr.write(self._problem)
        return self._status if self._status is not None else 0

    def _instance(self) -> tuple[Store, Instance]:
        """A store and an instance for one thread."""
        store = Store(self._engine)
        store.set_wasi(self._wasi.config())
        linker = self._linker()
        if self._memory is not None:
            linker.define(store, contract.MEMORY_MODULE, contract.MEMORY, self._memory)
        if self._files is not None:
            self._files.attach(store, linker)
        return store, linker.instantiate(store, self._module)

    def _linker(self) -> Linker:
        linker = Linker(self._engine)
        linker.allow_shadowing = True
        linker.define_wasi()
        i32 = ValType.i32()
        linker.define_func(contract.WASI, "proc_exit", FuncType([i32], []), self._proc_exit)
        if (contract.SPAWN_MODULE, contract.SPAWN) in self._imports:
            linker.define_func(contract.SPAWN_MODULE, contract.SPAWN, FuncType([i32], [i32]), self._spawn)
        if self._memory is None and (contract.WASI, "sched_yield") in self._imports:
            linker.define_func(contract.WASI, "sched_yield", FuncType([], [i32]), self._sched_yield)
        return linker

    def _shared_files(self) -> SharedFiles | None:
        if self._memory is None or (contract.WASI, "path_open") not in self._imports:
            return None
        functions = [(name, type_) for (module, name), type_ in self._imports.items() if module == contract.WASI]
        store = Store(self._engine)
        store.set_wasi(self._wasi.config())
        linker = Linker(self._engine)
        linker.define_wasi()
        return SharedFiles(self._engine, self._memory, functions, linker, store)

    # --- what the program calls, on its own threads

    def _spawn(self, start_arg: int) -> int:
        tid = next(self._thread_ids)
        if tid > contract.MAX_THREAD_ID:
            return -1
        try:
            self._start_thread(lambda: self._thread(contract.THREAD_START, tid, start_arg))
        except RuntimeError:  # the system has no more threads
            return -1
        return tid

    def _proc_exit(self, status: int) -> None:
        self._end(status)
        raise _ExitRequest

    def _sched_yield(self) -> int:
        if self._interrupted:
            self._interrupted = False
            return contract.ERRNO_INTERRUPTED
        return 0

    # --- threads

    def _start_thread(self, body: Callable[[], None]) -> None:
        with self._lock:
            if self._ending:
                raise RuntimeError("the run is over")
            before = threading.stack_size(THREAD_STACK)
            try:
                thread = threading.Thread(target=body, daemon=True)
                thread.start()
            finally:
                threading.stack_size(before)
            self._threads.append(thread)

    def _thread(self, name: str, *arguments: int, instance: tuple[Store, Instance] | None = None) -> None:
        """A thread's life: calls an export, and ends the run if that is what came of it."""
        try:
            self._call(name, *arguments, instance=instance)
        except _ExitRequest:
            return
        except (Trap, WasmtimeError) as error:
            self._end(contract.STATUS_BUG, f"weft: internal error: the program trapped\n{error}\n")
        except Exception as error:  # or nobody would end the run
            self._end(contract.STATUS_BUG, f"weft: internal error: {type(error).__name__}: {error}\n")
        else:
            if name == contract.START:
                self._end(0)

    def _call(self, name: str, *arguments: int, instance: tuple[Store, Instance] | None = None) -> None:
        """Calls an export, of a fresh instance unless there is one."""
        store, exports = instance or self._instance()
        function = exports.exports(store)[name]
        assert isinstance(function, Func)
        function(store, *arguments)

    def _end(self, status: int, problem: str = "") -> None:
        """The first one to end the run decides its status."""
        with self._lock:
            if self._status is None:
                self._status, self._problem = status, problem
        self._done.ring()

    # --- what the host does to the program, on Python's main thread

    def _control(self, name: str) -> bool:
        """Calls an export that takes no arguments on a fresh instance."""
        if name not in self._exports or self._memory is None:
            return False
        with suppress(Trap, WasmtimeError):
            self._call(name)
        return True

    def _interrupt(self, terminal: _Terminal) -> None:
        if self._control(contract.INTERRUPT):
            return
        self._interrupted = True
        if (contract.WASI, "sched_yield") not in self._imports:
            _end_process(terminal)

    def _stop(self) -> None:
        """Waits for all threads; they end by themselves once told."""
        with self._lock:
            self._ending = True
        if len(self._threads) > 1:
            self._control(contract.STOP)
        deadline = time.monotonic() + STOP_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        left = sum(thread.is_alive() for thread in self._threads)
        if left:
            self._problem += f"weft: internal error: {left} threads did not stop\n"
            self._status = contract.STATUS_BUG


class _Doorbell:
    """A pipe that other threads, and Python's signal handling, ring; the waiter sleeps in select."""

    def __init__(self) -> None:
        self._receiver, self.sender = os.pipe()
        os.set_blocking(self._receiver, False)
        os.set_blocking(self.sender, False)
        self._rung = False

    def ring(self) -> None:
        """Ends the wait; from any thread, any number of times."""
        self._rung = True
        with suppress(OSError):
            os.write(self.sender, b"\0")

    def wait(self) -> bool:
        """Sleeps until somebody rings or a signal comes; whether it was rung."""
        if not self._rung:
            select.select([self._receiver], [], [])
            with suppress(BlockingIOError):
                os.read(self._receiver, 64)
        return self._rung

    def close(self) -> None:
        """Frees both ends."""
        os.close(self._receiver)
        os.close(self.sender)


class _Terminal:
    """The terminal's modes, to be put back if the process ends at once."""

    def __init__(self) -> None:
        self._modes: list[Any] | None = None
        if sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty():
            with suppress(ImportError):
                import termios

                self._modes = termios.tcgetattr(sys.stdin.fileno())

    def restore(self) -> None:
        """Puts the modes back as they were."""
        if self._modes is not None:
            import termios

            with suppress(termios.error):
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self._modes)


def _end_process(terminal: _Terminal) -> None:
    terminal.restore()
    os._exit(contract.STATUS_INTERRUPTED)


class _InterruptHandler:
    """While entered on Python's main thread, counts SIGINT, which also rings the doorbell."""

    def __init__(self, doorbell: _Doorbell) -> None:
        self.count = 0
        self.terminal = _Terminal()
        self._doorbell = doorbell

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._count)
            self._wakeup = signal.set_wakeup_fd(self._doorbell.sender, warn_on_full_buffer=False)
        return self

    def __exit__(self, *_: object) -> None:
        if threading.current_thread() is threading.main_thread():
            signal.set_wakeup_fd(self._wakeup)
            signal.signal(signal.SIGINT, self._before)

    def _count(self, _number: int, _frame: FrameType | None) -> None:
        self.count += 1
