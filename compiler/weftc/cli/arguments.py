"""The command line: what may stand on it, and one clear message for what may not."""

from __future__ import annotations

import os
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from itertools import pairwise
from typing import NoReturn

from weftc.host import contract

COMMANDS = {
    "run": "compile a program and run it",
    "build": "compile a program to a WebAssembly module",
    "check": "report what is wrong with a program, without running it",
    "explain": "tell the long story of a diagnostic's code",
    "cache": "show what is kept of compiled programs, or remove it",
    "play": "serve a page to write programs in and run them",
    "links": "list, show, remove or copy the short links that `weft play` keeps",
}
#: what the environment may set
VARIABLES = {
    "WEFT_WORKERS": f"OS threads that run tasks, 1 to {contract.MAX_WORKERS}, where --workers doesn't say",
    "WEFT_MAX_STACK_SIZE": "bytes of a task's stack, beyond which RecursionError is raised (256M)",
    "WEFT_CACHE": "the folder of compiled programs (~/.cache/weft)",
    "WEFT_CACHE_SIZE": "its bound in bytes (512M); 0 for none",
}
#: what `weft links` does: what stands behind it, and the flag that only it takes
LINK_ACTIONS = {
    "list": ("", "--json"),
    "show": ("ID", "--raw"),
    "delete": ("ID...", ""),
    "prune": ("", "--unopened-for"),
    "backup": ("FILE", ""),
}
MAX_SEED = (1 << 64) - 1
MAX_PORT = 65535
MAX_SECONDS = 10**9
MAX_DAYS = 36500
#: characters of a link's id
MIN_ID = 10
#: of help texts
WIDTH = 100


class Usage(Exception):
    """Ends the command with a text: help on standard output, or what is wrong on standard error."""

    def __init__(self, text: str, status: int = 2) -> None:
        super().__init__(text)
        self.text, self.status = text, status


def wrong(message: str, *helps: str) -> Usage:
    """Wrong usage: one line that says what, and lines that say what would be right."""
    return Usage("".join([f"error: {message}\n", *(f"help: {line}\n" for line in helps)]))


class _Formatter(RawDescriptionHelpFormatter):
    """Of a fixed width: asking for the terminal's would cost every command an import of `shutil`."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=WIDTH)


class _Parser(ArgumentParser):
    """argparse, with errors as `Usage`."""

    def __init__(self, command: str, usage: str) -> None:
        super().__init__(
            prog=f"weft {command}",
            usage=f"weft {command} {usage}",
            description=COMMANDS[command].capitalize() + ".",
            formatter_class=_Formatter,
            allow_abbrev=False,
            add_help=False,
        )
        self.command = command
        self.add_argument("-h", "--help", action="store_true", help=SUPPRESS)

    def error(self, message: str) -> NoReturn:
        raise wrong(message.replace("argument ", "", 1), f"`weft {self.command} --help` lists what it takes")


def parse(arguments: Sequence[str]) -> Namespace:
    """The options of a command, with `command` and, for `run`, `args`; raises Usage."""
    command = arguments[0] if arguments else "--help"
    if command in ("-h", "--help", "help"):
        raise Usage(_overview(), 0)
    if command in ("-V", "--version"):
        raise Usage(_version(), 0)
    if command not in COMMANDS:
        raise _unknown_command(command)
    return _PARSERS[command](list(arguments[1:]))


def _overview() -> str:
    rows = "".join(f"  weft {name:<9}{text}\n" for name, text in COMMANDS.items())
    variables = "".join(f"  {name:<21}{text}\n" for name, text in VARIABLES.items())
    return (
        "Weft compiles ordinary Python to WebAssembly that runs in parallel.\n\n"
        f"{rows}\nEnvironment variables:\n{variables}\n"
        "`weft COMMAND --help` tells more; `weft --version` says which one this is.\n"
    )


def _version() -> str:
    from platform import python_implementation, python_version

    from weftc.cli.engine import version
    from weftc.version import VERSION

    found = version()
    engine = f"wasmtime {found}" if found else "no wasmtime"
    return f"weft {VERSION} ({python_implementation()} {python_version()}, {engine})\n"


def _unknown_command(command: str) -> Usage:
    from difflib import get_close_matches

    if command.startswith("-"):
        near = "".join(get_close_matches(command, ["--help", "--version"], 1))
        return wrong(f"unknown flag {command}", f"did you mean {near}?" if near else "flags stand after the command")
    if command.endswith(".py") or os.path.isfile(command):
        return wrong(f"{command} is a file, not a command", f"did you mean `weft run {command}`?")
    near = "".join(get_close_matches(command, COMMANDS, 1))
    known = f"the commands are {', '.join(COMMANDS)}"
    return wrong(f"unknown command {command}", f"did you mean `weft {near}`?" if near else known)


def _take(parser: _Parser, arguments: list[str], program_arguments: bool = False) -> Namespace:
    """Parses; flags and plain arguments may be mixed."""
    options, unknown = parser.parse_known_intermixed_args(_join_text(arguments))
    options.command = parser.command
    if options.help:
        raise Usage(parser.format_help(), 0)
    if unknown:
        raise _unknown_flag(parser, unknown[0], program_arguments)
    return options


def _join_text(arguments: list[str]) -> list[str]:
    """A program's text may begin with a minus sign: argparse takes it if it is joined to its flag."""
    for at, (flag, text) in enumerate(pairwise(arguments)):
        if flag == "-c" and text.startswith("-"):
            return [*arguments[:at], flag + text, *arguments[at + 2 :]]
    return arguments


