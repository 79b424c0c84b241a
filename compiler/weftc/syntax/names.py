"""The names that Weft knows from outside a program: built-ins, and the modules that come with it."""

from __future__ import annotations

BUILTIN_FUNCTIONS = frozenset(
    "abs all any ascii bin callable chr divmod enumerate filter format hash hex id input isinstance issubclass "
    "iter len map max min next oct open ord pow print range repr reversed round sorted sum zip".split()
)
BUILTIN_TYPES = frozenset("bool dict float frozenset int list object set str tuple type super".split())
EXCEPTIONS = frozenset(
    "ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError "
    "BrokenPipeError BufferError ChildProcessError ConnectionAbortedError ConnectionError "
    "ConnectionRefusedError ConnectionResetError EOFError EnvironmentError Exception ExceptionGroup "
    "FileExistsError FileNotFoundError FloatingPointError GeneratorExit IOError ImportError "
    "IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError "
    "MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError "
    "PermissionError ProcessLookupError RecursionError ReferenceError RuntimeError StopAsyncIteration "
    "StopIteration SyntaxError SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError "
    "UnicodeDecodeError UnicodeEncodeError UnicodeError ValueError ZeroDivisionError".split()
)
BUILTIN_VALUES = frozenset({"NotImplemented", "__name__", "__file__", "__debug__", "__doc__"})
BUILTINS = BUILTIN_FUNCTIONS | BUILTIN_TYPES | EXCEPTIONS | BUILTIN_VALUES

#: built-ins of Python that Weft refuses: the code, why, and what to write instead
REFUSED_BUILTINS: dict[str, tuple[str, str, str]] = {
    "eval": (
        "E0440",
        "it runs text that the compiler never sees",
        "parse the text with `int`, `float` or code of your own",
    ),
    "exec": (
        "E0440",
        "it runs text that the compiler never sees",
        "put the code into a function and call it",
    ),
    "compile": ("E0440", "it makes code while the program runs", "put the code into a function and call it"),
    "__import__": ("E0440", "modules are found when the program is compiled", "write an `import` statement"),
    "globals": (
        "E0440",
        "names have no dictionary once they are compiled",
        "keep the values in a dict of your own",
    ),
    "locals": (
        "E0440",
        "names have no dictionary once they are compiled",
        "keep the values in a dict of your own",
    ),
    "vars": (
        "E0440",
        "fields have no dictionary once they are compiled",
        "write a method that lists the fields",
    ),
    "dir": (
        "E0440",
        "names have no dictionary once they are compiled",
        "write a method that lists the fields",
    ),
    "getattr": (
        "E0440",
        "which field is meant must be known when the program is compiled",
        "write `obj.name`, or use a dict",
    ),
    "setattr": (
        "E0440",
        "which field is meant must be known when the program is compiled",
        "write `obj.name = value`",
    ),
    "hasattr": (
        "E0440",
        "which fields a class has is known when the program is compiled",
        "test with `isinstance`",
    ),
    "delattr": (
        "E0440",
        "the fields of a class are fixed when the program is compiled",
        "set the field to None",
    ),
    "breakpoint": ("E0441", "there is no debugger for compiled programs yet", "print what you want to see"),
    "help": ("E0441", "it belongs to the interactive prompt", "read the documentation"),
    "exit": ("E0441", "it belongs to the interactive prompt", "`import sys` and call `sys.exit()`"),
    "quit": ("E0441", "it belongs to the interactive prompt", "`import sys` and call `sys.exit()`"),
    "bytes": ("E0426", "bytes are not built yet", "use a list of ints"),
    "bytearray": ("E0426", "bytes are not built yet", "use a list of ints"),
    "memoryview": ("E0426", "bytes are not built yet", "use slices of a list"),
    "complex": (
        "E0427",
        "complex numbers are not built yet",
        "keep the real and the imaginary part in a tuple",
    ),
    "classmethod": ("E0422", "it works only as a decorator", "write `@classmethod` above a method"),
    "staticmethod": ("E0422", "it works only as a decorator", "write `@staticmethod` above a method"),
    "property": ("E0422", "it works only as a decorator", "write `@property` above a method"),
    "slice": ("E0441", "slices are not objects here", "write `items[start:stop]`"),
    "aiter": ("E0421", "asynchronous code is not built yet", "use tasks: `weft.spawn`"),
    "anext": ("E0421", "asynchronous code is not built yet", "use tasks: `weft.spawn`"),
    "Ellipsis": ("E0441", "it stands for nothing here", "use None"),
    "Warning": ("E0441", "warnings are not built yet", "print to sys.stderr"),
    "DeprecationWarning": ("E0441", "warnings are not built yet", "print to sys.stderr"),
    "UserWarning": ("E0441", "warnings are not built yet", "print to sys.stderr"),
    "RuntimeWarning": ("E0441", "warnings are not built yet", "print to sys.stderr"),
}

