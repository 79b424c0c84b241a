"""The programs that are measured, each as a command that can be run and timed."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

BENCH = Path(__file__).resolve().parent
BUILD = BENCH.parent / "build" / "bench"
COMPILER = BENCH.parent / "compiler"
sys.path.insert(0, str(COMPILER))
TIMEOUT_S = 300
#: lines that differ from run to run
VARIABLE = re.compile(r"(seconds:|ns per|bytes per)")
SECONDS = re.compile(r"^seconds: ([\d.e+-]+)$", re.MULTILINE)


class Failed(Exception):
    """A program can't be built or run, or gives something else than its peer."""


@dataclass(frozen=True, slots=True)
class Process:
    """A command; `copies` of it run at once."""

    command: tuple[str, ...]
    env: dict[str, str] = field(default_factory=dict)
    copies: int = 1
    #: where it runs; None: here
    folder: Path | None = None

    def twice(self) -> Process:
        return replace(self, copies=2)

    def output(self) -> str:
        """What it prints."""
        env = os.environ | {"PYTHONPATH": str(COMPILER)} | self.env
        try:
            options = {"env": env, "cwd": self.folder, "timeout": TIMEOUT_S}
            done = subprocess.run(self.command, capture_output=True, text=True, check=False, **options)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Failed(str(error)) from None
        if done.returncode:
            lines = done.stderr.strip().splitlines() or [f"status {done.returncode}"]
            said = next((line for line in lines if "error" in line), lines[-1])
            raise Failed(f"{Path(self.command[0]).name}: {said}")
        return done.stdout

    def processor(self) -> tuple[float, str]:
        """The processor's seconds that it takes, user's and system's, and what it prints."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        output = self.output()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, output

    def wall(self) -> float:
        """The seconds until all copies have ended."""
        env = os.environ | {"PYTHONPATH": str(COMPILER)} | self.env
        null = subprocess.DEVNULL
        started = time.perf_counter()
        options = {"stdout": null, "stderr": null, "env": env, "cwd": self.folder}
        running = [subprocess.Popen(self.command, **options) for _ in range(self.copies)]
        statuses = [process.wait(timeout=TIMEOUT_S) for process in running]
        seconds = time.perf_counter() - started
        if any(statuses):
            self.output()  # says why
            raise Failed(f"status {max(statuses)}")
        return seconds


def seconds_of(process: Process) -> tuple[float, tuple[str, ...]]:
    """The seconds that the program prints, and its output but for what varies."""
    return seconds_in(process.output())


def seconds_in(output: str) -> tuple[float, tuple[str, ...]]:
    """The seconds that a program has printed, and its output but for what varies."""
    found = SECONDS.search(output)
    if found is None:
        raise Failed(f"printed no time: {output[:100]!r}")
    return float(found[1]), tuple(line for line in output.splitlines() if not VARIABLE.match(line))


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def source_path(name: str | Path) -> Path:
    """A program of bench/py, or a path."""
    return name if isinstance(name, Path) else BENCH / "py" / f"{name}.py"


def weft(name: str | Path, arguments: list[str], workers: int | None, cached: bool = True) -> Process:
    """`weft run`."""
    path = source_path(name)
    flags = [] if workers is None else ["--workers", str(workers)]
    script = Path(sys.executable).with_name("weft")
    start = [str(script)] if script.exists() else [sys.executable, "-m", "weftc.cli"]
    env = {} if cached else {"WEFT_CACHE": "/dev/null/nowhere"}
    return Process((*start, "run", *flags, str(path), *arguments), env)


def growth(name: str, count: int, workers: int) -> float:
    """By how many bytes of linear memory each of so many tasks makes the program larger. It grows 16 MB at a time."""

    def pages(tasks: int) -> int:
        command = (sys.executable, str(BENCH / "memory.py"), str(workers), str(BENCH / "py" / f"{name}.py"), str(tasks))
        return int(Process(command).output().splitlines()[-1])

    return (pages(count) - pages(0)) * 65536 / count


def module_bytes(name: str) -> int:
    """The size of a program's portable module."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"{name}.wasm"
        command = (sys.executable, "-m", "weftc.cli", "build", str(BENCH / "py" / f"{name}.py"), "-o", str(out))
        Process(command).output()
        return out.stat().st_size


def generated_source(lines: int) -> Path:
    """A program of so many lines, all in functions that are called."""
    functions = lines // 10
    out = []
    for n in range(functions):
        out += [
            f"def f{n}(a, b):",
            f"    total = a * {n % 7 + 1} + b",
            "    items = [total, a, b]",
            f"    for k in range(b % {n % 5 + 3}):",
            "        total += items[k % 3] - k",
            f"    if total % {n % 3 + 2} == 0:",
            f'        return f"{{total}}-{n}"',
            "    return str(total)",
            "",
            f"print(f{n}({n}, {n * 3 + 1}))",
        ]
    return _written(f"lines{lines}.py", out)


def generated_script(statements: int) -> Path:
    """A script without functions."""
    out = ["x = 1", "texts = []"]
    for n in range(statements - 3):
        out.append((f"x = x * 3 % {1000 + n}", f"texts.append(str(x + {n}))", f"y{n} = [x, {n}]")[n % 3])
    return _written(f"script{statements}.py", [*out, "print(len(texts), x)"])


def _written(name: str, lines: list[str]) -> Path:
    BUILD.mkdir(parents=True, exist_ok=True)
    path = BUILD / name
    path.write_text("\n".join(lines) + "\n")
    return path
