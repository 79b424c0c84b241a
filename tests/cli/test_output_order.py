"""Standard output and standard error in one place: what a program writes to both stands there in its order."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest
from tests.cli.conftest import Weft

LINES = """import sys
from weft import spawn

def both(name):
    for n in range(3):
        print("out", name, n)
        print("err", name, n, file=sys.stderr)

both("main")
spawn(both, "task").join()
print("before the end")
sys.exit("the end")
"""
#: CPython keeps a line that isn't ended, on a terminal too, and Weft does not
PARTS = """import sys
print("a", end="")
sys.stderr.write("b")
sys.stdout.write("c")
sys.stderr.write("d\\n")
print("e" * 100_000, end="")
sys.stderr.write("f" * 100_000)
print("g")
"""
IN_ORDER = "abcd\n" + "e" * 100_000 + "f" * 100_000 + "g\n"


def on_terminal(weft: Weft, *command: str) -> str:
    """What stands on a terminal once the command has ended."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, *command], cwd=weft.folder, env=weft.env, stdin=subprocess.DEVNULL, stdout=its, stderr=its
    )
    os.close(its)
    shown = bytearray()
    while True:
        try:
            part = os.read(ours, 1 << 16)
        except OSError:  # nobody has it open any more
            break
        if not part:
            break
        shown += part
    os.close(ours)
    process.wait(timeout=60)
    return shown.decode().replace("\r\n", "\n")


def in_one_pipe(weft: Weft, *arguments: str) -> str:
    done = weft(*arguments, stderr=subprocess.STDOUT)
    assert done.stderr is None
    return done.stdout


@pytest.mark.parametrize("target", ["threads", "portable"])
def test_lines(weft: Weft, target: str) -> None:
    weft.write("p.py", LINES)
    expected = on_terminal(weft, "p.py")
    assert expected.startswith("out main 0\nerr main 0\nout main 1\n")
    assert on_terminal(weft, "-m", "weftc.cli", "run", "--target", target, "p.py") == expected
    assert in_one_pipe(weft, "run", "--target", target, "p.py") == expected


@pytest.mark.parametrize("target", ["threads", "portable"])
def test_parts_of_lines(weft: Weft, target: str) -> None:
    weft.write("p.py", PARTS)
    assert on_terminal(weft, "-m", "weftc.cli", "run", "--target", target, "p.py") == IN_ORDER
    assert in_one_pipe(weft, "run", "--target", target, "p.py") == IN_ORDER


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_an_error_of_output_is_told_by_the_next_print(weft: Weft) -> None:
    weft.write(
        "p.py",
        "import sys\nprint('lost')\nprint('told', file=sys.stderr)\n"
        "try:\n    print('too late')\nexcept OSError as e:\n    print(e, file=sys.stderr)\n",
    )
    with open("/dev/full", "w") as full:
        done = weft("run", "p.py", stdout=full)
    assert done.stderr.splitlines()[:2] == ["told", "[Errno 28] No space left on device"]
