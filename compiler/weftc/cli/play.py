"""`weft play`: the playground's page and its server, which come with the extra `server`."""

from __future__ import annotations

from argparse import Namespace

from weftc.cli.arguments import wrong


def play(options: Namespace) -> int:
    """Serves until it is stopped."""
    try:
        from weft_server.play import PlayError
        from weft_server.play import play as serve
    except ModuleNotFoundError as missing:
        name = missing.name or ""
        if name.startswith(("weftc", "weft_server.")):
            raise
        help = "in a clone of Weft: pip install -e '.[server]', or `make play`"
        raise wrong(f"the playground needs more packages ({name} is missing)", help) from None
    try:
        serve(options.host, options.port, options.open)
    except PlayError as error:
        raise wrong(error.message, *error.helps) from None
    return 0
