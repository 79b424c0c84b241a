"""What comes with the extra `server`: importing it, or saying how to get it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from weftc.cli.arguments import wrong


@contextmanager
def extra(what: str) -> Iterator[None]:
    """For imports of the server's; `what` is told to need more packages if one isn't there."""
    try:
        yield
    except ModuleNotFoundError as missing:
        name = missing.name or ""
        if name.startswith(("weftc", "weft_server.")):
            raise
        help = "in a clone of Weft: pip install -e '.[server]', or `make play`"
        raise wrong(f"{what} more packages ({name} is missing)", help) from None
