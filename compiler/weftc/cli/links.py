"""`weft links`: the playground's short links, which come with the extra `server`."""

from __future__ import annotations

import sys
from argparse import Namespace

from weftc.cli.arguments import Usage, wrong
from weftc.cli.extra import extra
from weftc.cli.report import STATUS_PROBLEMS, print_out


def links(options: Namespace) -> int:
    """Lists, shows, removes or copies links."""
    with extra("the playground's links need"):
        from weft_server.environment import SettingsError
        from weft_server.links_command import CommandFailed, links_command
        from weft_server.links_file import LinksFailed
    try:
        for text in links_command(options, sys.stdout.isatty()):
            print_out(text)
    except SettingsError as error:
        raise wrong(error.message, *error.helps) from None
    except (CommandFailed, LinksFailed) as error:
        raise Usage(f"error: {error}\n", STATUS_PROBLEMS) from None
    return 0
