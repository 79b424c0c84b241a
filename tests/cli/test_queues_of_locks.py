"""A queue in front of a lock, that all are in once, dissolves: else each would wait for all others at every turn."""

from __future__ import annotations

import pytest
from tests.cli.conftest import Weft

TASKS, TIMES = 8, 20_000
READ = """
        if not lock.try_acquire_read():
            waits += 1
            lock.acquire_read()
        lock.release_read()
"""
WRITE = READ.replace("read", "write")
#: the messages make the worker serve its tasks first come, first served (runtime-c/balance.h)
PROGRAM = f"""
from weft import Channel, Mutex, RWLock, spawn

def talks(ch, back):
    for n in range(30_000):
        ch.send(n)
        back.recv()

def answers(ch, back):
    for n in range(30_000):
        back.send(ch.recv())

def takes(lock, first):
    waits = 0
    for n in range(first, first + {TIMES}):
        BODY
    return waits

lock = LOCK()
ch, back = Channel(0), Channel(0)
other = spawn(answers, ch, back)
with HELD:
    tasks = [spawn(takes, lock, k) for k in range({TASKS})]
    talks(ch, back)
print(sum(t.join() for t in tasks))
"""


def program(lock: str, held: str, body: str) -> str:
    return PROGRAM.replace("LOCK", lock).replace("HELD", held).replace("        BODY\n", body.lstrip("\n"))


def indented(body: str) -> str:
    return "".join(f"    {line}\n" for line in body.strip("\n").splitlines())


@pytest.mark.parametrize(
    "source",
    [
        program("Mutex", "lock", READ.replace("_read", "")),
        program("RWLock", "lock.write()", READ),
        program("RWLock", "lock.write()", WRITE),
        program("RWLock", "lock.write()", f"        if n % 20 == 0:\n{indented(WRITE)}        else:\n{indented(READ)}"),
    ],
    ids=["mutex", "readers", "writers", "both"],
)
def test_it_dissolves(weft: Weft, source: str) -> None:
    weft.write("p.py", source)
    done = weft("run", "--workers", "2", "p.py")
    assert int(done.stdout) < TASKS * TIMES // 10, done.stderr
