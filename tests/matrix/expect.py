"""Makes `expected/KIND.txt` from CPython 3.13: what each cell of the matrix prints, one line a cell.

    python3 tests/matrix/expect.py [--check] [KIND ...]

The oracle is that of tests/expect.py. A cell is run several times, with different hashes of texts; one that differs
has no expectation (`varies`), and is not compared.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.expect import COMPILER, OracleError, find_oracle
from tests.matrix.kinds import KINDS
from tests.matrix.program import cells_of, program, taken_apart

FOLDER = Path(__file__).parent / "expected"
VARIES = "varies"
#: of the hashes of texts; two items of a set come in the same order in every second run
SEEDS = tuple("12345678")
#: a guard against a cell that doesn't end
TIMEOUT_S = 120


def file_of(kind: str) -> Path:
    return FOLDER / f"{kind.replace('|', '-or-')}.txt"


def expected(kind: str) -> dict[str, str | None]:
    """What is kept of a kind's cells, by operation; None for those that vary."""
    out: dict[str, str | None] = {}
    for line in file_of(kind).read_text("utf-8").splitlines():
        operation, text = line.split(" ", 1)
        out[operation] = None if text == VARIES else ast.literal_eval(text)
    return out


def asked(kind: str, oracle: tuple[str, dict[str, str]]) -> str:
    """The lines of a kind's file, from CPython."""
    runs = [_run(kind, oracle, seed) for seed in SEEDS]
    lines = []
    for cell in cells_of(kind):
        text, *others = {run[str(cell)]: None for run in runs}
        lines.append(f"{cell.operation} {VARIES if others else repr(text)}\n")
    return "".join(sorted(lines))


def _run(kind: str, oracle: tuple[str, dict[str, str]], seed: str) -> dict[str, str]:
    command, extra = oracle
    environment = os.environ | extra | {"PYTHONPATH": str(COMPILER), "PYTHONHASHSEED": seed, "PYTHONUTF8": "1",
                                        "PYTHONDONTWRITEBYTECODE": "1"}
    with tempfile.TemporaryDirectory(prefix="weft-matrix-") as folder:
        path = Path(folder) / "matrix.py"
        path.write_text(program(cells_of(kind)).source, "utf-8")
        try:
            done = subprocess.run([command, "-W", "ignore", path.name], cwd=folder, env=environment, timeout=TIMEOUT_S,
                                  capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired as late:
            said = late.stdout.decode(errors="replace") if late.stdout else ""
            raise OracleError(f"{kind}: a cell doesn't end\n{said[-200:]}") from late
    try:
        outputs, broken = taken_apart(done.stdout)
    except (AssertionError, ValueError) as error:
        raise OracleError(f"{kind}: {error}\n{done.stderr}") from error
    if broken is not None:
        raise OracleError(f"{kind}: the program ended in {broken}\n{done.stderr}")
    return outputs


def main() -> int:
    parser = argparse.ArgumentParser(description="(Re)makes what CPython 3.13 prints for each cell of the matrix.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when something would change")
    parser.add_argument("kinds", nargs="*", help="only these kinds")
    options = parser.parse_args()
    kinds = options.kinds or list(KINDS)
    try:
        oracle = find_oracle()
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            texts = dict(zip(kinds, pool.map(lambda kind: asked(kind, oracle), kinds), strict=True))
    except OracleError as error:
        print(f"expect.py: {error}", file=sys.stderr)
        return 2
    changed = 0
    FOLDER.mkdir(exist_ok=True)
    for kind, text in texts.items():
        path = file_of(kind)
        if not path.exists() or path.read_text("utf-8") != text:
            print(f"{path.name}: {'changed' if path.exists() else 'new'}")
            changed += 1
            if not options.check:
                path.write_text(text, "utf-8")
    gone = set(FOLDER.iterdir()) - {file_of(kind) for kind in KINDS}
    for path in sorted(gone):
        print(f"{path.name}: of no kind")
        if not options.check:
            path.unlink()
    print(f"{len(kinds)} kinds, {changed} {'would change' if options.check else 'changed'}")
    return 1 if options.check and (changed or gone) else 0


if __name__ == "__main__":
    sys.exit(main())
