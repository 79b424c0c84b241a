"""`--sequential`: one worker, tasks first come, first served, each until it parks or ends."""

from __future__ import annotations

import signal

import pytest
from tests.cli.conftest import Weft

targets = pytest.mark.parametrize("target", ["threads", "portable"])

#: each computes for longer than a slice of either target lasts; channels, locks and timers wake in order
ORDER = """from weft import Channel, Mutex, cpus, sleep, spawn, yield_now

def compute(n):
    print("starts", n)
    total = 0
    for k in range(3_000_000):
        total += k & n
    print("computed", n)
    yield_now()
    print("ends", n)
    return total

def receive(ch, n):
    print("receiver", n, ch.recv())

def lock(m, n):
    with m:
        yield_now()
        print("locked", n)

def nap(n):
    sleep(0.001)
    print("woke", n)

tasks = [spawn(compute, n) for n in range(4)]
print("main waits")
for t in tasks:
    t.join()

ch = Channel(None)
tasks = [spawn(receive, ch, n) for n in range(5)]
yield_now()
for n in range(5):
    ch.send(n)
tasks.append(spawn(print, "spawned after they were woken"))
for t in tasks:
    t.join()

m = Mutex()
tasks = [spawn(lock, m, n) for n in range(4)]
for t in tasks:
    t.join()
print(cpus())
"""
ORDERED = """main waits
starts 0
computed 0
starts 1
computed 1
starts 2
computed 2
starts 3
computed 3
ends 0
ends 1
ends 2
ends 3
receiver 0 0
receiver 1 1
receiver 2 2
receiver 3 3
receiver 4 4
spawned after they were woken
locked 0
locked 1
locked 2
locked 3
1
"""


@targets
@pytest.mark.parametrize("flags", [[], ["--stress"], ["--workers", "1"]])
def test_first_come_first_served(weft: Weft, target: str, flags: list[str]) -> None:
    text = ORDER.replace("3_000_000", "300") if flags == ["--stress"] else ORDER
    weft.write("p.py", text)
    done = weft("run", "--sequential", "--target", target, *flags, "p.py", env={"WEFT_WORKERS": "3"})
    assert (done.returncode, done.stdout, done.stderr) == (0, ORDERED, "")


@targets
def test_a_built_module(weft: Weft, target: str) -> None:
    weft.write("p.py", ORDER)
    weft("build", "--target", target, "p.py", "-o", "p.wasm")
    assert weft("run", "--sequential", "p.wasm").stdout == ORDERED


@targets
def test_draws_are_the_same_each_time(weft: Weft, target: str) -> None:
    weft.write(
        "p.py",
        "import random\nfrom weft import Channel, Recv, recv, select\n\na, b = Channel(None), Channel(None)\n"
        "for n in range(40):\n    a.send(n)\n    b.send(n)\nfor n in range(40):\n    match select(recv(a), recv(b)):\n"
        "        case Recv(ch, v):\n            print(int(ch is a), end='')\nprint(random.random())\n",
    )
    first, *others = [weft("run", "--sequential", "--target", target, "p.py").stdout for _ in range(3)]
    assert "0" in first[:40]
    assert "1" in first[:40]
    assert others == [first, first]


@targets
def test_interrupted_while_a_task_computes(weft: Weft, target: str) -> None:
    weft.write(
        "p.py",
        "import sys\nfrom weft import spawn\n\ndef spin():\n    print('ready')\n    sys.stdout.flush()\n"
        "    n = 0\n    while True:\n        n += 1\n\n"
        "try:\n    spawn(spin).join()\nfinally:\n    print('cleaned up')\n",
    )
    process = weft.start("run", "--sequential", "--target", target, "p.py")
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "cleaned up\n")
    assert err.endswith("\nKeyboardInterrupt\n")


@targets
def test_deadlock(weft: Weft, target: str) -> None:
    weft.write("p.py", "from weft import Channel, spawn\n\nch = Channel(0)\nspawn(ch.recv)\nch.recv()\n")
    done = weft("run", "--sequential", "--target", target, "p.py")
    assert done.returncode == 1
    assert done.stderr.startswith("Every task is parked:\nmain waits to receive from <Channel 1 capacity=0>\n")


def test_the_end_of_main_aborts_what_computes(weft: Weft) -> None:
    weft.write(
        "p.py",
        "from weft import spawn, yield_now\n\ndef spin():\n    n = 0\n    try:\n        yield_now()\n"
        "        while True:\n            n += 1\n    finally:\n        print('cleaned up')\n\n"
        "spawn(spin)\nyield_now()\nraise SystemExit(3)\n",
    )
    done = weft("run", "--sequential", "p.py")
    assert (done.returncode, done.stdout) == (3, "cleaned up\n")
