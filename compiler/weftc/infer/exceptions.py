"""The built-in exception classes: name, base. Those that the runtime raises are known to C as `weft_type_<name>`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weftc.infer.engine import Engine

#: in an order in which bases come first
BUILTIN_EXCEPTIONS: tuple[tuple[str, str | None], ...] = (
    ("BaseException", None),
    ("BaseExceptionGroup", "BaseException"),
    ("ExceptionGroup", "BaseExceptionGroup"),
    ("Exception", "BaseException"),
    ("SystemExit", "BaseException"),
    ("KeyboardInterrupt", "BaseException"),
    ("GeneratorExit", "BaseException"),
    ("ArithmeticError", "Exception"),
    ("FloatingPointError", "ArithmeticError"),
    ("OverflowError", "ArithmeticError"),
    ("ZeroDivisionError", "ArithmeticError"),
    ("AssertionError", "Exception"),
    ("AttributeError", "Exception"),
    ("BufferError", "Exception"),
    ("EOFError", "Exception"),
    ("ImportError", "Exception"),
    ("ModuleNotFoundError", "ImportError"),
    ("LookupError", "Exception"),
    ("IndexError", "LookupError"),
    ("KeyError", "LookupError"),
    ("MemoryError", "Exception"),
    ("NameError", "Exception"),
    ("UnboundLocalError", "NameError"),
    ("OSError", "Exception"),
    ("BlockingIOError", "OSError"),
    ("ChildProcessError", "OSError"),
    ("ConnectionError", "OSError"),
    ("BrokenPipeError", "ConnectionError"),
    ("ConnectionAbortedError", "ConnectionError"),
    ("ConnectionRefusedError", "ConnectionError"),
    ("ConnectionResetError", "ConnectionError"),
    ("FileExistsError", "OSError"),
    ("FileNotFoundError", "OSError"),
    ("InterruptedError", "OSError"),
    ("IsADirectoryError", "OSError"),
    ("NotADirectoryError", "OSError"),
    ("PermissionError", "OSError"),
    ("ProcessLookupError", "OSError"),
    ("TimeoutError", "OSError"),
    ("ReferenceError", "Exception"),
    ("RuntimeError", "Exception"),
    ("NotImplementedError", "RuntimeError"),
    ("RecursionError", "RuntimeError"),
    ("StopIteration", "Exception"),
    ("StopAsyncIteration", "Exception"),
    ("SyntaxError", "Exception"),
    ("IndentationError", "SyntaxError"),
    ("TabError", "IndentationError"),
    ("SystemError", "Exception"),
    ("TypeError", "Exception"),
    ("ValueError", "Exception"),
    ("UnicodeError", "ValueError"),
    ("UnicodeDecodeError", "UnicodeError"),
    ("UnicodeEncodeError", "UnicodeError"),
    ("io.UnsupportedOperation", "OSError"),
    ("weft.Closed", "Exception"),
    ("weft.Empty", "Exception"),
    ("weft.Full", "Exception"),
    ("weft.Aborted", "Exception"),
    ("weft.Cancelled", "BaseException"),
)
#: a second base. The classes of the two bases are numbered one after the other, this one on the border, so that it lies
#: in the ranges of both
SECOND_BASE = {"io.UnsupportedOperation": "ValueError", "ExceptionGroup": "Exception"}
#: those whose objects hold further exceptions
GROUPS = ("BaseExceptionGroup", "ExceptionGroup")
ALIASES = {"IOError": "OSError", "EnvironmentError": "OSError"}

#: what runtime-c may raise: handlers see them whether or not the program names them
RUNTIME_RAISES = (
    "IndexError", "KeyError", "ValueError", "TypeError", "ZeroDivisionError", "OverflowError", "MemoryError",
    "RecursionError", "RuntimeError", "KeyboardInterrupt", "SystemExit", "EOFError", "OSError", "FileNotFoundError",
    "PermissionError", "FileExistsError", "IsADirectoryError", "NotADirectoryError", "UnicodeDecodeError",
    "UnicodeEncodeError", "TimeoutError", "BrokenPipeError", "UnboundLocalError", "NameError", "AttributeError",
    "AssertionError", "io.UnsupportedOperation", "weft.Closed", "weft.Empty", "weft.Full", "weft.Cancelled",
    "weft.Aborted",
)  # fmt: skip


def short_name(name: str) -> str:
    """Without the module."""
    return name.rpartition(".")[2]


def runtime_symbol(name: str) -> str:
    """The datum that holds the class's Type."""
    return "weft_type_" + name.replace(".", "_")


def define_group_methods(engine: Engine) -> None:
    """Gives exception groups their methods, which are the library's, when a program first names them."""
    methods = engine.builtin_classes[GROUPS[0]].methods
    for name in ("subgroup", "split", "derive") if not methods else ():
        function = engine.library("support.groups", name)
        assert function is not None
        methods[name] = function
