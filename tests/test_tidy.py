"""What a reviewer would check by hand: sizes, names, tables that state the same facts, what nothing uses.

What is let pass for now stands in tidy_exceptions.py.
"""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

import weft
from tests import tidy_exceptions as exceptions
from tests.test_error_programs import PROGRAMS as ERROR_PROGRAMS
from tests.test_error_programs import expected
from weft.later import NOT_BUILT
from weftc.abi.generate import Table, tables
from weftc.builtins.table import CALLS
from weftc.diagnostics.table import TABLE
from weftc.driver import compile_program
from weftc.hir.ops import OPS
from weftc.infer import infer  # noqa: F401  the tables fill themselves in
from weftc.infer.exceptions import ALIASES, BUILTIN_EXCEPTIONS
from weftc.infer.rules import RULES
from weftc.operations.modules import BUILTINS, LIBRARY, OWN_FILES, STREAMS
from weftc.syntax import names
from weftc.syntax.build import load_library

ROOT = Path(__file__).parents[1]
MAX_FILE_LINES = 600
MAX_FUNCTION_LINES = 60
MAX_COLUMNS = 120
#: programs that Weft compiles, or refuses: not its own sources
PROGRAMS = ("tests/programs/", "tests/programs_errors/", "tests/golden/programs/", "bench/py/", "bench/everyday/",
            "tests/linear/programs/", "examples/")
C_FUNCTION = re.compile(r"(?!typedef|#|enum|struct\s+\w+\s*\{)([A-Za-z_][\w\s*]*?[\s*])?(\w+)\(.*\{")


@cache
def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode != 0:
        pytest.skip("not in a clone")
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def sources(*suffixes: str, under: str = "") -> list[str]:
    return [name for name in tracked()
            if name.endswith(suffixes) and name.startswith(under) and not name.startswith(PROGRAMS)]  # fmt: skip


@cache
def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(text(name))


def within(found: dict[str, int], listed: dict[str, int]) -> None:
    """What was found is what is listed, and none of it larger."""
    assert {name: size for name, size in found.items() if size > listed.get(name, 0)} == {}, "too large"
    assert set(listed) - set(found) == set(), "listed, and small enough now"


# --- sizes ------------------------------------------------------------------------------------------------------------


def test_length_of_files() -> None:
    lengths = {name: text(name).count("\n") for name in sources(".py", ".c", ".h", ".ts", ".css", ".html")}
    within({name: length for name, length in lengths.items() if length > MAX_FILE_LINES}, exceptions.LONG_FILES)


def test_length_of_functions() -> None:
    found = dict[str, int]()
    for name in sources(".py", ".c", ".h"):
        functions = functions_of_python(name) if name.endswith(".py") else functions_of_c(name)
        for function, length in functions:
            if length > MAX_FUNCTION_LINES:
                found[f"{name} {function}"] = max(length, found.get(f"{name} {function}", 0))
    within(found, exceptions.LONG_FUNCTIONS)


