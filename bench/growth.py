"""What compiling takes, against the program's size: `make bench-growth`; some rows: `bench/growth.py "try statements"`.

Each row is a form of program that once blew up, in three sizes that double. A compile is a process of its own; told
are the processor's seconds, without those of starting Python and importing the compiler, and the peak of its memory. A
row is linear if the second doubling adds at most LINEAR times what the first does (2 were exactly that, 4 quadratic);
and its largest program must keep to the limits.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

COMPILER = Path(__file__).resolve().parent.parent / "compiler"
SECONDS, MEGABYTES = 2.0, 300
LINEAR = 3
#: below this a difference says nothing
NOISE_S = 0.1

MEASURE = """
import json, sys, time
sys.path.insert(0, sys.argv[1])
from weftc.driver import compile_program
from weftc.limits import DEFAULT
before = time.process_time()
made = compile_program(sys.argv[2], allowed=DEFAULT)
took = time.process_time() - before
try:
    peak = next(int(line.split()[1]) * 1024 for line in open("/proc/self/status") if line.startswith("VmHWM:"))
except OSError:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
codes = [found.code for found in made.sink.diagnostics()]
json.dump([took, peak, made.wasm is not None, codes], sys.stdout)
"""


def doubled_calls(n: int) -> list[str]:
    doubled = [f"def f{k}(x): return f{k - 1}(f{k - 1}(x))" for k in range(1, n)]
    return ["def f0(x): return x + 1", *doubled, f"print(f{n - 1}(1) if len('a') > 1 else 0)"]


def doubled_tuples(n: int) -> list[str]:
    return ["x0 = 1", *(f"x{k + 1} = (x{k}, x{k})" for k in range(n)), f"print(len(x{n}))"]


def doubled_arguments(n: int) -> list[str]:
    doubled = [f"def f{k}(x): return f{k - 1}((x, x))" for k in range(1, n)]
    return ["def f0(x): return (x, x)", *doubled, f"print(len(f{n - 1}(1)))"]


def growing_tuple(n: int) -> list[str]:
    return [line for k in range(n) for line in (f"def f{k}(x): return f{k}((x,))", f"if len('a') > {k + 1}: f{k}(1)")]


def instances(n: int) -> list[str]:
    """n calls, each with other types."""
    values = ["1", "'a'", "2.5", "None"]
    calls = [f"print(f({', '.join(given)}))" for given in list(product(values, repeat=5))[:n]]
    return ["def f(a, b, c, d, e):", "    return (a, b, c, d, e)", *calls]


def classes(n: int) -> list[str]:
    derived = [f"class C{k}(C{k - 1}):\n    def m(self): return super().m() + {k}" for k in range(1, n)]
    objects = f"objects = [{', '.join(f'C{k}()' for k in range(n))}]"
    return ["class C0:\n    def m(self): return 0", *derived, objects, "print(sum(c.m() for c in objects))"]


def managers(n: int) -> list[str]:
    kind = "class M:\n    def __enter__(self): return self\n    def __exit__(self, kind, error, trace): return False"
    return [kind, f"with {', '.join(['M()'] * n)}:", "    print(1)"]


def joined_texts(n: int) -> list[str]:
    return ["x = 3", "s = " + " + ".join(f'f"{{x}}a{k}"' for k in range(n)), "print(len(s))"]


def display(item: Callable[[int], str], brackets: str = "[]") -> Callable[[int], list[str]]:
    return lambda n: [f"x = {brackets[0]}{', '.join(map(item, range(n)))}{brackets[1]}", "print(len(x))"]


def defaults(n: int) -> list[str]:
    return [f"def f({', '.join(f'a{k}={k}' for k in range(n))}):", f"    return a0 + a{n - 1}", "print(f())"]


def tries(n: int) -> list[str]:
    return [f"try:\n    x{k} = int('{k}')\nexcept ValueError:\n    x{k} = -1" for k in range(n)]


def calls(n: int) -> list[str]:
    return [f"def f{k}(x): return x + 1\na{k} = f{k}({k})" for k in range(n)]


#: by name: the program, and the largest of three sizes
ROWS: dict[str, tuple[Callable[[int], list[str]], int]] = {
    "calls that double": (doubled_calls, 60),
    "tuples that double": (doubled_tuples, 56),
    "arguments that double": (doubled_arguments, 60),
    "a tuple that grows": (growing_tuple, 40),
    "types of arguments": (instances, 1024),
    "classes with super()": (classes, 200),
    "managers of one with": (managers, 200),
    "joined f-strings": (joined_texts, 800),
    "display of ints": (display(str), 100_000),
    "display of floats": (display(lambda k: f"{k}.5"), 100_000),
    "display of texts": (display(lambda k: f"'text {k}'"), 50_000),
    "display of pairs": (display(lambda k: f"({k}, 'a{k}')"), 25_000),
    "display of lists": (display(lambda k: f"[{k}, {k}]"), 25_000),
    "display of a dict": (display(lambda k: f"{k}: {k}", "{}"), 100_000),
    "display of a set": (display(str, "{}"), 100_000),
    "too long a display": (display(str), 2_000_000),
    "defaults": (defaults, 12_000),
    "try statements": (tries, 1000),
    "calls at module level": (calls, 2000),
}


def compiled(lines: list[str], folder: Path) -> tuple[float, float, str]:
    """Seconds, megabytes, and the codes of its messages if it was refused."""
    path = folder / "main.py"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    command = [sys.executable, "-c", MEASURE, str(COMPILER), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, peak, fine, codes = json.loads(done.stdout)
    return seconds, peak / (1 << 20), "" if fine else " ".join(codes)


def main() -> int:
    parser = argparse.ArgumentParser(description="What compiling takes, against the size of the program.")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"{', '.join(ROWS)}; all of them unless said")
    options = parser.parse_args()
    if unknown := set(options.rows) - set(ROWS):
        parser.error(f"there is no row {', '.join(map(repr, sorted(unknown)))}: there are {', '.join(ROWS)}")
    missed = 0
    print(f"{'program':24}{'size':>10}{'seconds':>10}{'MB':>8}  (at most {SECONDS:g} s and {MEGABYTES} MB)")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.rows or ROWS:
            program, most = ROWS[name]
            took: list[tuple[float, float, str]] = []
            for n in (most // 4, most // 2, most):
                took.append(compiled(program(n), Path(folder)))
                seconds, megabytes, codes = took[-1]
                print(f"{name:24}{n:10,}{seconds:10.2f}{megabytes:8.0f}  {codes and 'refused: ' + codes}")
            (first, _, _), (second, _, _), (third, peak, refused) = took
            linear = refused or third - second <= max(LINEAR * (second - first), NOISE_S)
            if not linear or third > SECONDS or peak > MEGABYTES:
                missed += 1
                print(f"{'':24}{'':10}missed{'' if linear else ': more than linear'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
