"""docs/*.md against the code: every example does what is shown below it, compiled and under CPython 3.13; every public
name of the modules that they are about, and each of their methods, has an entry, with its signature.

An example is a block of `python`, and below it stands a block of `text`: standard output and, where the exit status
isn't 0, what standard error tells, and the status.
"""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import weft
from tests.expect import run_once, told
from tests.test_programs import diagnosed, run, server  # noqa: F401  a fixture
from weft import process, store
from weft.tasks import TaskInfo

ROOT = Path(__file__).parents[1]
#: and the modules that each is about, with what stands before their names
DOCUMENTS: dict[str, tuple[tuple[Any, str], ...]] = {
    "concurrency": ((weft, ""), (store, "store.")),
    "processes": ((process, ""),),
}
TEXTS = {name: (ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in DOCUMENTS}
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MAX_COLUMNS = 120
#: what no program makes by itself
NEVER_CALLED = ("Task", "Outcome", "Pid", "Ref", "Timer", "Client", "Server", "Agent", "EventManager", "Supervisor")
#: methods for the package itself
INTERNAL = {"concurrency": {"child_ended", "start"}, "processes": set[str]()}


def examples(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, program, what it prints."""
    blocks = list(BLOCK.finditer(text))
    for program, output in zip(blocks, [*blocks[1:], None], strict=True):
        if program[1] == "python":
            line = text.count("\n", 0, program.start()) + 1
            assert output is not None and output[1] == "text" and output.start() == program.end() + 1, f"line {line}"
            yield line, program[2], output[2]


EXAMPLES = {
    f"{name}-line-{line}": (program, output)
    for name, text in TEXTS.items()
    for line, program, output in examples(text)
}


def written(tmp_path: Path, name: str) -> tuple[Path, str]:
    """A folder's program, and what it must print."""
    program = tmp_path / "program" / "program.py"
    program.parent.mkdir()
    program.write_text(EXAMPLES[name][0], "utf-8")
    return program, EXAMPLES[name][1]


def shown(out: bytes, status: int, err: bytes) -> str:
    return out.decode() + (f"{told(err).decode()}exit status {status}\n" if status else "")


@pytest.mark.parametrize("mode", ["2-workers", "portable"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_compiled(server: subprocess.Popen[str], name: str, mode: str, tmp_path: Path) -> None:  # noqa: F811
    program, output = written(tmp_path, name)
    (tmp_path / "run").mkdir()
    out, status, err = run(server, program, mode, tmp_path / "run")
    assert shown(out, status, err) == output
    assert status or err == b""
    assert diagnosed(program, "threads" if mode == "2-workers" else "portable")[1] == "", "warned about"


@pytest.mark.parametrize("name", EXAMPLES)
def test_under_cpython(oracle: tuple[str, dict[str, str]], name: str, tmp_path: Path) -> None:
    program, output = written(tmp_path, name)
    done = run_once(oracle, program)
    assert shown(done.out, done.status, done.err) == output


def test_types(tmp_path: Path) -> None:
    for name, (program, _) in EXAMPLES.items():
        (tmp_path / f"{name.replace('-', '_')}.py").write_text(program, "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT / "compiler", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def entries(text: str) -> dict[str, tuple[str, str]]:
    """What each heading of an entry says of a name, and the entry's text."""
    found = dict[str, tuple[str, str]]()
    for section in re.split(r"^(?=##)", BLOCK.sub("", text), flags=re.MULTILINE):
        heading, _, text = section.partition("\n")
        if heading.startswith("### "):
            for said in re.findall(r"`([^`]*)`", heading):
                name = re.match(r"[\w.]+", said)
                assert name is not None, heading
                assert name[0] not in found, f"{name[0]} has two entries"
                found[name[0]] = said.partition(" -> ")[0], text
    return found


ENTRIES = {name: entries(text) for name, text in TEXTS.items()}


def signature(name: str, f: Callable[..., Any]) -> str:
    """As the document has it: without types, and with ... for a default that has no text of its own."""
    parameters = [
        parameter.replace(annotation=parameter.empty, default=parameter.default if is_plain(parameter) else _Dots())
        for parameter in inspect.signature(f).parameters.values()
        if parameter.name != "self"
    ]
    return f"{name}{inspect.Signature(parameters)}"


def constructor(what: type) -> Callable[..., Any]:
    """Its own, or the nearest base's: that of `object` takes nothing."""
    return next((vars(cls)["__init__"] for cls in what.__mro__[:-1] if "__init__" in vars(cls)), lambda: None)


def is_plain(parameter: inspect.Parameter) -> bool:
    return parameter.default is parameter.empty or isinstance(parameter.default, int | str | None)


class _Dots:
    def __repr__(self) -> str:
        return "..."


PUBLIC = {
    document: {
        prefix + name: getattr(module, name)
        for module, prefix in modules
        for name in module.__all__
        if name not in ("process", "store")
    }
    for document, modules in DOCUMENTS.items()
}
NAMES = [(document, name, what) for document, names in PUBLIC.items() for name, what in names.items()]
CLASSES = [each for each in NAMES if isinstance(each[2], type) and not issubclass(each[2], BaseException)]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_name_has_an_entry(document: str) -> None:
    assert set(ENTRIES[document]) == set(PUBLIC[document])


@pytest.mark.parametrize(("document", "name", "what"), NAMES)
def test_signature(document: str, name: str, what: Any) -> None:
    said, _ = ENTRIES[document][name]
    if name in NEVER_CALLED or (isinstance(what, type) and issubclass(what, BaseException)):
        assert "(" not in said
    else:
        assert said == signature(name, constructor(what) if isinstance(what, type) else what)


@pytest.mark.parametrize(("document", "name", "what"), CLASSES)
def test_methods_have_their_signatures(document: str, name: str, what: type) -> None:
    entry = ENTRIES[document][name][1]
    told_of = set(re.findall(r"`([^`\n]*)`", "\n".join(re.findall(r"^\| (`.*?) \|", entry, re.MULTILINE))))
    public = {member for member in dir(what) if not member.startswith("_")} - set(getattr(what, "__match_args__", ()))
    wanted = {
        signature(member, getattr(what, member)) if callable(getattr(what, member)) else member
        for member in public - INTERNAL[document]
    }
    assert wanted <= told_of
    forms = {said for said in told_of - wanted if not said.startswith(("len(", "for "))}
    assert forms == (set(vars(TaskInfo(0, "", "", "", "", "", None))) if name == "tasks" else set())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links(document: str) -> None:
    proses = {f"{name}.md": BLOCK.sub("", text) for name, text in TEXTS.items()}
    proses["../README.md"] = (ROOT / "README.md").read_text("utf-8")
    anchors = {
        name: {
            re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-")
            for heading in re.findall(r"^##+ (.*)$", prose, re.MULTILINE)
        }
        for name, prose in proses.items()
    }
    for target, anchor in re.findall(r"\]\(([^)#]*)#?([^)]*)\)", re.sub(r"`[^`]*`", "", proses[f"{document}.md"])):
        assert not target or (ROOT / "docs" / target).exists(), target
        assert not anchor or anchor in anchors[target or f"{document}.md"], (target, anchor)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_width(document: str) -> None:
    assert [line for line in TEXTS[document].splitlines() if len(line) > MAX_COLUMNS] == []
