"""Many random cases as one program, run by CPython and by Weft, and compared.

A case is a function that prints. Cases are told apart by a line before each. What makes an int beyond 61 bits, which
ends a program, is left out: CPython finds that out first, with each int looked at."""

from __future__ import annotations

import ast
import contextlib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.fuzz import arithmetic, control, texts, unions
from tests.machine import Machine
from weftc.diagnostics import render_all
from weftc.driver import Target, compile_program
from weftc.host.wasmtime_host import compile_module
from weftc.limits import DEFAULT

NAME = "fuzz.py"
BEGINS = "case "
INT_BITS = 61
LOOK = "looked_at"
#: by name: what writes a case, and what cases need
GENERATORS: dict[str, tuple[Callable[[Random, str], str], str]] = {
    "arithmetic": (arithmetic.case, ""),
    "control": (control.case, control.PRELUDE),
    "texts": (texts.case, texts.PRELUDE),
    "unions": (unions.case, unions.PRELUDE),
}


class TooLarge(BaseException):
    """An int that Weft hasn't."""


@dataclass(frozen=True)
class Case:
    generator: str
    number: int

    @property
    def name(self) -> str:
        return f"{self.generator}_{self.number}"

    def source(self, seed: int) -> str:
        write, _ = GENERATORS[self.generator]
        return write(Random(f"{seed} {self.name}"), self.name)


def program(cases: Sequence[Case], seed: int) -> str:
    """The cases, one after the other. What a case raises is printed."""
    preludes = dict.fromkeys(GENERATORS[case.generator][1] for case in cases)
    parts = [*preludes, *(case.source(seed) for case in cases)]
    for case in cases:
        parts.append(
            f"print('{BEGINS}{case.name}')\ntry:\n    {case.name}()\nexcept Exception as e:\n"
            "    print('raised', type(e).__name__)\n"
        )
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def outputs(printed: str) -> dict[str, str]:
    """What each case printed, by its name."""
    found: dict[str, str] = {}
    for part in f"\n{printed}".split(f"\n{BEGINS}")[1:]:
        name, _, text = part.partition("\n")
        found[name] = text.rstrip("\n")
    return found


# --- CPython ----------------------------------------------------------------------------------------------------------


class _Looking(ast.NodeTransformer):
    """Looks at each value that an operation or a call makes."""

    def looked_at(self, node: ast.expr) -> ast.expr:
        return ast.copy_location(ast.Call(ast.Name(LOOK, ast.Load()), [node], []), node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        return self.looked_at(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        self.generic_visit(node)
        return node if isinstance(node.op, ast.Not) else self.looked_at(node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        return self.looked_at(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> list[ast.stmt]:
        self.generic_visit(node)
        if not isinstance(node.target, ast.Name):
            return [node]
        load = ast.copy_location(ast.Name(node.target.id, ast.Load()), node)
        look = ast.copy_location(ast.Expr(self.looked_at(load)), node)
        return [node, look]


class _Looker:
    """`met`: there was one, whatever has become of the exception since."""

    met = False

    def __call__(self, value: object) -> object:
        if isinstance(value, int) and not -(2**INT_BITS) <= value < 2**INT_BITS:
            self.met = True
            raise TooLarge
        if isinstance(value, tuple):
            for item in value:
                self(item)
        return value


def by_python(case: Case, seed: int) -> str | None:
    """What a case prints; None if it makes an int that is too large."""
    tree = ast.fix_missing_locations(_Looking().visit(ast.parse(program([case], seed))))
    out, look = io.StringIO(), _Looker()
    with contextlib.redirect_stdout(out), contextlib.suppress(TooLarge):
        exec(compile(tree, case.name, "exec"), {LOOK: look, "__name__": "__main__"})
    return None if look.met else outputs(out.getvalue())[case.name]


def small(cases: Iterable[Case], seed: int) -> dict[Case, str]:
    """The cases without ints that are too large, and what they print."""
    found = ((case, by_python(case, seed)) for case in cases)
    return {case: text for case, text in found if text is not None}


# --- Weft -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    case: Case
    mode: str
    wanted: str
    printed: str


def artefacts(cases: Sequence[Case], seed: int, targets: Iterable[Target]) -> tuple[list[Case], dict[Target, bytes]]:
    """The cases that the compiler takes, and the engine's artefact of their program for each target. What is refused is
    left out. An error that is in no case, or in the compiler, is raised."""
    left, out = list(cases), dict[Target, bytes]()
    for target in targets:
        while left and target not in out:
            text = program(left, seed)
            made = compile_program(NAME, target, content=text.encode(), allowed=DEFAULT)
            if made.wasm is not None:
                out[target] = compile_module(made.wasm)
                continue
            refused = {
                case_at(text, d.span.line)
                for d in made.sink.diagnostics()
                if d.severity == "error" and d.span is not None
            }
            names = {case.name for case in left} & refused
            assert names, render_all(made.sink.diagnostics(), made.sink.sources)
            left = [case for case in left if case.name not in names]
    return left, out


def case_at(text: str, line: int) -> str:
    """The name of the case in whose functions a line of the program stands; "" in what they share."""
    for before in reversed(text.splitlines()[:line]):
        if before.startswith(("def ", "class ")):
            name = before.split()[1].partition("(")[0].partition(":")[0]
            return name.removesuffix("_f").removesuffix("_h")
    return ""


def differences(
    machine: Machine, cases: Iterable[Case], seed: int, modes: Mapping[str, tuple[Target, dict[str, Any]]]
) -> tuple[int, list[Difference]]:
    """How many cases were run, and what differs from CPython."""
    wanted = small(cases, seed)
    left, made = artefacts(list(wanted), seed, dict.fromkeys(target for target, _ in modes.values()))
    found = []
    for mode, (target, how) in modes.items() if left else ():
        status, out, err = machine.run(made[target], NAME, **how)
        printed = outputs(out)
        if status:
            printed[list(printed)[-1] if printed else left[0].name] = f"{out[-200:]}\nstatus {status}\n{err[-2000:]}"
        for case in left:
            got = printed.get(case.name)
            if got is not None and got != wanted[case]:
                found.append(Difference(case, mode, wanted[case], got))
        assert status or len(printed) == len(left)
    return len(left), found
