"""What test_tidy.py lets pass today. These lists only get shorter: an entry that is needed no more fails the test."""

from __future__ import annotations

#: lines of a file
LONG_FILES = {"runtime-c/unicode_tables.c": 1167}

#: lines of a function
LONG_FUNCTIONS = {
    "compiler/weftc/emit/liveness.py _ranges": 62,
    "compiler/weftc/emit/liveness.py find_liveness": 95,
    "compiler/weftc/emit/structure.py write": 69,
    "compiler/weftc/emit/trees.py find_trees": 92,
    "runtime-c/decimal_big.c weft_decimal_exact": 82,
    "runtime-c/format.c format_float": 68,
    "runtime-c/select.c weft_select_wait": 63,
    "runtime-c/test/core_frozen.c FUNC": 65,
    "runtime-c/unicode_tables.py main": 61,
    "server/weft_server/api.py make_api": 88,
    "tests/emit/machine.py link": 86,
    "tests/runtime/checks/numbers.py check_float_parse": 80,
    "tests/runtime/checks/numbers.py check_int_parse": 73,
    "tests/runtime/checks/outside.py check_files": 102,
    "tests/syntax/interpret.py instruction": 72,
}

#: how many lines of a C file are wider than 120 columns
WIDE_LINES = {
    "runtime-c/abi.h": 60,
    "runtime-c/arena.c": 3,
    "runtime-c/arena.h": 1,
    "runtime-c/base.h": 10,
    "runtime-c/build.h": 2,
    "runtime-c/channel.c": 16,
    "runtime-c/channel.h": 2,
    "runtime-c/clock.c": 1,
    "runtime-c/decimal.c": 5,
    "runtime-c/decimal.h": 2,
    "runtime-c/decimal_big.c": 4,
    "runtime-c/decimal_big.h": 1,
    "runtime-c/dict.c": 7,
    "runtime-c/dict.h": 1,
    "runtime-c/entry.c": 10,
    "runtime-c/entry.h": 3,
    "runtime-c/exc.h": 1,
    "runtime-c/file.c": 8,
    "runtime-c/format.c": 13,
    "runtime-c/freeze.c": 3,
    "runtime-c/freeze.h": 7,
    "runtime-c/gamma.c": 2,
    "runtime-c/gc.c": 11,
    "runtime-c/gc.h": 6,
    "runtime-c/heap.c": 1,
    "runtime-c/heap.h": 2,
    "runtime-c/idle.c": 15,
    "runtime-c/idle.h": 1,
    "runtime-c/io.c": 3,
    "runtime-c/io.h": 4,
    "runtime-c/join.c": 9,
    "runtime-c/join.h": 1,
    "runtime-c/list.c": 2,
    "runtime-c/list_sort.c": 93,
    "runtime-c/maths.c": 6,
    "runtime-c/maths.h": 8,
    "runtime-c/number.h": 2,
    "runtime-c/object.c": 4,
    "runtime-c/object.h": 4,
    "runtime-c/os.h": 5,
    "runtime-c/os_wasi.c": 2,
    "runtime-c/output.h": 1,
    "runtime-c/parse.c": 2,
    "runtime-c/queue.c": 12,
    "runtime-c/report.c": 6,
    "runtime-c/report.h": 1,
    "runtime-c/scheduler.c": 16,
    "runtime-c/scheduler.h": 5,
    "runtime-c/select.c": 7,
    "runtime-c/spawn.c": 3,
    "runtime-c/str.c": 1,
    "runtime-c/str.h": 5,
    "runtime-c/str_case.c": 1,
    "runtime-c/str_search.c": 2,
    "runtime-c/system.h": 2,
    "runtime-c/system_wasi.c": 1,
    "runtime-c/task.c": 15,
    "runtime-c/task.h": 13,
    "runtime-c/test/bench.c": 9,
    "runtime-c/test/core.c": 2,
    "runtime-c/test/core_channels.c": 8,
    "runtime-c/test/core_endings.c": 5,
    "runtime-c/test/core_frozen.c": 4,
    "runtime-c/test/core_memory.c": 6,
    "runtime-c/test/core_recursion.c": 1,
    "runtime-c/test/core_scheduling.c": 5,
    "runtime-c/test/machine.h": 3,
    "runtime-c/test/native.h": 7,
    "runtime-c/test/program.c": 5,
    "runtime-c/test/program.h": 2,
    "runtime-c/test/scenario.h": 3,
    "runtime-c/test/stubs.c": 1,
    "runtime-c/timer.c": 6,
    "runtime-c/timer.h": 2,
    "runtime-c/unicode_tables.c": 26,
    "runtime-c/utf8.c": 1,
    "runtime-c/utf8.h": 1,
    "runtime-c/vector.c": 4,
    "runtime-c/wait.c": 4,
    "runtime-c/wait.h": 9,
    "tests/link/c/mini.h": 1,
    "tests/runtime/kernels.c": 61,
}

#: what looks like a file's name in a comment and is another thing: an example, a file of C's or CPython's, one that is
#: built
OTHER_FILES = {
    "compiler/weftc/cli/types_text.py": {"scale.py"},
    "compiler/weftc/lib/support/arguments.py": {"Python/suggestions.c"},
    "compiler/weftc/syntax/modules.py": {"name.py"},
    "playground/src/host/isolation.ts": {"service-worker.js"},
    "runtime-c/base.h": {"string.h"},
    "runtime-c/maths.h": {"math.h"},
    "runtime-c/test/native.h": {"test/mine.c"},
    "tests/infer/helpers.py": {"p.py"},
}

#: definitions that nothing in the repository mentions
UNMENTIONED = {
    "compiler/weftc/host/shared_memory.py _as_extern",  # wasmtime calls it
    "compiler/weftc/ir/ops.py meaning",  # for who reads the table
    "compiler/weftc/link/reader.py SYM_TAG",  # one of an enumeration
}

#: further prefixes of the functions of a C file, beside its own
OTHER_PREFIXES = {
    "arena": {"memory", "pool"},
    "build": {"float", "int"},
    "clock": {"monotonic", "perf", "process", "time"},
    "decimal": {"power"},
    "decimal_big": {"big"},
    "entry": {"begin", "end", "main", "on", "run", "thread", "wait"},
    "exc": {"catch", "raise", "reraise", "traceback"},
    "file": {"input"},
    "format": {"build"},
    "gamma": {"math"},
    "gc": {"copier", "heap", "message"},
    "hash": {"pair"},
    "heap": {"alloc", "array", "list", "text"},
    "idle": {"clock", "sched", "ticker"},
    "integers": {"math"},
    "io": {"build", "output"},
    "join": {"cpus", "task"},
    "list": {"range"},
    "number": {"float", "int"},
    "object": {"same"},
    "os_native": {"bug"},
    "os_wasi": {"bug"},
    "parse": {"str"},
    "queue": {"core", "sched"},
    "scheduler": {"core", "sched"},
    "str": {"chr", "ord", "slice"},
    "str_repr": {"build"},
    "vector": {"math"},
    "wait": {"lock", "sleep", "yield"},
}

#: codes without a test, and why
UNTESTED_CODES = {
    "E0432": "the syntax is Python 3.12's",
    "E0438": "the syntax is Python 3.14's",
}

#: names of modules that the compiler refuses when they are used, with the code
REFUSED_MEMBERS = {"sys.maxsize": "E0405"}
#: what files of the library hold for the compiler
FOR_THE_COMPILER = {"weft.RecvArm", "weft.SendArm"}
