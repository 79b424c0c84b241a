"""`weft links`: looks into the file of links and changes it, also while a server runs.

What strangers wrote into a link is printed so that it can't drive a terminal.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from weft_server.environment import read_settings
from weft_server.fragments import FragmentError, program_of
from weft_server.links import Link, Links
from weft_server.links_backup import back_up
from weft_server.links_file import LinksFile
from weft_server.settings import Settings

#: characters of a program's first line
SHOWN = 60


class CommandFailed(Exception):
    """Why, in one line."""


def links_command(options: Namespace, terminal: bool) -> Iterator[str]:
    """What the command prints, to a terminal or elsewhere. Raises CommandFailed, LinksFailed, SettingsError."""
    settings = read_settings()
    path = settings.links_file if options.file is None else Path(options.file)
    links = Links(path, settings.links_bytes, settings.links_days)
    match options.action:
        case "list":
            yield from _list(links, settings, options.json)
        case "show":
            [name] = options.names
            link = links.find(name)
            if link is None:
                raise _unknown([name], path)
            text = f"{link.fragment}\n" if options.raw else _program(link, settings)
            yield f"{printable(text).rstrip()}\n" if terminal else text
        case "delete":
            names = list(dict.fromkeys(options.names))
            missing = links.delete(names)
            if len(missing) < len(names):
                yield f"removed {_number(len(names) - len(missing))}\n"
            if missing:
                raise _unknown(missing, path)
        case "prune":
            days = options.unopened_for
            yield f"removed {_number(sum(iter(links.prune, 0)) if days is None else links.prune_unopened(days))}\n"
        case "backup":
            [place] = options.names
            yield f"copied {_number(back_up(LinksFile(path, settings.links_bytes), Path(place)))} to {place}\n"


def _list(links: Links, settings: Settings, as_json: bool) -> Iterator[str]:
    heading = "" if as_json else f"{'ID':12}{'BYTES':>6}  {'MADE':12}{'OPENED':12}PROGRAM\n"
    for link in links.all():
        line, size = _first_line(link, settings), len(link.fragment)
        if as_json:
            row = {"id": link.id, "bytes": size, "made": link.made, "opened": link.opened, "first_line": line}
            yield json.dumps(row) + "\n"
            continue
        shown = f"#{link.fragment}" if line is None else line
        shown = shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…"
        row_text = f"{link.id:12}{size:>6}  {link.made[:10]:12}{link.opened or '-':12}{shown}"
        yield f"{heading}{printable(row_text, keep='')}\n"
        heading = ""


def _first_line(link: Link, settings: Settings) -> str | None:
    """Of the program; None if there is none that can be read."""
    try:
        source = program_of(link.fragment, settings.source_bytes)
    except FragmentError:
        return None
    return None if source is None else next((line for line in source.splitlines() if line.strip()), "")


def _program(link: Link, settings: Settings) -> str:
    try:
        source = program_of(link.fragment, settings.source_bytes)
    except FragmentError as error:
        raise CommandFailed(f"link {link.id} can't be shown: {error}; --raw shows its text") from None
    if source is None:
        raise CommandFailed(f"link {link.id} holds no program of this version's form; --raw shows its text")
    return source


def printable(text: str, keep: str = "\n\t") -> str:
    """Without what would do something to a terminal, or hide what stands there: that is escaped."""
    return "".join(
        char if char.isprintable() or char in keep else char.encode("unicode_escape").decode() for char in text
    )


def _unknown(names: list[str], path: Path) -> CommandFailed:
    return CommandFailed(f"there is no link {' or '.join(names)} in {path}")


def _number(links: int) -> str:
    return f"{links} link{'s' if links != 1 else ''}"
