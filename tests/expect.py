"""Makes the expected outputs of the programs in tests/programs and examples/from from CPython 3.13.

A program is every `NAME.py` below these; in a folder that has a `main.py` only that one is
a program, and the other files are modules that it imports. Companions of a program:

    NAME.stdin    what it reads from standard input (nothing without it)
    NAME.args     its arguments, one a line
    NAME.timeout  seconds it may run, instead of TIMEOUT_S

and what this tool writes:

    NAME.out      standard output, byte for byte
    NAME.status   the exit status, when it isn't 0
    NAME.err      standard error, when the status isn't 0: see `told`

Each program runs in a copy of its folder, so that the files it writes stay out of the repository.
The oracle is `python3.13`, or what WEFT_ORACLE names. With --check nothing is written, and the exit
status is 1 when an expectation would change. A program whose two runs differ is reported too.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parent
PROGRAMS = TESTS / "programs"
#: those of other systems, in Weft Python
TRANSLATED = TESTS.parent / "examples" / "from"
COMPILER = TESTS.parent / "compiler"
TIMEOUT_S = 20.0
ORACLE_VERSION = (3, 13)
GENERATED = (".out", ".status", ".err")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a program must do: standard output, exit status, what standard error tells."""

    out: bytes
    status: int
    err: bytes

    def files(self) -> dict[str, bytes]:
        """The companion files by suffix; a suffix that is missing must not exist."""
        files = {".out": self.out}
        if self.status != 0:
            files[".status"] = f"{self.status}\n".encode()
            files[".err"] = self.err
        return files


class OracleError(Exception):
    """The oracle is missing, or a program can't be run by it."""


def oracle_candidates() -> list[tuple[str, dict[str, str]]]:
    """Commands that may be the oracle, with what each needs in its environment."""
    named = os.environ.get("WEFT_ORACLE")
    if named:
        return [(named, {})]
    return [("python3.13", {}), ("python3.13", {"PYENV_VERSION": "3.13.0"}), (sys.executable, {})]


def find_oracle() -> tuple[str, dict[str, str]]:
    """The command of a CPython 3.13 and the environment that it needs; OracleError without one."""
    tried = []
    probe = "import sys; print(sys.implementation.name, *sys.version_info[:2])"
    for command, extra in oracle_candidates():
        try:
            done = subprocess.run([command, "-c", probe], capture_output=True, text=True, timeout=TIMEOUT_S,
                                  env=os.environ | extra)
        except (OSError, subprocess.TimeoutExpired) as error:
            tried.append(f"{command}: {error}")
            continue
        if done.stdout.split() == ["cpython", *map(str, ORACLE_VERSION)]:
            return command, extra
        tried.append(f"{command}: {(done.stdout or done.stderr).strip()}")
    raise OracleError("no CPython 3.13 found, which makes the expected outputs; install python3.13 or set "
                      "WEFT_ORACLE to its path\n  tried " + "\n  tried ".join(tried))


def find_programs(root: Path, wanted: list[str]) -> list[Path]:
    """All programs below root, in order; only those whose path contains one of `wanted`, if any."""
    programs = []
    for path in sorted(root.rglob("*.py")):
        if path.name != "main.py" and any((folder / "main.py").exists() for folder in path.parents
                                          if root in folder.parents):
            continue
        name = path.relative_to(root).as_posix()
        if not wanted or any(part in name for part in wanted):
            programs.append(path)
    return programs


def told(err: bytes) -> bytes:
    """Standard error without what differs between runs and machines: folders of files, lines of the package `weft`
    itself, and how deep an endless recursion came."""
    margin = rb"(?m)^((?: *\| )?)"  # of an exception group
    err = re.sub(margin + rb'  File "[^"\n]*/compiler/weft/[^\n]*\n\1    [^\n]*\n(?:\1 +[~^]+ *\n)?', b"", err)
    err = re.sub(rb'  File "[^"\n]*/work/', b'  File "', err)
    return re.sub(rb"(?m)^  \[Previous line repeated \d+ more times\]$", b"  [Previous line repeated]", err)


