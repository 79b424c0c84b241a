"""How programs end: exit statuses, cleanup, reports of errors and deadlocks. Each runs in its own process."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PARKED = """
def parked(ch):
    try:
        ch.recv()
    finally:
        print("cleanup")
ch = Channel()
"""


def test_a_program_without_tasks_ends_as_ever(run: Any) -> None:
    result = run("print(1)")
    assert (result.returncode, result.stdout, result.stderr) == (0, "1\n", "")


def test_tasks_go_on_after_main_and_spawn_more(run: Any) -> None:
    result = run(
        """
        def chain(n):
            sleep(0.001)
            print(n)
            if n:
                spawn(chain, n - 1)
        spawn(chain, 3)
        print("main ends")
        """
    )
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.split("\n")
    lines.remove("main ends")  # it comes when it comes
    assert lines == ["3", "2", "1", "0", ""]


def test_tasks_parked_for_ever_are_aborted_quietly(run: Any) -> None:
    result = run(PARKED + "spawn(parked, ch); spawn(parked, ch)")
    assert (result.returncode, result.stdout, result.stderr) == (0, "cleanup\ncleanup\n", "")


def test_cleanup_at_the_end_may_block_and_meet(run: Any) -> None:
    result = run(
        """
        ch, never = Channel(), Channel()
        def a():
            try:
                never.recv()
            finally:
                sleep(0.001)
                ch.send("met")
        def b():
            try:
                never.recv()
            finally:
                print(ch.recv())
        spawn(a); spawn(b)
        """
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "met\n", "")


def test_cleanup_that_blocks_for_ever_does_not_hold_the_program(run: Any) -> None:
    result = run(
        """
        ch = Channel()
        def stubborn():
            while True:
                try:
                    ch.recv()
                except Cancelled:
                    pass
        def blocked():
            try:
                ch.recv()
            finally:
                ch.recv()
        spawn(stubborn); spawn(blocked)
        """
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_an_error_nobody_joined_is_printed_and_gives_status_1(run: Any) -> None:
    result = run(
        """
        def bad():
            raise ValueError("nobody saw this")
        spawn(bad)
        print("main ends")
        """
    )
    assert (result.returncode, result.stdout) == (1, "main ends\n")
    assert "task 1 (bad)" in result.stderr
    assert "    spawn(bad)\n" in result.stderr
    assert result.stderr.endswith("ValueError: nobody saw this\n")


def test_exit_functions_run_even_if_a_task_failed(run: Any) -> None:
    result = run("import atexit\natexit.register(print, 'at exit')\nspawn(lambda: 1 / 0)")
    assert (result.returncode, result.stdout) == (1, "at exit\n")


@pytest.mark.parametrize("seen", ["t.join()", "t.outcome()", "spawn(t.outcome).join()"])
def test_an_error_that_was_joined_is_not_reported(run: Any, seen: str) -> None:
    result = run(
        f"""
        t = spawn(lambda: 1 / 0)
        try:
            {seen}
        except ZeroDivisionError:
            print("seen")
        """
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_looking_at_done_or_a_join_that_timed_out_is_not_joining(run: Any) -> None:
    result = run(
        """
        gate = Channel()
        def bad():
            gate.recv()
            1 / 0
        t = spawn(bad)
        try:
            t.join(timeout=0)
        except TimeoutError:
            gate.send(1)
        while not t.done:
            yield_now()
        """
    )
    assert result.returncode == 1
    assert result.stderr.endswith("ZeroDivisionError: division by zero\n")


def test_an_error_in_a_quietly_aborted_tasks_cleanup_is_a_failure(run: Any) -> None:
    result = run(
        """
        def f(ch):
            try:
                ch.recv()
            finally:
                raise KeyError("cleanup")
        spawn(f, Channel())
        """
    )
    assert result.returncode == 1
    assert result.stderr.endswith("KeyError: 'cleanup'\n")


@pytest.mark.parametrize(
    ("end", "status", "last"),
    [
        ("import sys; sys.exit(3)", 3, ""),
        ("raise SystemExit", 0, ""),
        ("1 / 0", 1, "ZeroDivisionError: division by zero"),
    ],
)
def test_an_exit_or_error_in_main_aborts_the_others(run: Any, end: str, status: int, last: str) -> None:
    result = run(
        PARKED
        + f"""
def sleeper():
    try:
        sleep(1000)
    finally:
        print("cleanup")
