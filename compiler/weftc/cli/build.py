"""`weft build`: a module as a file, or the result of a stage as text."""

from __future__ import annotations

import os
import tempfile
from argparse import Namespace

from weftc.cli.arguments import wrong
from weftc.cli.compiling import compile_once
from weftc.cli.namesake import note_namesake
from weftc.cli.program import named_program
from weftc.cli.report import failed, print_out, report_diagnostics
from weftc.views.view import LAST_STAGE, list_view, view_text


def build(options: Namespace) -> int:
    """Writes the module, prints the dump; the exit status."""
    program = named_program(options)
    if options.output is not None:
        _check_output(options.output, program.path)
    made = compile_once(options, program, options.target, LAST_STAGE.get(options.dump, "link"), options.workers)
    report_diagnostics(made.sink)
    if made.sink.has_errors:
        return 1
    note_namesake(made)
    if options.dump is not None:
        print_out(view_text(list_view(made, options.dump, program.path)))
    if options.output is not None:
        assert made.wasm is not None
        write_whole(options.output, made.wasm)
    return 0


def _check_output(output: str, source: str) -> None:
    folder = os.path.dirname(output) or "."
    if os.path.isdir(output):
        name = os.path.splitext(os.path.basename(source))[0]
        raise wrong(f"{output} is a folder", f"`-o {os.path.join(output, name)}.wasm` puts the module into it")
    if not os.path.isdir(folder):
        raise wrong(f"there is no folder {folder} to put the module into", f"`mkdir -p {folder}` makes it")
    if os.path.exists(output) and os.path.exists(source) and os.path.samefile(output, source):
        raise wrong(f"{output} is the program itself: the module would replace it")


def write_whole(path: str, data: bytes) -> None:
    """Writes a file so that nobody ever sees a part of it; raises Usage with the reason if that can't be done."""
    folder = os.path.dirname(path) or "."
    temporary = None
    try:
        if os.path.exists(path) and not os.path.isfile(path):  # a device or a pipe can't be replaced
            with open(path, "wb") as file:
                file.write(data)
            return
        handle, temporary = tempfile.mkstemp(prefix=".weft-", dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None and os.path.exists(temporary):
            os.unlink(temporary)
        raise failed(f"write {path}", error) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
