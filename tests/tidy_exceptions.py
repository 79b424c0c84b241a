"""What test_tidy.py lets pass today. These lists only get shorter: an entry that is needed no more fails the test."""

from __future__ import annotations

#: lines of a file
LONG_FILES: dict[str, int] = {}

#: lines of a function
LONG_FUNCTIONS = {
    "compiler/weftc/emit/liveness.py _ranges": 62,
    "compiler/weftc/emit/liveness.py find_liveness": 95,
    "compiler/weftc/emit/structure.py write": 69,
    "compiler/weftc/emit/trees.py find_trees": 92,
    "runtime-c/decimal_big.c weft_decimal_exact": 82,
    "runtime-c/format.c format_float": 69,
    "runtime-c/test/core_frozen.c FUNC": 67,
    "tests/emit/machine.py link": 86,
    "tests/runtime/checks/numbers.py check_float_parse": 80,
    "tests/runtime/checks/numbers.py check_int_parse": 73,
    "tests/runtime/checks/outside.py check_files": 102,
    "tests/syntax/interpret.py instruction": 72,
}

#: how many lines of a C file are wider than 120 columns
WIDE_LINES = {
    "tests/link/c/mini.h": 1,
    "tests/runtime/kernels.c": 59,
}

#: what looks like a file's name in a comment and is another thing: an example, a file of C's or CPython's, one that is
#: built
OTHER_FILES = {
    "compiler/weftc/views/types_text.py": {"scale.py"},
    "compiler/weftc/lib/support/arguments.py": {"Python/suggestions.c"},
    "playground/src/host/isolation.ts": {"service-worker.js"},
    "runtime-c/base.h": {"string.h"},
    "runtime-c/maths.h": {"math.h"},
    "runtime-c/test/native.h": {"test/mine.c"},
    "tests/infer/helpers.py": {"p.py"},
}

#: definitions that nothing in the repository mentions
UNMENTIONED = {
    "compiler/weftc/host/shared_memory.py _as_extern",  # wasmtime calls it
    "compiler/weftc/link/reader.py SYM_TAG",  # one of an enumeration
}

#: further prefixes of the functions of a C file, beside its own
OTHER_PREFIXES = {
    "build": {"float", "int"},
    "build_repr": {"str"},
    "clock": {"monotonic", "perf", "process", "time"},
    "decimal": {"power"},
    "decimal_big": {"big"},
    "entry": {"main", "on", "thread"},
    "exc": {"catch", "raise", "reraise", "traceback"},
    "file": {"input"},
    "format": {"build"},
    "heap": {"alloc", "array", "text"},
    "integers": {"math"},
    "join": {"cpus", "task"},
    "list": {"range"},
    "number": {"float", "int"},
    "object": {"same"},
    "os_native": {"bug"},
    "os_wasi": {"bug"},
    "output": {"build", "io"},
    "parse": {"str"},
    "str": {"chr", "ord"},
    "wait": {"shield", "sleep", "yield"},
}

#: codes without a test, and why
UNTESTED_CODES = {
    "E0432": "the syntax is Python 3.12's",
    "E0438": "the syntax is Python 3.14's",
}

#: names of modules that the compiler refuses when they are used, with the code
REFUSED_MEMBERS = {"sys.maxsize": "E0405"}
#: what files of the library hold for the compiler
FOR_THE_COMPILER = {"weft.DoneArm", "weft.RecvArm", "weft.SendArm"}
