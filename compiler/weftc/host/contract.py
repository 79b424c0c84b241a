"""The contract between a linked module and whatever hosts it: wasmtime, a bare CLI, or a browser page.

Two variants. A **threads** module runs on any number of OS threads (Web Workers), each with an instance of
its own, all with one shared memory. A **portable** module needs nothing but WASI preview 1 and runs on one
thread.

Imports
    env.memory                  threads only. Shared, at least as many pages as the module's import says, at
                                most 65536. A host may choose a smaller maximum. The custom section `weft`
                                says how many pages the import asks for, for hosts that can't look into a
                                module's types.
    wasi_snapshot_preview1.*    functions of WASI preview 1. Each instance is its own caller; the memory they
                                work on is the instance's export `memory`. File descriptors are the program's,
                                not the thread's: what one thread opened, any other may read, write and close.
    wasi.thread-spawn           threads only. (start_arg: i32) -> i32: starts a thread and returns at once,
                                with a thread id from 1 to 2^29 - 1, or a negative number if it can't.
Nothing else is imported; the linker refuses it.

Exports
    memory                      the imported memory (threads), or the module's own (portable)
    _start()                    called once, on the first instance, by a thread that may block
    wasi_thread_start(tid: i32, start_arg: i32)
                                threads only. The first thing called on each spawned thread's fresh instance.
    weft_interrupt()            threads only, if present. Asks the program to raise KeyboardInterrupt in main.
    weft_stop()                 threads only, if present. Asks all threads to return from `_start` and
                                `wasi_thread_start` as soon as they can: called when one of them has trapped
                                or has ended the program. It may find memory that `_start` has not initialised
                                yet.
    weft_tick()                 threads only, if present: for hosts that tick. The runtime spawns a ticker of
                                its own, so no host has to.

What holds
- Instantiation changes no memory: there is no start function and no active data (threads). `_start` copies
  the program's data, once; each instance fills its own function table, with the same entries.
- Each instance has its own globals, the C stack pointer among them. `_start` runs on the main C stack;
  `wasi_thread_start` takes the top of its C stack from the first word at start_arg; `weft_interrupt`,
  `weft_stop` and `weft_tick` each have a small C stack of their own, so each may be called on a fresh
  instance (a **control instance**) by any thread at any time, but each by one thread at a time.
- The program ends when `_start` returns (status 0), or when any thread calls proc_exit(status). Before
  either, the runtime sees to it that all other threads return by themselves, within 100 ms. A thread that is
  blocked in a wait looks up at least every 50 ms. Nothing in any host can stop a thread from outside.
- A trap is a bug of the compiler or the runtime; the host reports it, and ends with status 2.
- No host writes to the memory, except through WASI calls.
- portable: nothing can be called while `_start` runs, so the runtime asks: it calls sched_yield at the end of
  a time slice, and a host that was asked to interrupt the program answers `ERRNO_INTERRUPTED`, once. Bare
  CLIs answer 0.

Settings travel as WASI environment variables (names below); a variable that is absent means the default. The
program's own environment comes after them.

In C, an entry's body has the name that `ENTRIES` gives it: the linker writes the exported function, which
sets the C stack pointer and calls the body. An object may define the exported name itself instead (except
`_start`).
"""

from __future__ import annotations

from typing import Final, NamedTuple

#: number of this contract, in the module's custom section beside the ABI's (abi/version.py); a host refuses another
VERSION: Final = 1
SECTION: Final = "weft"

WASM_MAGIC: Final = b"\0asm"
MEMORY_MODULE: Final = "env"
MEMORY: Final = "memory"
PAGE_BYTES: Final = 65536
MAX_PAGES: Final = 65536

WASI: Final = "wasi_snapshot_preview1"
SPAWN_MODULE: Final = "wasi"
SPAWN: Final = "thread-spawn"
MAX_THREAD_ID: Final = (1 << 29) - 1

START: Final = "_start"
THREAD_START: Final = "wasi_thread_start"
INTERRUPT: Final = "weft_interrupt"
STOP: Final = "weft_stop"
TICK: Final = "weft_tick"


class Entry(NamedTuple):
    """An export that the linker writes: `calls` is the C function, `stack` where its C stack is."""

    calls: str
    parameters: int  # so many i32
    stack: str  # "main", "argument" (the word at the second parameter) or "own"


