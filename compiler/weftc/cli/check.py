"""`weft check`: what is wrong with a program, as text or as JSON, on standard output."""

from __future__ import annotations

import sys
from argparse import Namespace

from weftc.cli.compiling import compile_once
from weftc.cli.namesake import note_namesake
from weftc.cli.program import named_program
from weftc.cli.report import diagnostics_text, print_out


def check(options: Namespace) -> int:
    """Reports; 1 if there are errors."""
    program = named_program(options)
    made = compile_once(options, program, "threads", "lower")
    sink = made.sink
    note_namesake(made)
    if options.output_format == "json":
        import json

        from weftc.diagnostics.data import to_data

        told = [to_data(diagnostic, sink.sources) for diagnostic in sink.diagnostics()]
        print_out(json.dumps(told, indent=1) + "\n")
    elif sink.diagnostics():
        print_out(diagnostics_text(sink, sys.stdout))
    else:
        print_out(f"{program.path}: no problems found\n")
    return 1 if sink.has_errors else 0