def _unknown_flag(parser: _Parser, text: str, program_arguments: bool) -> Usage:
    from weftc.diagnostics.near import near_name

    if not text.startswith("-"):
        return wrong(f"unexpected argument {text}", f"`weft {parser.command} --help` lists what it takes")
    flag = text.partition("=")[0]
    known = [option for action in parser._actions for option in action.option_strings]
    near = near_name(flag, known)
    helps = [f"did you mean {near}?"] if near else [f"`weft {parser.command} --help` lists what it takes"]
    if program_arguments:
        helps.append(f"what is meant for the program stands after --, as in `weft run FILE -- {text}`")
    return wrong(f"unknown flag {flag}", *helps)


def _run(arguments: list[str]) -> Namespace:
    parser = _Parser("run", "FILE|-|-c TEXT [options] [ARGUMENT...] [-- ARGUMENT...]")
    _add_program(parser)
    parser.add_argument("arguments", metavar="ARGUMENT", nargs="*", help="what it finds in sys.argv")
    parser.add_argument("--workers", metavar="N", help="OS threads that run tasks (as many as cores)")
    parser.add_argument("--target", choices=("threads", "portable"), help="kind of module (threads)")
    parser.add_argument("--sequential", action="store_true", help="one worker, tasks in spawn order, no time slices")
    parser.add_argument("--seed", metavar="S", help="a run that can be repeated: one worker, virtual clock")
    parser.add_argument("--dir", metavar="D", action="append", help="a folder that it may use (the current one)")
    parser.add_argument("--no-files", action="store_true", help="no files at all")
    parser.add_argument("--time", action="store_true", help="say how long compiling and running took")
    _add_limits(parser)
    parser.add_argument("--stress", action="store_true", help="suspend, collect and move all the time: for tests")
    front, passed_on = _split(arguments)
    options = _take(parser, front, program_arguments=True)
    if options.text is not None and options.file is not None:
        before = next(at for at, text in enumerate(front) if text.startswith("-c"))
        if _take(parser, front[:before]).file is None:  # what stands behind is the program's first argument
            options.file, options.arguments = None, [options.file, *options.arguments]
    elif options.text is None and options.file is None and passed_on:
        options.file, *passed_on = passed_on
    _need_program(options)
    options.arguments += passed_on
    options.workers = _number(options.workers, "--workers", 1, contract.MAX_WORKERS)
    options.seed = _number(options.seed, "--seed", 0, MAX_SEED)
    _check_limits(options)
    _check_run(options)
    return options


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """What stands before and after the first `--`."""
    if "--" not in arguments:
        return arguments, []
    at = arguments.index("--")
    return arguments[:at], arguments[at + 1 :]


def _check_run(options: Namespace) -> None:
    """What can't go together."""
    if options.sequential and options.seed is not None:
        raise wrong("--sequential says which task is next, and so does --seed: take one of them")
    if options.sequential and options.workers not in (None, 1):
        raise wrong(f"--sequential means one worker, not {options.workers}")
    if options.seed is not None and options.target == "threads":
        raise wrong("--seed runs the portable module, so --target threads can't stand with it")
    if options.seed is not None:
        options.target = "portable"
    if options.target == "portable" and options.workers not in (None, 1):
        why = "--seed" if options.seed is not None else "--target portable"
        raise wrong(f"{why} means one worker, not {options.workers}")
    if options.no_files and options.dir:
        raise wrong("--no-files and --dir contradict each other")
    for folder in options.dir or ():
        if not os.path.isdir(folder):
            what = "is not a folder" if os.path.exists(folder) else "does not exist"
            raise wrong(f"--dir {folder}: {what}")


