"""What C, the page and the objects get from the tables of this folder: `make abi` writes the files of `made()`.

    python -m weftc.abi.generate        writes what has changed, and names it
"""

from __future__ import annotations

import ast
import hashlib
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from weftc.abi import calls, structs
from weftc.host import contract
from weftc.infer.exceptions import RUNTIME_RAISES, runtime_symbol
from weftc.ir.runtime import ROWS, RUNTIME

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
WIDTH = 120
#: hex digits of the hash: enough to tell versions apart, which nobody forges
HASH_DIGITS = 12

C_TYPES = {"U8": "uint8_t", "U16": "uint16_t", "U32": "uint32_t", "I32": "int32_t", "U64": "uint64_t"}
MADE = "Made by `make abi` from {}; change that, not this."


def made() -> dict[Path, str]:
    """The files by path, each as it must be."""
    numbers, prototypes, page = c_numbers(), c_calls(), typescript()
    hash = hashlib.sha256("\n".join(map(without_comments, (numbers, prototypes, page))).encode()).hexdigest()
    abi = hash[:HASH_DIGITS]
    numbers = f'#define WEFT_ABI "{abi}"\n\n{numbers}'
    return {
        ROOT / "runtime-c" / "abi_numbers.h": header("abi_numbers", NUMBERS_OF, numbers),
        ROOT / "runtime-c" / "abi_calls.h": header("abi_calls", "compiler/weftc/abi/calls.py", prototypes),
        ROOT / "playground" / "src" / "host" / "contract.ts": f'{page}export const ABI = "{abi}";\n',
        HERE / "version.py": f'"""{MADE.format("the tables beside it")}"""\n\n#: a hash of all that is agreed on\n'
        f'ABI = "{abi}"\n',
    }


NUMBERS_OF = "weftc/abi/{memory,numbers,structs}.py and weftc/host/contract.py"


def header(name: str, sources: str, content: str) -> str:
    guard = f"WEFT_{name.upper()}_H"
    return f"/* {MADE.format(sources)} */\n#ifndef {guard}\n#define {guard}\n{content}#endif\n"


def without_comments(text: str) -> str:
    """Code alone, of C or TypeScript: what is said of it may change."""
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.DOTALL))


def comment(text: str) -> str:
    """A comment of C in lines of its own, or nothing."""
    if not text:
        return ""
    lines = textwrap.wrap(text, WIDTH - 6)
    return "/* " + "\n * ".join(lines) + " */\n"


# --- enums and structs ------------------------------------------------------------------------------------------------


class Member(NamedTuple):
    name: str
    value: str  # of an enum's: the number; of a struct's: the type
    comment: str


class Table(NamedTuple):
    """A class of a table. `marks` are what its decorator says."""

    name: str
    marks: tuple[str, ...]
    comment: str
    members: list[Member]


def tables(file: str) -> Iterator[Table]:
    """The enums (in_c) and structs (Struct) of a file, in order."""
    text = (HERE / file).read_text("utf-8")
    lines = text.splitlines()
    for node in ast.parse(text).body:
        if not isinstance(node, ast.ClassDef):
            continue
        marks = [one for call in node.decorator_list if isinstance(call, ast.Call) for one in call.args]
        found = []
        for member in node.body:
            behind = lines[(member.end_lineno or 0) - 1].partition("  # ")[2]
            match member:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    found.append(Member(name, ast.unparse(value), behind))
                case ast.AnnAssign(target=ast.Name(id=name), value=None, annotation=type):
                    found.append(Member(name, ast.unparse(type), behind))
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    found.append(Member(name, ast.unparse(value), behind))
        said = " ".join((ast.get_docstring(node) or "").split())
        yield Table(node.name, tuple(ast.literal_eval(mark) for mark in marks), said, found)


def c_numbers() -> str:
    parts = [c_enum(table) for file in ("memory.py", "numbers.py") for table in tables(file)]
    parts += [c_struct(table) for table in tables("structs.py")]
    return "\n".join([*parts, c_contract(), c_exceptions()])


def c_enum(table: Table) -> str:
    enum, prefix = table.marks
    rows = [(f"{prefix}{m.name} = {m.value},", m.comment) for m in table.members]
    opening = f"enum {enum} {{" if enum else "enum {"
    short = f"{opening} {' '.join(row for row, _ in rows).rstrip(',')} }};\n"
    if len(short) <= WIDTH and not any(said for _, said in rows):
        return comment(table.comment) + short
    return comment(table.comment) + opening + "\n" + "".join(map(c_line, rows)) + "};\n"


def c_struct(table: Table) -> str:
    rows = []
    for field in table.members:
        name = field.name
        if field.value.endswith("s"):
            name += "[]"
        elif "x" in field.value:
            name += f"[{field.value.partition('x')[2]}]"
        rows.append((f"{C_TYPES[field.value.partition('x')[0].rstrip('s')]} {name};", field.comment))
    body = "".join(map(c_line, rows))
    size = getattr(structs, table.name).BYTES
    return (
        f"{comment(table.comment)}typedef struct {table.name} {{\n{body}}} {table.name};\n"
        f'_Static_assert(sizeof({table.name}) == {size}, "as compiled code has it");\n'
    )


