"""`weft cache`: what is kept of compiled programs, and its removal."""

from __future__ import annotations

from argparse import Namespace

from weftc.cli.arguments import Usage, cache_limit
from weftc.cli.report import STATUS_PROBLEMS, failed, print_out
from weftc.host import cache
from weftc.host.private_folder import NotPrivate


def show_or_clean(options: Namespace) -> int:
    """Tells place, number, size and bound, or removes all."""
    limit = cache_limit()
    try:
        number, size = cache.clean() if options.action == "clean" else cache.size()
    except FileNotFoundError:
        number = size = 0
    except NotPrivate as why:
        raise Usage(f"error: the cache isn't used, since others could change it: {why}\n", STATUS_PROBLEMS) from None
    except OSError as error:
        raise failed(f"look into {cache.folder()}", error) from None
    if options.action == "clean":
        print_out(f"removed {number} program{'s' if number != 1 else ''}, {_megabytes(size)}\n")
    else:
        print_out(
            f"place     {cache.folder()}\n"
            f"programs  {number}\n"
            f"size      {_megabytes(size)}\n"
            f"bound     {_megabytes(limit)} ({cache.ENV_LIMIT}, in bytes)\n"
        )
    return 0


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.1f} MB"