def _build(arguments: list[str]) -> Namespace:
    parser = _Parser("build", "FILE|-|-c TEXT -o OUT.wasm [options]")
    _add_program(parser)
    parser.add_argument("-o", "--output", metavar="OUT.wasm", help="where the module goes")
    parser.add_argument("--target", choices=("threads", "portable"), help="(portable; threads with --workers)")
    parser.add_argument("--workers", metavar="N", help="how many it starts where WEFT_WORKERS isn't set (1)")
    parser.add_argument("--dump", choices=("types", "ir", "wat"), help="print a stage's result")
    _add_limits(parser)
    options = _take(parser, arguments)
    _need_program(options)
    _check_limits(options)
    options.workers = _number(options.workers, "--workers", 1, contract.MAX_WORKERS)
    options.target = options.target or ("portable" if options.workers is None else "threads")
    if options.target == "portable" and options.workers not in (None, 1):
        raise wrong(f"--target portable means one worker, not {options.workers}")
    if options.output is None and options.dump is None:
        name = os.path.splitext(os.path.basename(options.file or ""))[0].strip("-.") or "out"
        raise wrong("nothing says where the module goes", f"`weft build {options.file or '-c TEXT'} -o {name}.wasm`")
    if options.output is not None and options.dump in ("types", "ir"):
        raise wrong(f"--dump={options.dump} makes no module, so -o can't stand with it")
    return options


def _check(arguments: list[str]) -> Namespace:
    parser = _Parser("check", "FILE|-|-c TEXT [--output-format=full|json]")
    _add_program(parser)
    parser.add_argument("--output-format", choices=("full", "json"), default="full", help="(full)")
    _add_limits(parser)
    options = _take(parser, arguments)
    _need_program(options)
    _check_limits(options)
    return options


def _explain(arguments: list[str]) -> Namespace:
    parser = _Parser("explain", "CODE")
    parser.add_argument("code", metavar="CODE", nargs="?", help="as in error[E0201]")
    options = _take(parser, arguments)
    if options.code is None:
        raise wrong("which code?", "`weft explain E0201`, say: the code stands in each message")
    return options


def _cache(arguments: list[str]) -> Namespace:
    parser = _Parser("cache", "show|clean")
    parser.add_argument("action", metavar="show|clean", nargs="?", help="tell place, number and size; remove all")
    options = _take(parser, arguments)
    if options.action not in ("show", "clean"):
        said = f"unknown action {options.action}" if options.action else "show the cache, or clean it?"
        raise wrong(said, "`weft cache show` or `weft cache clean`")
    return options


def _play(arguments: list[str]) -> Namespace:
    parser = _Parser("play", "[--host H] [--port P] [--open]")
    parser.add_argument("--host", metavar="H", help="the address to listen at (127.0.0.1)")
    parser.add_argument("--port", metavar="P", help="its port, 0 for any that is free (8000)")
    parser.add_argument("--open", action="store_true", help="open the page in a browser")
    options = _take(parser, arguments)
    options.port = _number(options.port, "--port", 0, MAX_PORT)
    return options


def _links(arguments: list[str]) -> Namespace:
    parser = _Parser("links", "list | show ID | delete ID... | prune | backup FILE [options]")
    parser.add_argument("action", metavar="ACTION", nargs="?", help=", ".join(LINK_ACTIONS))
    parser.add_argument("names", metavar="ID|FILE", nargs="*", help="of links; where the copy goes")
    parser.add_argument("--file", metavar="F", help="where the links are (WEFT_SERVER_LINKS_FILE)")
    parser.add_argument("--json", action="store_true", help="list: one object a line")
    parser.add_argument("--raw", action="store_true", help="show: the text after #, not the program in it")
    parser.add_argument("--unopened-for", metavar="DAYS", help="prune: all that nobody has made or opened since")
    front, behind = _split(arguments)
    options = _take(parser, [text for text in front if not _is_link(text)])
    options.names += [text for text in front if _is_link(text)] + behind
    _check_links(options)
    options.unopened_for = _number(options.unopened_for, "--unopened-for", 1, MAX_DAYS)
    return options


