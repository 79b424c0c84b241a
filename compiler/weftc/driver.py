"""The compiler, stage by stage: from the path of a program to a WebAssembly module.

In: a path and a target. Out: a `Compilation`: the module, or diagnostics that say why there is none; what the stages
made on the way; how long each took; the files that were read. Mistakes in the program are diagnostics. An exception in
a stage is a mistake of ours: it comes out as one `CompilerBug` that names the stage and the place in the program.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal

from weftc import limits
from weftc.diagnostics import Diagnostic, DiagnosticSink, error
from weftc.emit.emit import emit
from weftc.hir import hir
from weftc.host.contract import EXPORTS
from weftc.infer.engine import Engine, Instance
from weftc.infer.infer import infer
from weftc.ir.ir import Function, Pos, Program
from weftc.limits import UNLIMITED, LimitReached, Limits, TooLarge, too_deep
from weftc.link.linker import LinkedModule, link
from weftc.link.stored import runtime_object
from weftc.lower.program import lower_program
from weftc.passes.pipeline import optimise
from weftc.source import LIBRARY_SHOWN, SourceFile, Span, decode_source
from weftc.syntax.build import load_library, load_program

Target = Literal["threads", "portable"]
#: "engine" is the compiling that the host does
Stage = Literal["syntax", "infer", "lower", "passes", "emit", "link", "engine"]


@dataclass(slots=True)
class Compilation:
    """What came of a program. What a stage makes is None if it didn't come to that, for errors or as asked."""

    sink: DiagnosticSink = field(default_factory=DiagnosticSink)
    #: the program's own modules, by dotted name
    modules: dict[str, hir.Module] = field(default_factory=dict)
    types: Engine | None = None
    ir: Program | None = None
    linked: LinkedModule | None = None
    #: seconds by stage
    seconds: dict[str, float] = field(default_factory=dict)
    #: the stage that it is in, or came to last
    at: Stage = "syntax"
    #: the limit that ended it. With it lives all that the stages were at: freeing gigabytes would take seconds.
    ended: LimitReached | None = None

    @property
    def wasm(self) -> bytes | None:
        """The module's bytes."""
        return self.linked.wasm if self.linked is not None else None

    @contextmanager
    def stage(self, name: Stage) -> Iterator[None]:
        """Times what is inside; an exception there becomes a CompilerBug, but for a limit that was reached. As a loop
        without end reaches a limit, so does a recursion."""
        self.at, started = name, time.perf_counter()
        try:
            limits.check()
            yield
        except LimitReached:
            raise
        except RecursionError as failure:
            raise too_deep().with_traceback(failure.__traceback__) from None
        except Exception as failure:
            raise CompilerBug(name, find_position(failure.__traceback__)) from failure
        finally:
            self.seconds[name] = time.perf_counter() - started


