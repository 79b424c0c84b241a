"""`weft play`: the playground's page and its server, which come with the extra `server`."""

from __future__ import annotations

from argparse import Namespace

from weftc.cli.arguments import wrong
from weftc.cli.extra import extra


def play(options: Namespace) -> int:
    """Serves until it is stopped."""
    with extra("the playground needs"):
        from weft_server.play import PlayError
        from weft_server.play import play as serve
    try:
        serve(options.host, options.port, options.open)
    except PlayError as error:
        raise wrong(error.message, *error.helps) from None
    return 0