def run_once(oracle: tuple[str, dict[str, str]], program: Path) -> Expectation:
    """Runs the program under the oracle in a copy of its folder; OracleError past the time limit."""
    command, extra = oracle
    environment = os.environ | extra | {"PYTHONPATH": str(COMPILER), "PYTHONDONTWRITEBYTECODE": "1",
                                        "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    arguments_file, stdin_file = program.with_suffix(".args"), program.with_suffix(".stdin")
    timeout_file = program.with_suffix(".timeout")
    arguments = arguments_file.read_text("utf-8").splitlines() if arguments_file.exists() else []
    given = stdin_file.read_bytes() if stdin_file.exists() else b""
    timeout_s = float(timeout_file.read_text()) if timeout_file.exists() else TIMEOUT_S
    with tempfile.TemporaryDirectory(prefix="weft-expect-") as folder:
        work = Path(folder) / "work"
        shutil.copytree(program.parent, work,
                        ignore=lambda _, names: [n for n in names if n.endswith(GENERATED) or n == "__pycache__"])
        try:
            done = subprocess.run([command, program.name, *arguments], cwd=work, env=environment, input=given,
                                  capture_output=True, timeout=timeout_s)
        except subprocess.TimeoutExpired as error:
            raise OracleError(f"runs longer than {timeout_s:g} s") from error
    if b"Warning:" in done.stderr and done.returncode == 0:
        raise OracleError("warns: " + done.stderr.decode(errors="replace").strip())
    return Expectation(done.stdout, done.returncode, told(done.stderr))


def run_program(oracle: tuple[str, dict[str, str]], program: Path, runs: int) -> Expectation:
    """What all of `runs` runs of the program agree on; OracleError where they differ."""
    first = run_once(oracle, program)
    for _ in range(runs - 1):
        if run_once(oracle, program) != first:
            raise OracleError("two runs differ")
    return first


def kept(program: Path) -> dict[str, bytes]:
    """The expectation files that lie beside the program now."""
    paths = {suffix: program.with_suffix(suffix) for suffix in GENERATED}
    return {suffix: path.read_bytes() for suffix, path in paths.items() if path.exists()}


def write(program: Path, files: dict[str, bytes]) -> None:
    """Makes the files beside the program be exactly these."""
    for suffix in GENERATED:
        path = program.with_suffix(suffix)
        if suffix in files:
            path.write_bytes(files[suffix])
        else:
            path.unlink(missing_ok=True)


def expect(programs: list[Path], oracle: tuple[str, dict[str, str]], *, check: bool, runs: int, jobs: int) -> int:
    """Runs all programs and reports or writes what changed; the exit status."""
    changed = failed = 0

    def outcome(program: Path) -> Expectation | OracleError:
        try:
            return run_program(oracle, program, runs)
        except OracleError as error:
            return error

    with ThreadPoolExecutor(jobs) as pool:
        for program, result in zip(programs, pool.map(outcome, programs), strict=True):
            name = program.relative_to(TESTS.parent)
            if isinstance(result, OracleError):
                print(f"{name}: {result}", file=sys.stderr)
                failed += 1
            elif kept(program) != result.files():
                print(f"{name}: {'changed' if kept(program) else 'new'}, status {result.status}")
                changed += 1
                if not check:
                    write(program, result.files())
    print(f"{len(programs)} programs, {changed} {'would change' if check else 'changed'}, {failed} failed")
    return 1 if failed or (check and changed) else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="expect.py", description="(Re)makes the expected outputs of test programs.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when something would change")
    parser.add_argument("--runs", type=int, default=1, help="runs of each program that must agree (1)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="programs at a time (one a core)")
    parser.add_argument("wanted", nargs="*", help="only programs whose path contains one of these")
    options = parser.parse_args()
    try:
        oracle = find_oracle()
    except OracleError as error:
        print(f"expect.py: {error}", file=sys.stderr)
        return 2
    programs = [program for root in (PROGRAMS, TRANSLATED) for program in find_programs(root, options.wanted)]
    if not programs:
        print("expect.py: no program matches", file=sys.stderr)
        return 2
    return expect(programs, oracle, check=options.check, runs=options.runs, jobs=options.jobs)


if __name__ == "__main__":
    sys.exit(main())
