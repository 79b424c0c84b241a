"""Tasks without threads: on greenlets, with which all is the same, and on the stack of who waits, which does what it
can and raises RuntimeError for the rest."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.expect import PROGRAMS, find_programs
from tests.package.conftest import COMPILER, PATIENCE

PYODIDE = Path(__file__).parents[2] / "playground/node_modules/pyodide"
GREENLET = importlib.util.find_spec("greenlet")
needs_greenlet = pytest.mark.skipif(GREENLET is None, reason="no greenlet: `make test` brings it")
needs_pyodide = pytest.mark.skipif(
    not PYODIDE.exists() or shutil.which("node") is None, reason="no Pyodide: `make play` brings it"
)

#: with texts of AttributeError that CPython 3.13 has changed
NEW_TEXTS = {"concurrency_locks/handles.py"}
CONCURRENT = {
    path.relative_to(PROGRAMS).as_posix(): path
    for path in find_programs(PROGRAMS, ["concurrency_"])
    if path.relative_to(PROGRAMS).as_posix() not in NEW_TEXTS or sys.version_info >= (3, 13)
}
#: tasks that end before those beneath them have to go on
ON_STACK = """
cells/atomic cells/atomic_deadlock cells/atomic_sums cells/once_deadlock cells/once_uncaught cells/shared
cells/shared_deadlock channels/capacities channels/close_and_drain channels/unbounded channels/worker_pool
copying/arguments copying/captures copying/globals_at_spawn copying/results copying/sets frozen/tables locks/condition
locks/deadlock locks/latch locks/misuse_uncaught locks/mutex locks/semaphore programs/map_reduce_with_errors
programs/matrix_rows programs/merge_sort select/deadlock select/default_and_timeout select/many_arms tasks/blocks
tasks/callables tasks/child_aborts_parent tasks/deadlock_cycle tasks/deadlock_main tasks/errors_through_join
tasks/exit_in_task tasks/many tasks/outcome tasks/recursion_in_task tasks/skynet_small tasks/spawn_join
tasks/tree_sum tasks/uncaught_in_task tasks/uncaught_through_join
""".split()
#: tasks that go on in turn
IN_TURN = """
channels/ping_pong channels/prime_sieve channels/rendezvous channels/ring locks/barrier locks/condition_buffer
programs/event_bus select/fan_in tasks/join_timeout
""".split()


def environment(carrier: str) -> dict[str, str]:
    """greenlet is where the tests' Python finds it, which need not be where the program's does."""
    found = [str(Path(GREENLET.origin).parents[1])] if GREENLET is not None and GREENLET.origin else []
    return os.environ | {
        "PYTHONPATH": os.pathsep.join([COMPILER, *found]),
        "WEFT_CARRIER": carrier,
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def run_program(program: Path, carrier: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Runs one of tests/programs in a copy of its folder."""
    work = folder / "work"
    shutil.copytree(program.parent, work, ignore=shutil.ignore_patterns("__pycache__"))
    args, stdin = program.with_suffix(".args"), program.with_suffix(".stdin")
    return subprocess.run(
        [sys.executable, program.name, *(args.read_text("utf-8").splitlines() if args.exists() else [])],
        cwd=work,
        env=environment(carrier),
        input=stdin.read_bytes() if stdin.exists() else b"",
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )


def expected(program: Path) -> tuple[int, bytes]:
    status = program.with_suffix(".status")
    return int(status.read_text()) if status.exists() else 0, program.with_suffix(".out").read_bytes()


@needs_greenlet
@pytest.mark.parametrize("name", CONCURRENT)
def test_on_greenlets_all_is_the_same(name: str, tmp_path: Path) -> None:
    done = run_program(CONCURRENT[name], "greenlets", tmp_path)
    assert (done.returncode, done.stdout) == expected(CONCURRENT[name]), done.stderr.decode()


@pytest.mark.parametrize("name", ON_STACK)
def test_on_the_stack_it_is_the_same(name: str, tmp_path: Path) -> None:
    program = PROGRAMS / f"concurrency_{name}.py"
    done = run_program(program, "stack", tmp_path)
    assert (done.returncode, done.stdout) == expected(program), done.stderr.decode()