#: of methods: what they make is known when the class is read
METHOD_DECORATORS = ("staticmethod", "classmethod", "property")

#: modules that come with Weft, and the names that can be imported from them
MODULES: dict[str, frozenset[str]] = {
    "math": frozenset(
        "acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist e erf erfc exp exp2 "
        "expm1 fabs factorial floor fma fmod frexp fsum gamma gcd hypot inf isclose isfinite isinf isnan isqrt lcm "
        "ldexp lgamma log log10 log1p log2 modf nan nextafter perm pi pow prod radians remainder sin sinh sqrt "
        "sumprod tan tanh tau trunc ulp".split()
    ),
    "time": frozenset(
        "monotonic monotonic_ns perf_counter perf_counter_ns process_time process_time_ns sleep time time_ns".split()
    ),
    "sys": frozenset("argv exit intern maxsize platform setrecursionlimit stderr stdin stdout".split()),
    "weft": frozenset(
        "Aborted Atomic Barrier Cancelled Channel Closed ClosedArm Condition Default Done Empty Err Event Full Latch "
        "Mutex Ok Once Pool Queue RWLock Recv Semaphore Sent Shared Task Timeout WaitGroup as_completed cpus current "
        "done drop_name join parallel parallel_map process race recv scope select send sequence shield sleep spawn "
        "store tasks timeout wait_first yield_now".split()
    ),
    "weft.process": frozenset(
        "Agent Child Client Down EventManager Exit Exited GaveUp GenServer NoReply Pid ProcessExit Ref Reply Restarted "
        "Server Started Stop Supervisor Timer cancel_timer demonitor exit link monitor ready receive register reply "
        "run self_ send send_after server spawn spawn_link spawn_monitor trap_exit unlink unregister whereis".split()
    ),
    "weft.store": frozenset("share fetch update compare_and_set delete keys".split()),
}

#: files of lib/std whose bodies never run: what they bind is found by name
KNOWN_TO_COMPILER = frozenset({"builtins", *MODULES})

#: what library modules have in Python and not yet here: why
LATER: dict[str, dict[str, str]] = {
    "collections": {
        "namedtuple": "it makes a class; write the class, or use tuples",
        "ChainMap": "look the key up in one dict after the other",
        "UserDict": "write a class that holds a dict",
        "UserList": "write a class that holds a list",
        "UserString": "write a class that holds a str",
    },
    "random": {
        "SystemRandom": "`Random()` begins with fresh entropy",
        "randbytes": "bytes are not built; `getrandbits(8)` gives one of them as an int",
    },
    "weft.process": {
        "command": "processes outside of Weft are started by nobody here",
        "set_budget": "end a process by `exit(pid, reason)`",
    },
    "string": {
        "Formatter": "use f-strings",
        "Template": "it needs regular expressions; use f-strings or `replace`",
    },
}

#: names of `weft` that serve annotations only
WEFT_HINTS = frozenset({"Outcome"})

#: classes of `weft` that may be called with the type of what they hold: `Channel[int](2)`
GENERIC = frozenset({"Channel", "Mutex", "Once", "Queue", "Shared"})

#: names of `weft` that its design has and that are not built yet
WEFT_LATER = frozenset("Space net http_get i32 u32 i64 u64 f32 f64".split())

#: modules whose names serve annotations only
TYPING_MODULES = frozenset({"typing", "typing_extensions", "collections.abc", "__future__"})

#: modules of Python that Weft doesn't have: what to do instead
MODULE_HINTS: dict[str, str] = {
    "os": "use `open` for files and `sys.argv` for arguments",
    "re": "use the methods of str: `find`, `split`, `startswith`, `replace`",
    "json": "build the text with f-strings",
    "itertools": "write the loops",
    "functools": "write the function out; a dict that maps arguments to results serves as a cache",
    "dataclasses": "write the class with an `__init__`",
    "threading": "use `weft.spawn` and `weft.Channel`",
    "multiprocessing": "use `weft.spawn`, which copies its arguments as multiprocessing does",
    "concurrent.futures": "use `weft.spawn` and `weft.join`",
    "concurrent": "use `weft.spawn` and `weft.join`",
    "asyncio": "use `weft.spawn`, `weft.Channel` and `weft.select`",
    "queue": "use `weft.Queue`",
    "datetime": "use `time.time()`",
    "enum": "use module-level constants",
    "abc": "write a base class whose methods raise NotImplementedError",
    "copy": "`list(xs)`, `dict(d)` and slices copy one level",
    "io": "use `open`",
    "pathlib": "use `open` and str methods",
    "statistics": "`sum(xs) / len(xs)` is the mean",
    "decimal": "use ints of the smallest unit",
    "fractions": "use a tuple of numerator and denominator",
    "numpy": "use lists; loops over lists of floats are compiled to fast code",
    "argparse": "read `sys.argv`",
}
