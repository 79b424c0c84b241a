"""What the command says on standard error: diagnostics, and a mistake of ours, once."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from weftc.cli.arguments import Usage
from weftc.cli.engine import doubt

if TYPE_CHECKING:
    from weftc.diagnostics import DiagnosticSink

STATUS_PROBLEMS, STATUS_BUG = 1, 2


def report_diagnostics(sink: DiagnosticSink) -> None:
    """Writes all that the compiler has to say to standard error."""
    sys.stderr.write(_shown(diagnostics_text(sink, sys.stderr), sys.stderr))


def diagnostics_text(sink: DiagnosticSink, stream: TextIO) -> str:
    """The messages as they look on `stream`: in colour on a terminal."""
    from weftc.diagnostics import render_all

    color = stream.isatty() and not os.environ.get("NO_COLOR")
    return render_all(sink.diagnostics(), sink.sources, color, sink.dropped)


def print_out(text: str) -> None:
    """Writes to standard output; raises Usage, with status 1, if that can't be done."""
    try:
        sys.stdout.write(_shown(text, sys.stdout))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise failed("write the output", error) from None


def _shown(text: str, stream: TextIO) -> str:
    """What the stream's encoding can't say is escaped."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def failed(what: str, error: OSError) -> Usage:
    """What the system would not do."""
    reason = error.strerror or str(error)
    return Usage(f"error: cannot {what}: {reason[:1].lower()}{reason[1:]}\n", STATUS_PROBLEMS)


def report_bug(failure: BaseException) -> int:
    """Says that Weft itself has failed, in which stage, and where in the program; or that the system gave it no more
    memory. The exit status."""
    if _is_memory(failure):
        sys.stderr.write("error: compiling the program takes more memory than there is\n")
        sys.stderr.write("help: `--max-compile-memory` ends a compile before, and says what it was at\n")
        return STATUS_PROBLEMS
    stage, position = getattr(failure, "stage", None), getattr(failure, "position", None)
    cause = failure.__cause__ if stage is not None and failure.__cause__ is not None else failure
    where = f" in stage {stage}" if stage else ""
    where += f", at {position}" if position else ""
    text = str(cause).partition("\n")[0]
    lines = [f"internal error{where}: {type(cause).__name__}{': ' if text else ''}{text}"]
    lines.append("note: this is a mistake in Weft, not in your program")
    if os.environ.get("WEFT_DEBUG"):
        import traceback

        lines += ["", *traceback.format_exception(cause)]
    else:
        lines.append("help: WEFT_DEBUG=1 shows where in Weft")
    if hint := doubt():
        lines.append(f"help: {hint}")
    sys.stderr.write(_shown("\n".join(lines).rstrip() + "\n", sys.stderr))
    return STATUS_BUG


def _is_memory(failure: BaseException | None) -> bool:
    """Whether lack of memory is behind an exception. What the compiler was at goes then, so that there is some."""
    chain = []
    while failure is not None and failure not in chain:
        chain.append(failure)
        failure = failure.__cause__ or failure.__context__
    lacking = any(isinstance(one, MemoryError) for one in chain)
    for one in chain if lacking else ():
        one.__traceback__ = None
    return lacking