spawn(parked, ch); spawn(sleeper)
{end}
"""
    )
    assert result.returncode == status
    assert result.stdout in ("cleanup\ncleanup\n", "cleanup\n", "")
    assert result.stderr.rstrip("\n").split("\n")[-1] == last


def test_the_others_cleanup_runs_when_main_exits(run: Any) -> None:
    result = run(
        """
        import sys
        started = Channel()
        def sleeper():
            try:
                started.send(1)
                sleep(1000)
            finally:
                print("cleanup")
        spawn(sleeper)
        started.recv()
        sys.exit(4)
        """
    )
    assert (result.returncode, result.stdout, result.stderr) == (4, "cleanup\n", "")


def test_a_failed_task_gives_status_1_whatever_main_exits_with(run: Any) -> None:
    result = run(
        """
        import sys
        t = spawn(lambda: 1 / 0)
        while not t.done:
            yield_now()
        sys.exit(0)
        """
    )
    assert result.returncode == 1


def test_sys_exit_in_a_task(run: Any) -> None:
    result = run("import sys\nspawn(sys.exit, 0)\nspawn(sys.exit)")
    assert (result.returncode, result.stderr) == (0, "")
    result = run("import sys\nspawn(sys.exit, 3)")
    assert (result.returncode, result.stderr.endswith("SystemExit: 3\n")) == (1, True)
    result = run("import sys\nspawn(sys.exit, 3).join()")
    assert (result.returncode, result.stderr) == (3, "")


def test_recursion_through_c_is_an_error_not_a_crash(run: Any) -> None:
    result = run(
        """
        class Nest:
            def __init__(self, inner):
                self.inner = inner
            def __repr__(self):
                return repr([self.inner])
        def deep():
            nest = None
            for _ in range(100_000):
                nest = Nest(nest)
            return repr(nest)
        print(type(spawn(deep).outcome().error).__name__)
        """
    )
    assert (result.returncode, result.stdout) == (0, "RecursionError\n")


def test_a_task_may_join_main(run: Any) -> None:
    result = run("m = current()\nspawn(lambda: print('after', m.join()))\nprint('main')")
    assert (result.returncode, result.stdout) == (0, "main\nafter None\n")


def test_a_deadlock_is_reported(run: Any) -> None:
    result = run(
        """
        def left(a, b):
            a.recv()
            b.send(1)
        def right(a, b):
            b.recv()
            a.send(1)
        a, b = Channel(), Channel(3)
        t = spawn(left, a, b)
        spawn(right, a, b)
        print("before")
        t.join()
        """
    )
    assert (result.returncode, result.stdout) == (1, "before\n")
    for text in (
        "main waits for the end of task 1 (left)",
        "    t.join()\n",
        "task 1 (left) waits to receive from <Channel 1 capacity=0>",
        "    a.recv()\n",
        "task 2 (right) waits to receive from <Channel 2 capacity=3>",
        "    b.recv()\n",
        "    spawn(right, a, b)\n",
    ):
        assert text in result.stderr
    assert result.stderr.endswith("Deadlock: no task can run, and nothing will ever wake one\n")


@pytest.mark.parametrize(
    ("wait", "what"),
    [
        ("Channel().recv()", "to receive from"),
        ("Channel().send(1)", "to send to"),
        (
            "select(recv(Channel()), send(Channel(), 1))",
            "to receive from <Channel 1 capacity=0> or to send to",
        ),
        ("select()", "for ever"),
        ("for v in Channel(): pass", "to receive from"),
        ("spawn(current().join).join()", "waits for the end of main"),
    ],
)
def test_main_alone_deadlocks_in_every_wait(run: Any, wait: str, what: str) -> None:
    result = run(wait)
    assert result.returncode == 1
    assert what in result.stderr


def test_a_deadlock_report_shows_the_error_behind_it(run: Any) -> None:
    result = run(
        """
        ch = Channel()
        def produce():
            raise ValueError("cause")
        spawn(produce)
        ch.recv()
        """
    )
    assert result.returncode == 1
    assert result.stderr.index("ValueError: cause") < result.stderr.index("Deadlock")


def test_a_deadlock_found_when_the_last_running_task_ends(run: Any) -> None:
    result = run(
        """
        ch = Channel()
        def quits():
            sleep(0.01)
        spawn(quits)
        ch.recv()
        """
    )
    assert result.returncode == 1
    assert "Deadlock" in result.stderr


def test_timers_are_no_deadlock(run: Any) -> None:
    result = run(
        """
        ch = Channel()
        def late():
            sleep(0.01)
            ch.send("late")
        spawn(late)
        print(ch.recv())
        try:
            ch.recv(timeout=0.01)
        except TimeoutError:
            print("timeout")
        """
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "late\ntimeout\n", "")


def test_a_thread_that_is_no_task_may_wake_main(run: Any) -> None:
    result = run(
        """
        import threading
        ch = Channel()
        timer = threading.Timer(0.05, ch.send, ["from a thread"])
        timer.start()
        print(ch.recv())
        """
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "from a thread\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_ctrl_c_interrupts_main_where_it_waits(run: Any) -> None:
    result = run(
        """
        import os, signal
        ch = Channel()
        def interrupt(main):
            while main._record.park is None:
                yield_now()
            os.kill(os.getpid(), signal.SIGINT)
            sleep(1000)
        t = spawn(interrupt, current())
        try:
            ch.recv()
        except KeyboardInterrupt:
            print("interrupted")
        t.abort()
        try:
            ch.try_send(1)
        except Full:
            print("no trace")
        """
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "interrupted\nno trace\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_ctrl_c_after_main_aborts_the_tasks(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "from weft import *\n"
        "def f():\n"
        "    try:\n"
        "        sleep(0.2)\n"
        "        print('ready', flush=True)\n"
        "        sleep(1000)\n"
        "    finally:\n"
        "        print('cleanup')\n"
        "spawn(f)\n"
    )
    compiler = str(Path(__file__).resolve().parents[2] / "compiler")
    with subprocess.Popen(
        [sys.executable, str(program)], stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": compiler}
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "cleanup\n"
        assert process.wait(timeout=30) == 130


def test_a_print_is_one_write(run: Any) -> None:
    result = run(
        """
        import sys
        sys.setswitchinterval(1e-6)
        def talk(n):
            for _ in range(200):
                print("a", n, "b", n, sep="-")
        join([spawn(talk, n) for n in range(8)])
        """
    )
    lines = result.stdout.split("\n")
    assert len(lines) == 1601
    assert set(lines) == {f"a-{n}-b-{n}" for n in range(8)} | {""}