@pytest.mark.parametrize("name", IN_TURN)
def test_on_the_stack_it_is_refused(name: str, tmp_path: Path) -> None:
    program = PROGRAMS / f"concurrency_{name}.py"
    done = run_program(program, "stack", tmp_path)
    assert done.returncode == 1
    assert b"which has to go on before, lies beneath it on the stack" in done.stderr
    assert expected(program)[1].startswith(done.stdout)


def run_text(text: str, carrier: str, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "program.py").write_text("from weft import *\n" + text)
    return subprocess.run(
        [sys.executable, "program.py"],
        cwd=folder,
        env=environment(carrier),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


either = pytest.mark.parametrize("carrier", ["stack", pytest.param("greenlets", marks=needs_greenlet)])

RECURSION = """
def fib(n):
    if n < 2:
        return n
    a, b = spawn(fib, n - 1), spawn(fib, n - 2)
    return a.join() + b.join()
print(fib(10))
def chain(n):
    return 0 if n == 0 else 1 + spawn(chain, n - 1).join()
print(chain(300))
def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)
def within(f, n):
    return spawn(f, n).join()
print(spawn(within, deep, 800).join())
try:
    spawn(deep, 10 ** 6).join()
except RecursionError:
    print("too deep")
"""


@either
def test_each_task_is_as_deep_as_main(carrier: str, tmp_path: Path) -> None:
    done = run_text(RECURSION, carrier, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "55\n300\n800\ntoo deep\n", "")


HANDLING = """
def fails():
    raise ValueError("in the task")
def polite():
    yield_now()
    return sleep(0.001)
try:
    1 // 0
except ZeroDivisionError:
    print(repr(spawn(fails).outcome().error.__context__))
def cleans_up(ch):
    try:
        ch.recv()
    finally:
        spawn(polite).join()
        print(spawn(is_aborted).outcome())
def is_aborted():
    current().abort()
    yield_now()
    return "survived"
spawn(cleans_up, Channel())
"""


@either
def test_what_is_handled_beneath_is_nothing_to_a_task(carrier: str, tmp_path: Path) -> None:
    done = run_text(HANDLING, carrier, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "None\nErr(error=Aborted('task 4 (is_aborted) was aborted'))\n"


LOOKS = """
def works():
    sleep(0.001)
task = spawn(works)
while not task.done:
    pass
flag = Atomic(0)
def sets():
    flag.store(1)
spawn(sets)
while not flag.load():
    pass
flag.store(0)
spawn(sets)
while not flag.load():
    yield_now()
print("seen")
"""


@either
def test_who_only_looks_lets_others_run(carrier: str, tmp_path: Path) -> None:
    done = run_text(LOOKS, carrier, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "seen\n", "")


LOOKS_BENEATH = """
flag, started = Atomic(0), Channel(1)
def looks():
    started.send(1)
    while not flag.load():
        {}
spawn(looks)
started.recv()
flag.store(1)
"""


@pytest.mark.parametrize("how", ["pass", "yield_now()", "sleep(0.0001)"])
def test_who_looks_for_what_one_beneath_would_do_is_told(how: str, tmp_path: Path) -> None:
    done = run_text(LOOKS_BENEATH.format(how), "stack", tmp_path)
    assert done.returncode == 1
    assert "and main, which has to go on before, lies beneath it on the stack" in done.stderr


SLEEPS = """
def late(seconds, label):
    sleep(seconds)
    print(label)
for seconds, label in [{}]:
    spawn(late, seconds, label)
"""


def test_sleeps_that_would_end_in_another_order_are_refused(tmp_path: Path) -> None:
    rising = run_text(SLEEPS.format("(0.05, 'a'), (0.3, 'b')"), "stack", tmp_path)
    assert rising.returncode == 1
    assert "lies beneath it" in rising.stderr
    falling = run_text(SLEEPS.format("(0.3, 'b'), (0.05, 'a')"), "stack", tmp_path)
    assert (falling.returncode, falling.stdout) == (0, "a\nb\n")


@either
def test_a_deadlock_and_an_end_with_parked_tasks(carrier: str, tmp_path: Path) -> None:
    parked = "def parked(ch):\n    try:\n        ch.recv()\n    finally:\n        print('cleanup')\nch = Channel()\n"
    done = run_text(parked + "spawn(parked, ch)\nspawn(parked, ch)\n", carrier, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "cleanup\ncleanup\n", "")
    done = run_text(parked + "spawn(parked, ch)\nspawn(parked, ch).join()\n", carrier, tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("Every task is parked:\nmain waits for the end of task 2 (parked)\n")
    stubborn = "    while True:\n        try:\n            ch.recv()\n        except Cancelled:\n            pass\n"
    done = run_text("def survives(ch):\n" + stubborn + "spawn(survives, Channel())\n", carrier, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


INTERRUPTED = """
import time
def works():
    try:
        print("ready", flush=True)
        {}
    finally:
        print("task cleaned up")
def waits():
    return spawn(works).join()
try:
    spawn(waits).join()
finally:
    print("main cleaned up")
"""


@either
@pytest.mark.parametrize("work", ["time.sleep(100)", "sleep(100)"])
def test_an_interrupt_reaches_main(carrier: str, work: str, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text("from weft import *\n" + INTERRUPTED.format(work))
    pipe = subprocess.PIPE
    command = [sys.executable, "program.py"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(carrier), stdout=pipe, stderr=pipe, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert sorted(out.splitlines()) == ["main cleaned up", "task cleaned up"]
    assert process.returncode != 0
    assert "KeyboardInterrupt" in err


def test_other_threads_may_not_wait(tmp_path: Path) -> None:
    done = run_text(
        "import threading\nch = Channel(1)\ndef other():\n    ch.send(1)\n    try:\n        ch.send(2)\n"
        "    except RuntimeError as error:\n        print(error)\n"
        "t = threading.Thread(target=other)\nt.start()\nt.join()\nprint(ch.recv())\n",
        "stack",
        tmp_path,
    )
    assert done.stdout == "only main's thread may wait here: tasks run without threads\n1\n", done.stderr


def test_an_unknown_carrier(tmp_path: Path) -> None:
    done = run_text("", "horse", tmp_path)
    assert done.returncode == 1
    assert done.stderr.endswith(
        "ValueError: the environment variable WEFT_CARRIER is horse; it takes one of threads, greenlets, stack\n"
    )


# --- Pyodide ----------------------------------------------------------------------------------------------------------


def run_in_pyodide(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "program.py").write_text("from weft import *\n" + text)
    script = Path(__file__).with_name("in_pyodide.mjs")
    command = ["node", str(script), str(PYODIDE.resolve()), COMPILER, "program.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=4 * PATIENCE, check=False)


IN_PYODIDE = """
def square(n, out):
    out.send(n * n)
    sleep(0.001)
    return n
out = Channel(None)
tasks = [spawn(square, n, out) for n in range(5)]
print(join(tasks), sorted(out.recv() for _ in range(5)))
def parked(ch):
    try:
        ch.recv()
    finally:
        print("cleanup")
spawn(parked, Channel())
spawn(print, "at the end")
print("main ends")
"""


@needs_pyodide
def test_in_pyodide(tmp_path: Path) -> None:
    done = run_in_pyodide(IN_PYODIDE, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "[0, 1, 2, 3, 4] [0, 1, 4, 9, 16]\nmain ends\nat the end\ncleanup\n"


@needs_pyodide
def test_a_deadlock_in_pyodide(tmp_path: Path) -> None:
    done = run_in_pyodide("try:\n    Channel().recv()\nfinally:\n    print('cleaned up')\n", tmp_path)
    assert (done.returncode, done.stdout) == (1, "cleaned up\n")
    assert done.stderr.startswith("Every task is parked:\nmain waits to receive from <Channel 1 capacity=0>\n")
    assert "SystemExit: 1" in done.stderr
