"""What is kept of compiled programs: adding to it, and `weft cache`, which shows or removes it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence

from weftc.cli.arguments import Usage, cache_limit
from weftc.cli.report import STATUS_PROBLEMS, failed, print_out
from weftc.host import cache
from weftc.host.private_folder import NotPrivate


def keep(key: cache.Key, artefact: bytes, files: Mapping[str, bytes] | None = None, absent: Sequence[str] = ()) -> None:
    """Writes an entry to the cache; says why if others could change what lies there."""
    try:
        cache.store(key, artefact, files, absent, cache_limit())
    except NotPrivate as why:
        sys.stderr.write(f"note: compiled without a cache, since others could change it: {why}\n")


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
            f"bound     {_megabytes(limit)} ({cache.ENV_LIMIT})\n"
        )
    return 0


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.1f} MB"
