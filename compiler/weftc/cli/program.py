"""What the command line names as the program, as CPython takes it: a file, `-` for standard input, `-c TEXT`, or a
folder with a `__main__.py`."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from typing import NamedTuple


class Program(NamedTuple):
    """A program that is to be compiled."""

    #: of its file, as messages and tracebacks show it; its modules lie beside that. Or `source`'s STDIN, STRING: they
    #: lie in the current folder.
    path: str
    #: its sys.argv[0]
    name: str
    #: what there is in place of a file; None: it is in the file
    content: bytes | None = None

    def read(self) -> bytes | None:
        """All of it; None if it can't be read twice, or not at all: the compiler says why."""
        if self.content is not None:
            return self.content
        try:
            if not os.path.isfile(self.path):
                return None
            with open(self.path, "rb") as file:
                return file.read()
        except (OSError, ValueError):
            return None


def named_program(options: Namespace) -> Program:
    """The program of these options. Standard input is read to its end, so there is nothing left for the program."""
    if options.text is not None:
        from weftc.source import STRING

        return Program(STRING, "-c", options.text.encode("utf-8", "surrogateescape"))
    if options.file == "-":
        from weftc.source import STDIN

        return Program(STDIN, "-", sys.stdin.buffer.read() if sys.stdin is not None else b"")
    main = os.path.join(options.file, "__main__.py")
    return Program(main if os.path.isfile(main) else options.file, options.file)