ENTRIES: Final = {
    START: Entry("weft_main", 0, "main"),
    THREAD_START: Entry("weft_thread_main", 2, "argument"),
    INTERRUPT: Entry("weft_on_interrupt", 0, "own"),
    STOP: Entry("weft_on_stop", 0, "own"),
    TICK: Entry("weft_on_tick", 0, "own"),
}

#: what a module exports unless the caller of the linker says otherwise
EXPORTS: Final = {
    "threads": (START, THREAD_START, INTERRUPT, STOP),
    "portable": (START,),
}

#: threads: of the runtime
MAX_WORKERS: Final = 64

#: address of the first datum; below lies nothing, so that small addresses are always wrong
DATA_START: Final = 1024
MAIN_STACK_BYTES: Final = 65536
CONTROL_STACK_BYTES: Final = 4096

# Settings, as WASI environment variables, all decimal.
ENV_WORKERS: Final = "WEFT_WORKERS"  # threads: how many; default: as the module says, or 1
ENV_STRESS: Final = "WEFT_STRESS"  # 1: stress mode
ENV_SEED: Final = "WEFT_SEED"  # portable: seed of the schedule, and a virtual clock
ENV_SEQUENTIAL: Final = "WEFT_SEQUENTIAL"  # 1: one worker, tasks in the order of their spawns, no slices
ENV_MAX_STACK_SIZE: Final = "WEFT_MAX_STACK_SIZE"  # bytes of frames beyond which RecursionError is raised
ENV_ENGINE_STACK: Final = "WEFT_ENGINE_STACK"  # bytes of the engine's own stack that a worker may use
ENV_ANY_STATUS: Final = "WEFT_ANY_STATUS"  # 1: proc_exit takes statuses of 126 and more too
ENV_REASON: Final = "WEFT_REASON"  # 1: proc_exit's argument is status | reason << REASON_SHIFT

#: why a program ended, as `ENV_REASON` asks for it: by itself, by an error that nothing caught, by a deadlock, for want
#: of memory
REASON_SHIFT: Final = 8
REASONS: Final = ("exit", "error", "deadlock", "memory")

#: what sched_yield answers to ask for KeyboardInterrupt
ERRNO_INTERRUPTED: Final = 27

#: exit statuses of the host itself
STATUS_BUG: Final = 2
STATUS_INTERRUPTED: Final = 130

_WASI_NAMES = """
    args_get args_sizes_get clock_res_get clock_time_get environ_get environ_sizes_get fd_advise fd_allocate
    fd_close fd_datasync fd_fdstat_get fd_fdstat_set_flags fd_fdstat_set_rights fd_filestat_get
    fd_filestat_set_size fd_filestat_set_times fd_pread fd_prestat_dir_name fd_prestat_get fd_pwrite fd_read
    fd_readdir fd_renumber fd_seek fd_sync fd_tell fd_write path_create_directory path_filestat_get
    path_filestat_set_times path_link path_open path_readlink path_remove_directory path_rename path_symlink
    path_unlink_file poll_oneoff proc_exit proc_raise random_get sched_yield sock_accept sock_recv sock_send
    sock_shutdown
"""
WASI_FUNCTIONS: Final = frozenset(_WASI_NAMES.split())


def may_import(module: str, field: str, *, threads: bool) -> bool:
    """Whether a module may import that function."""
    if module == WASI:
        return field in WASI_FUNCTIONS
    return threads and (module, field) == (SPAWN_MODULE, SPAWN)


def settings(
    *,
    workers: int | None = 1,
    stress: bool = False,
    seed: int | None = None,
    sequential: bool = False,
    max_stack_bytes: int | None = None,
    engine_stack_bytes: int | None = None,
    any_status: bool = False,
) -> dict[str, str]:
    """The environment variables that carry these settings."""
    values = {
        ENV_WORKERS: workers,
        ENV_STRESS: int(stress) or None,
        ENV_SEED: seed,
        ENV_SEQUENTIAL: int(sequential) or None,
        ENV_MAX_STACK_SIZE: max_stack_bytes,
        ENV_ENGINE_STACK: engine_stack_bytes,
        ENV_ANY_STATUS: int(any_status) or None,
    }
    return {name: str(value) for name, value in values.items() if value is not None}
