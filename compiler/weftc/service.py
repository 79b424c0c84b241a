"""What a playground's compiler answers, as JSON: the module with what the compiler has to say, or a view of a stage.

The server's workers answer with it, and so does the compiler in a page. Programs are called `main.py`, in messages and
tracebacks, and there are no files beside them.
"""

from __future__ import annotations

import base64
import json
from typing import Literal

from weftc.diagnostics.data import to_data
from weftc.driver import Compilation, CompilerBug, Stage, Target, compile_program
from weftc.views.view import LAST_STAGE, View, list_view, view_text

FILE = "main.py"


class Mistakes(Exception):
    """There is no view of a program that has mistakes; says which is the first."""


def answer(
    source: str,
    target: Target,
    view: View | Literal["module"] = "module",
    kept: list[Compilation] | None = None,
) -> str:
    """The answer's JSON. For "module" mistakes in the program are in it; raises Mistakes, CompilerBug, MemoryError.

    What the stages made goes to `kept`: freeing deep structures takes more stack than a page may have, so there it must
    come after the answer.
    """
    last: Stage = "link" if view == "module" else LAST_STAGE[view]
    made = compile_program(FILE, target, last, source.encode())
    if kept is not None:
        kept.append(made)
    return _module(made) if view == "module" else _view(made, view)


def describe_bug(failure: Exception) -> tuple[str, BaseException]:
    """What failed, in a line, and the exception behind it."""
    cause = failure.__cause__ if isinstance(failure, CompilerBug) and failure.__cause__ else failure
    where = f" in stage {failure.stage}" if isinstance(failure, CompilerBug) else ""
    where += f", at {failure.position}" if isinstance(failure, CompilerBug) and failure.position else ""
    text = str(cause).partition("\n")[0]
    return f"{type(cause).__name__}{': ' if text else ''}{text}{where}", cause


def is_memory(failure: BaseException | None) -> bool:
    """Whether lack of memory is behind an exception; CPython sometimes raises SystemError then."""
    while failure is not None:
        if isinstance(failure, MemoryError | SystemError):
            return True
        failure = failure.__cause__ or failure.__context__
    return False


def _module(made: Compilation) -> str:
    return json.dumps(
        {
            "wasm": base64.b64encode(made.wasm).decode() if made.wasm is not None else None,
            "diagnostics": [to_data(diagnostic, made.sink.sources) for diagnostic in made.sink.diagnostics()],
            "seconds": {stage: round(seconds, 6) for stage, seconds in made.seconds.items()},
        }
    )


def _view(made: Compilation, view: View) -> str:
    if made.sink.has_errors:
        first = next(item for item in made.sink.diagnostics() if item.severity == "error")
        place = f"line {first.span.line}: " if first.span is not None else ""
        raise Mistakes(f"{place}{first.message}")
    listing = list_view(made, view, FILE)
    return json.dumps({"text": view_text(listing), "lines": [line for _, line in listing]})