@contextmanager
def without_collection() -> Iterator[None]:
    """Keeps Python's cycle collector from walking trees and instances again and again while more of them are made:
    nearly all live until the end. Makes the whole linear; 10,000 lines take 20 % more memory."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@without_collection()
def compile_program(
    path: str,
    target: Target = "threads",
    last: Stage = "link",
    content: bytes | None = None,
    allowed: Limits = UNLIMITED,
    workers: int | None = None,
) -> Compilation:
    """All stages in order, up to and with `last`: "lower" is the last that may find a mistake in the program. A limit
    that is reached is a diagnostic, too.

    `content` is what the program's file would hold, where there is none of that path. `workers`: so many a threads
    module starts, unless its host says otherwise."""
    out = Compilation()
    try:
        with limits.within(allowed):
            _run_stages(out, path, target, last, content, workers)
    except LimitReached as reached:
        out.ended = reached
        out.sink.add(_limit_message(reached, out.at))
    return out


def _run_stages(
    out: Compilation, path: str, target: Target, last: Stage, content: bytes | None, workers: int | None
) -> None:
    threads = target == "threads"
    with out.stage("syntax"):
        program = load_program(path, out.sink, content)
    if program is None:
        return
    out.modules = {name: module for name, module in program.modules.items() if not module.library}
    with out.stage("infer"):
        typed = infer(program, out.sink, load_library)
    if typed is None:
        return
    out.types, main = typed
    if last == "infer":
        return
    with out.stage("lower"):
        out.ir = lower_program(out.types, main)
    if last == "lower":
        return
    with out.stage("passes"):
        optimise(out.ir)
    if last == "passes":
        return
    with out.stage("emit"):
        code = emit(out.ir, threads=threads)
    with out.stage("link"):
        out.linked = link(code, runtime_object(target), threads=threads, exports=EXPORTS[target], workers=workers)


# --- what a cached module depends on ----------------------------------------------------------------------------------


def files_read(compilation: Compilation, main: str, content: bytes) -> tuple[dict[str, bytes], list[str]] | None:
    """The other files of the program with their bytes, and the paths where a module would have been found instead, had
    there been a file. None if a file has changed since it was compiled: then the module belongs to no state of them.

    `content` is what `main` held before it was compiled.
    """
    texts = {path: source.text for path, source in compilation.sink.sources.items()}
    if not _holds(content, texts.get(main)):
        return None
    files: dict[str, bytes] = {}
    absent: list[str] = []
    root = os.path.dirname(main)
    for name, module in compilation.modules.items():
        if module.file == main:
            continue
        base = os.path.join(root, *name.split("."))
        candidates = [os.path.join(base, "__init__.py"), base + ".py"]
        if module.file not in texts:  # a package without __init__.py
            absent += candidates
            continue
        absent += candidates[: candidates.index(module.file)]
        try:
            with open(module.file, "rb") as file:
                data = file.read()
        except OSError:
            return None
        if not _holds(data, texts[module.file]):
            return None
        files[module.file] = data
    return files, absent


def _holds(content: bytes, text: str | None) -> bool:
    decoded = decode_source(content, "")
    return isinstance(decoded, SourceFile) and decoded.text == text


# --- limits, mistakes of ours, and where they came --------------------------------------------------------------------

#: what each stage does, for people
_WORK: dict[str, str] = {
    "syntax": "reading the program",
    "infer": "inferring types",
    "lower": "deciding how values are held",
    "passes": "improving the code",
    "emit": "writing the code",
    "link": "linking the module",
}


#: the code of each limit's message, and its flag
_LIMITS = {"memory": ("E0601", "--max-compile-memory"), "time": ("E0602", "--max-compile-seconds")}


def _limit_message(reached: LimitReached, stage: str) -> Diagnostic:
    own = [place for place in _places(reached.__traceback__) if not place.file.startswith(LIBRARY_SHOWN)]
    place, label = (own[-1], "at work on this") if own else (None, "")
    if isinstance(reached, TooLarge):
        return error(reached.code, reached.message, place, label, helps=(reached.advice,))
    code, option = _LIMITS[reached.what]
    message = f"compiling the program takes more than {reached.allowed}"
    note = f"the compiler was in stage {stage}, {_WORK[stage]}"
    return error(code, message, place, label, notes=(note,), helps=(f"{option} sets another limit",))


class CompilerBug(Exception):
    """A stage failed on a program. `position` is where in the program it was, as far as that can be told."""

    def __init__(self, stage: str, position: str | None) -> None:
        super().__init__(stage, position)
        self.stage, self.position = stage, position


def find_position(traceback: TracebackType | None) -> str | None:
    """The place in the program that the innermost frame with a notion of one was at work on."""
    places = list(_places(traceback))
    return f"{places[-1].file}:{places[-1].line}:{places[-1].column + 1}" if places else None


def _places(traceback: TracebackType | None) -> Iterator[Span]:
    """Those that frames have in their variables, from the outermost frame to the innermost."""
    while traceback is not None:
        for name, value in traceback.tb_frame.f_locals.items():
            if name != "self" and (place := _place(value)) is not None:
                yield place
        traceback = traceback.tb_next


def _place(value: object) -> Span | None:
    """Of a place, or of what has one: trees, values and blocks, functions in all their forms."""
    match value:
        case Span():
            return value
        case Pos():
            return Span(value.file, value.line, value.column, value.end_line, value.end_column) if value.line else None
        case Function():
            return next((place for item in value.values() if (place := _place(item.pos)) is not None), None)
        case Instance():
            return value.code.span
    for attribute in ("span", "pos"):
        inner = getattr(value, attribute, None)
        if isinstance(inner, Span | Pos):
            return _place(inner)
    return None