def _is_link(text: str) -> bool:
    """Ids may begin with a minus sign; no flag that looks so is as long."""
    return len(text) >= MIN_ID and text[0] == "-" != text[1]


def _check_links(options: Namespace) -> None:
    """One action, with what belongs to it."""
    if options.action not in LINK_ACTIONS:
        from weftc.diagnostics.near import near_name

        said = f"unknown action {options.action}" if options.action else "what is to be done with the links?"
        near = near_name(options.action or "", LINK_ACTIONS)
        known = f"the actions are {', '.join(LINK_ACTIONS)}"
        raise wrong(said, f"did you mean `weft links {near}`?" if near else known)
    takes, own_flag = LINK_ACTIONS[options.action]
    example = f"`weft links {options.action}{' ' * bool(takes)}{takes}`"
    if not options.names and takes:
        raise wrong("where does the copy go?" if takes == "FILE" else "which link?", example)
    most = len(options.names) if takes.endswith("...") else len(takes.split())
    if len(options.names) > most:
        raise wrong(f"unexpected argument {options.names[most]}", example)
    given = {"--json": options.json, "--raw": options.raw, "--unopened-for": options.unopened_for is not None}
    for flag in (flag for flag, there in given.items() if there and flag != own_flag):
        action = next(action for action, (_, own) in LINK_ACTIONS.items() if own == flag)
        raise wrong(f"{flag} belongs to `weft links {action}`, not to {options.action}")


_PARSERS = {
    "run": _run,
    "build": _build,
    "check": _check,
    "explain": _explain,
    "cache": _cache,
    "play": _play,
    "links": _links,
}


def _add_program(parser: _Parser) -> None:
    """The ways to name a program."""
    parser.add_argument("file", metavar="FILE", nargs="?", help="the program; - is standard input")
    parser.add_argument("-c", metavar="TEXT", dest="text", help="the program itself, in place of FILE")


def _need_program(options: Namespace) -> None:
    if options.text is not None and options.file:
        raise wrong(f"-c is the program, so {options.file} can't stand with it")
    if options.text is None and not options.file:
        raise wrong("which file?", f"`weft {options.command} program.py`")


def _add_limits(parser: _Parser) -> None:
    """What a compile may take."""
    parser.add_argument("--max-compile-memory", metavar="BYTES", help="end a compile that takes more (2G)")
    parser.add_argument("--max-compile-seconds", metavar="S", help="or more of the processor's time (60)")


def _check_limits(options: Namespace) -> None:
    options.max_compile_memory = _bytes(options.max_compile_memory, "--max-compile-memory", 1)
    options.max_compile_seconds = _number(options.max_compile_seconds, "--max-compile-seconds", 1, MAX_SECONDS)


def _bytes(text: str | None, what: str, least: int) -> int | None:
    """A number of bytes, which may be written with K, M or G."""
    unit = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}.get(text[-1].upper(), 1) if text else 1
    digits = text[:-1] if text and unit > 1 else text
    number = _number(digits, what, least, sys.maxsize // unit)
    return None if number is None else number * unit


def _number(text: str | None, flag: str, least: int, most: int) -> int | None:
    """A number in a range, as the user wrote it."""
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(most)) or not least <= int(text) <= most:
        raise wrong(f"{flag} takes a number from {least} to {most}, not {text or 'nothing'}")
    return int(text)


def setting(name: str, least: int = 1) -> int | None:
    """A setting from the environment, a number of bytes."""
    return _bytes(os.environ.get(name) or None, f"the environment variable {name}", least)


def workers_setting() -> int | None:
    """How many workers the environment asks for."""
    name = contract.ENV_WORKERS
    return _number(os.environ.get(name) or None, f"the environment variable {name}", 1, contract.MAX_WORKERS)


def check_switch(name: str) -> None:
    """Raises Usage for a setting from the environment that is there, and neither 0 nor 1."""
    _number(os.environ.get(name) or None, f"the environment variable {name}", 0, 1)


def cache_limit() -> int:
    """The bound of the cache in bytes; 0 for no cache."""
    from weftc.host import cache

    chosen = setting(cache.ENV_LIMIT, least=0)
    return cache.LIMIT_BYTES if chosen is None else chosen