def c_line(row: tuple[str, str]) -> str:
    code, said = row
    line = f"  {code} /* {said} */\n" if said else f"  {code}\n"
    return line if len(line) <= WIDTH else f"  /* {said} */\n  {code}\n"


def c_contract() -> str:
    """What the runtime must know of its hosts."""
    why = ", ".join(f"WHY_{reason.upper()} = {number}" for number, reason in enumerate(contract.REASONS))
    names = "".join(f'#define {name} "{value}"\n' for name, value in settings())
    return (
        comment("why the program ended, and where proc_exit's argument says it")
        + f"enum {{ {why}, REASON_SHIFT = {contract.REASON_SHIFT} }};\n"
        + comment("what sched_yield answers to ask for KeyboardInterrupt, and the status of a program that it ended")
        + f"enum {{ ERRNO_INTERRUPTED = {contract.ERRNO_INTERRUPTED}, "
        + f"STATUS_INTERRUPTED = {contract.STATUS_INTERRUPTED} }};\n"
        + comment("how many workers there may be")
        + f"#define WORKERS_MAX {contract.MAX_WORKERS}\n"
        + comment("environment variables: a program's settings")
        + names
    )


def settings() -> list[tuple[str, str]]:
    return [(name, value) for name, value in vars(contract).items() if name.startswith("ENV_")]


def c_exceptions() -> str:
    """The compiler emits them under these names, since their class ids depend on the program."""
    listed = textwrap.wrap(", ".join(map(runtime_symbol, RUNTIME_RAISES)), WIDTH - 4)
    return comment(c_exceptions.__doc__ or "") + "extern const Type\n    " + "\n    ".join(listed) + ";\n"


# --- calls ------------------------------------------------------------------------------------------------------------


def c_calls() -> str:
    """A prototype for each row, under what its row says of it."""
    said = meanings()
    out = []
    for name in ROWS:
        row = RUNTIME[name]
        parameters = ", ".join(parameter(*one) for one in row.parameters) or "void"
        type = calls.TYPES[row.returns][0] if row.returns in calls.TYPES else f"int32_t /* {row.returns} */"
        effects = ROWS[name].partition(" : ")[2].split()
        notes = [word for word in ("raises", "blocks") if word in effects]
        meaning = noted(said.get(name, ""), ", ".join(notes))
        code = f"{type} {name}({parameters});"
        line = f"{code} /* {meaning} */\n" if meaning else f"{code}\n"
        out.append(said.get(f"# {name}", "") + (line if len(line) <= WIDTH else comment(meaning) + f"{code}\n"))
    return "".join(out)


def noted(meaning: str, notes: str) -> str:
    """The meaning, with what else is to be known behind it: in the brackets that name exceptions, if there are such."""
    if not notes:
        return meaning
    if meaning.endswith("]"):
        before, _, named = meaning.rpartition("[")
        return f"{before}[{notes}: {named}"
    return f"{meaning} [{notes}]".strip()


def parameter(name: str, type: str) -> str:
    if type not in calls.TYPES:
        return f"int32_t {name} /* {type} */"
    spelled = calls.TYPES[type][0]
    return f"{spelled}{name}" if spelled.endswith("*") else f"{spelled} {name}"


def meanings() -> dict[str, str]:
    """By symbol what its row says; by "# symbol" the heading before it."""
    found: dict[str, str] = {}
    name, heading = "", ""
    for line in calls.TABLE.split("\n"):
        if line.startswith("# "):
            heading += line[2:] + " "
        elif line.startswith("weft_"):
            name = line.partition("(")[0]
            if heading:
                found[f"# {name}"], heading = "\n" + comment(heading), ""
        elif line:
            found[name] = f"{found.get(name, '')} {line.strip()}".strip()
    return found


# --- the page ---------------------------------------------------------------------------------------------------------


def typescript() -> str:
    """What a host must know, without the hash."""
    names = "".join(f'  {name.removeprefix("ENV_")}: "{value}",\n' for name, value in settings())
    reasons = ", ".join(f'"{reason}"' for reason in contract.REASONS)
    return f"""// {MADE.format("compiler/weftc/host/contract.py")}

/** What a module's custom section of that name must say. */
export const SECTION = "{contract.SECTION}";
export const CONTRACT = {contract.VERSION};

/** Pages of the largest memory. */
export const MAX_PAGES = {contract.MAX_PAGES};

/** Statuses of the host itself. */
export const STATUS_BUG = {contract.STATUS_BUG};

/** proc_exit's argument is the status, and above it why the program ended. */
export const REASON_SHIFT = {contract.REASON_SHIFT};
export const REASONS = [{reasons}] as const;

/** Environment variables: a program's settings. */
export const ENV = {{
{names}}} as const;

/** Hash of what compiled code, runtime and hosts agree on: a module's section says the same. */
"""


def main() -> int:
    for path, text in made().items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