def functions_of_python(name: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1


def functions_of_c(name: str) -> Iterator[tuple[str, int]]:
    """Functions of a file in the house's form: the name in a line that ends with the brace, the end in column 0."""
    function, start = "", 0
    for number, line in enumerate(text(name).splitlines(), 1):
        if (match := C_FUNCTION.match(line)) and line.endswith("{"):
            function, start = match[2], number
        elif line.startswith("}") and function:
            yield function, number - start + 1
            function = ""


def test_width_of_c() -> None:
    widths = {name: sum(len(line) > MAX_COLUMNS for line in text(name).splitlines()) for name in sources(".c", ".h")}
    within({name: count for name, count in widths.items() if count}, exceptions.WIDE_LINES)


# --- names ------------------------------------------------------------------------------------------------------------

FILE_NAME = re.compile(r"(?<![\w/.*<>-])(?:[\w.-]+/)*[\w-]+\.(?:py|c|h|ts|md|txt|css|html|obj|sh|toml|js)\b")
#: those that name files of the repository throughout
DOCUMENTS = ("ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "runtime-c/HACKING.md")
#: a word in capitals stands for any name, and Node.js is no file
NO_FILE = re.compile(r"\b[A-Z]+\.\w+$|^Node\.js$")


def test_files_that_are_mentioned_exist() -> None:
    endings = {ending for name in tracked() for ending in endings_of(name)}
    found: dict[str, set[str]] = {}
    for name in [*DOCUMENTS, *sources(".py", ".c", ".h", ".ts")]:
        for comment in comments(name):
            for mentioned in FILE_NAME.findall(comment):
                if mentioned.removeprefix("../") not in endings and not NO_FILE.search(mentioned):
                    found.setdefault(name, set()).add(mentioned)
    assert found == exceptions.OTHER_FILES


def endings_of(name: str) -> Iterator[str]:
    parts = name.split("/")
    return ("/".join(parts[start:]) for start in range(len(parts)))


def comments(name: str) -> Iterator[str]:
    """Comments and docstrings of a source; all of a document."""
    if name.endswith(".md"):
        yield text(name)
    elif name.endswith(".py"):
        for token in tokenize.generate_tokens(io.StringIO(text(name)).readline):
            if token.type == tokenize.COMMENT:
                yield token.string
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                yield ast.get_docstring(node) or ""
    else:
        yield from (match[0] for match in re.finditer(r"/\*.*?\*/|//[^\n]*", text(name), re.DOTALL))


def test_prefixes_of_c() -> None:
    """A function that other files can call is named after its file: `weft_list_new` in list.c, `list_sort.c`, …"""
    found: dict[str, set[str]] = {}
    for name in sources(".c", under="runtime-c/"):
        stem = Path(name).stem
        if name.count("/") == 1:
            for line in text(name).splitlines():
                match = C_FUNCTION.match(line)
                if match and match[1] and not match[1].startswith("static"):
                    function = match[2].removeprefix("weft_")
                    if not function.startswith(stem.split("_")[0].removesuffix("s")):
                        found.setdefault(stem, set()).add(function.split("_")[0])
    assert found == exceptions.OTHER_PREFIXES


# --- what nothing uses ------------------------------------------------------------------------------------------------

#: decorators that enter nothing into a table
PLAIN_DECORATORS = {"dataclass"}


def test_no_dead_definition() -> None:
    mentioned: set[str] = set()
    for name in sources(".py"):
        mentioned.update(mentions(tree(name)))
    for table in chain.from_iterable(map(tables, ("memory.py", "numbers.py", "structs.py"))):
        mentioned.update(mentions_in_c(table))
    for name in sources(".py", under="compiler/weftc/lib/"):  # `rt.weft_str_is(s, "ascii")`
        mentioned.update(map(str.upper, mentions(tree(name))))
    found = {f"{name} {defined}" for name in sources(".py", under="compiler/weftc/")
             if not name.startswith("compiler/weftc/lib/")
             for defined in definitions(tree(name))
             if defined not in mentioned and not defined.startswith("__")}  # fmt: skip
    assert found == exceptions.UNMENTIONED


def mentions_in_c(table: Table) -> Iterator[str]:
    """What the runtime uses of a table that both have."""
    files = [name for name in sources(".c", ".h", under="runtime-c/") if not Path(name).name.startswith("abi_")]
    words = c_words(tuple(files))
    prefix = table.marks[1] if table.marks else ""
    used = [member.name for member in table.members if prefix + member.name in words]
    yield from used
    if used or table.name in words:
        yield table.name


@cache
def c_words(files: tuple[str, ...]) -> set[str]:
    return {word for name in files for word in re.findall(r"\w+", text(name))}


def mentions(module: ast.Module) -> Iterator[str]:
    """All names that a module uses, also those written as text (`__all__`, annotations)."""
    for node in ast.walk(module):
        match node:
            case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
                yield name
            case ast.alias(name=name):
                yield name.rpartition(".")[2]
            case ast.Constant(value=str(value)) if " " not in value:
                yield from re.findall(r"[A-Za-z_]\w*", value)
            case ast.MatchClass(kwd_attrs=attributes):
                yield from attributes


def definitions(module: ast.Module) -> Iterator[str]:
    """Functions, classes, methods, fields, constants of a module, without those that a decorator enters in a table."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            calls = [one.func for one in node.decorator_list if isinstance(one, ast.Call)]
            if all(isinstance(call, ast.Name) and call.id in PLAIN_DECORATORS for call in calls):
                yield node.name
        if isinstance(node, ast.ClassDef):
            for field in node.body:
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    yield field.target.id
    for statement in module.body:
        match statement:
            case ast.Assign(targets=list(targets)):
                yield from (node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name


# --- floors -----------------------------------------------------------------------------------------------------------


def test_the_ground_floor_imports_no_other() -> None:
    found = {f"{name} {imported}" for name in sources(".py", under="compiler/weftc/wasm/")
             for imported in imports(tree(name))
             if imported.startswith(("weft", ".")) and not imported.startswith("weftc.wasm.")}  # fmt: skip
    assert found == {"compiler/weftc/wasm/wat.py weftc.source"}


def imports(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


# --- tables that state the same facts ---------------------------------------------------------------------------------

MEMBERS = [f"{module}.{name}" for module, members in names.MODULES.items() for name in sorted(members)]


@pytest.mark.parametrize("form", ["import {module}\nx = {module}.{name}\n", "from {module} import {name} as x\n"])
def test_a_known_name_of_a_module_is_built(form: str) -> None:
    """Every name that the name check lets through compiles."""
    found = {}
    for full in MEMBERS:
        module, _, name = full.rpartition(".")
        source = form.format(module=module, name=name) + "print(x is x)\n"
        made = compile_program("p.py", last="lower", content=source.encode())
        if said := made.sink.diagnostics():
            found[full] = said[0].code
    assert found == exceptions.REFUSED_MEMBERS


def test_all_that_a_module_has_is_known() -> None:
    held = {f"{module}.{name}" for module, known in BUILTINS.items() for name in known}
    held |= {f"sys.{name}" for name in STREAMS}
    for full, source in OWN_FILES.items():
        library = load_library("weftc.lib." + source)
        assert full.rpartition(".")[2] in {**library.functions, **library.classes}
        held.add(full)
    for module in set(names.MODULES) - {"weft.process"}:  # all of it has files of its own
        library = load_library("weftc.lib.std." + module)
        held |= {f"{module}.{name}" for name in (*library.functions, *library.classes) if not name.startswith("_")}
    assert held - set(MEMBERS) == exceptions.FOR_THE_COMPILER


def test_names_of_built_ins() -> None:
    inherent = {"isinstance", "object", "super"}  # what they mean is in the rules
    library = load_library("weftc.lib.std.builtins").functions
    assert (names.BUILTIN_FUNCTIONS | names.BUILTIN_TYPES) - set(CALLS) - set(library) == inherent
    assert {name for name, _ in BUILTIN_EXCEPTIONS if "." not in name} | set(ALIASES) == names.EXCEPTIONS
    assert {name for name, _ in BUILTIN_EXCEPTIONS if name.startswith("weft.")} <= set(MEMBERS)
    assert names.BUILTINS & set(names.REFUSED_BUILTINS) == set()
    assert {*names.MODULES, "rt"} == set(LIBRARY)


def test_names_of_the_package() -> None:
    later = {name for group in NOT_BUILT.values() for name in group}
    assert set(weft.__all__) == names.MODULES["weft"] | names.WEFT_HINTS
    assert set(weft.process.__all__) == names.MODULES["weft.process"]
    assert later == names.WEFT_LATER


def test_every_operation_has_a_rule() -> None:
    assert set(RULES) - {"raise"} == set(OPS) - {"param"}  # the end of a block, and its beginning


# --- codes of messages ------------------------------------------------------------------------------------------------


def test_codes() -> None:
    """Each code of the table is emitted somewhere and has a test, and no other is emitted."""
    emitted = set()
    for name in sources(".py", under="compiler/weftc/"):
        if not Path(name).name.startswith("codes_"):
            emitted |= set(re.findall(r'"([EW]\d{4})"', text(name)))
    assert emitted == set(TABLE)
    marked = {mark for program in ERROR_PROGRAMS.values() for _, _, mark in expected(program)}
    tests = "\n".join(text(name) for name in sources(".py", under="tests/") if not name.endswith("tidy_exceptions.py"))
    untested = {code for code, entry in TABLE.items() if entry.name not in marked and f'"{code}"' not in tests
                and entry.name not in tests and f"[{code}]" not in tests}  # fmt: skip
    assert untested == set(exceptions.UNTESTED_CODES)
