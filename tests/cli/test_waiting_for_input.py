"""Who waits for input holds up no other task, as long as there is another worker."""

from __future__ import annotations

import subprocess
import threading

import pytest
from tests.cli.conftest import Weft

LIMIT_S = 60
PROGRAM = """import sys
from weft import spawn

def tick():
    for n in range(3):
        print("tick", n, flush=True)

for _ in range({tasks}):
    spawn(tick)
print("hello", {read})
"""


@pytest.mark.parametrize("tasks", [1, 3])
@pytest.mark.parametrize("read", ["input()", "sys.stdin.readline().strip()"])
def test_tasks_begin_while_main_waits_for_input(weft: Weft, read: str, tasks: int) -> None:
    weft.write("p.py", PROGRAM.format(read=read, tasks=tasks))
    process = weft.start("run", "--workers", "2", "p.py", stdin=subprocess.PIPE)
    assert process.stdin is not None and process.stdout is not None
    guard = threading.Timer(LIMIT_S, process.kill)
    guard.start()
    said = [process.stdout.readline() for _ in range(3 * tasks)]  # before main has its line
    assert sorted(said) == sorted([f"tick {n}\n" for n in range(3)] * tasks)
    process.stdin.write("bob\n")
    process.stdin.flush()
    assert process.stdout.readline() == "hello bob\n"
    assert process.wait(LIMIT_S) == 0
    guard.cancel()
