"""The command `weft`: run, build, check, explain, cache, play, links.

Exit status: that of the program that ran; 1 for diagnostics or an exception that nothing caught; 2 for wrong usage or a
mistake of ours; 130 for Ctrl-C. A cached program starts without its compiler, so what one command needs is imported
where it is needed.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from weftc.cli.arguments import Usage

STATUS_OK, STATUS_PROBLEMS, STATUS_INTERRUPTED = 0, 1, 130
#: given up to tell that there is no more memory; nothing is written to it, so it takes none before
_reserve = [bytes(8 << 20)]


def main() -> NoReturn:
    """The process's whole life. It ends without taking Python down in order: all files are closed by then."""
    status = dispatch(sys.argv[1:])
    with suppress(OSError):  # what could not be written has been reported
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def dispatch(arguments: Sequence[str]) -> int:
    """Runs one command and returns the exit status."""
    from weftc.cli.arguments import Usage, parse

    try:
        options = parse(arguments)
        return _command(options.command)(options)
    except Usage as usage:
        return _tell(usage)
    except KeyboardInterrupt:
        return STATUS_INTERRUPTED
    except BrokenPipeError:
        return STATUS_PROBLEMS
    except Exception as failure:
        _reserve.clear()
        from weftc.cli.report import report_bug

        return report_bug(failure)


def _tell(usage: Usage) -> int:
    from weftc.cli.report import print_out

    if usage.status == STATUS_OK:
        print_out(usage.text)
    else:
        sys.stderr.write(usage.text)
    return usage.status


def _command(name: str) -> Callable[[Namespace], int]:
    if name == "run":
        from weftc.cli.run import run

        return run
    if name == "build":
        from weftc.cli.build import build

        return build
    if name == "check":
        from weftc.cli.check import check

        return check
    if name == "cache":
        from weftc.cli.cache import show_or_clean

        return show_or_clean
    if name == "play":
        from weftc.cli.play import play

        return play
    if name == "links":
        from weftc.cli.links import links

        return links
    from weftc.cli.explain import explain

    return explain
