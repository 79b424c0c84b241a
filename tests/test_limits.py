"""What a compile may take: every stage looks, and what comes of it is a message."""

from __future__ import annotations

import builtins
import signal
import sys
import threading
from pathlib import Path
from time import process_time

import pytest

from weftc import limits
from weftc.driver import compile_program
from weftc.limits import UNLIMITED, LimitReached, Limits, check, within

STAGES = ["syntax", "infer", "lower", "passes", "emit", "link"]
PROGRAM = b"""def add(a, b):
    return a + b


def double(xs):
    return [add(x, x) for x in xs]


print(double([1, 2, 3]), double([1.5]))
"""


def looking_stage() -> str:
    """The folder of the file whose look it is."""
    return Path(sys._getframe(2).f_code.co_filename).parent.name


def test_nothing_is_looked_at_without_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "resident_bytes", lambda: pytest.fail("asked"))
    before = signal.getsignal(signal.SIGPROF)
    with within(UNLIMITED):
        for _ in range(1000):
            check()
        assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert signal.getsignal(signal.SIGPROF) is before
    check()


def look_for_ever() -> None:
    while True:
        check()


def run_for_ever() -> None:
    while True:
        pass


def test_memory() -> None:
    held: list[bytes] = []

    def take_for_ever() -> None:
        while True:
            held.append(b"x" * (1 << 20))
            check()

    allowed = limits.resident_bytes() + (64 << 20)
    with pytest.raises(LimitReached, match="memory") as reached, within(Limits(memory_bytes=allowed)):
        take_for_ever()
    assert 60 <= len(held) < 1000
    assert reached.value.limits.memory_bytes == allowed


def test_time() -> None:
    start = process_time()
    with pytest.raises(LimitReached, match="time"), within(Limits(seconds=0.2)):
        look_for_ever()
    assert 0.2 <= process_time() - start < 2


def test_a_turn_that_has_no_end() -> None:
    """Nobody looks but the timer."""
    with pytest.raises(LimitReached, match="time"), within(Limits(seconds=0.1)):
        run_for_ever()
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_afterwards_there_is_no_limit() -> None:
    with within(Limits(memory_bytes=1)):
        pass
    check()
    with pytest.raises(LimitReached), within(Limits(memory_bytes=1)):
        check()
    check()


def test_on_another_thread() -> None:
    """Where there is no timer, the stages look."""
    found = []

    def work() -> None:
        with pytest.raises(LimitReached, match="time") as reached, within(Limits(seconds=0.1)):
            look_for_ever()
        found.append(reached.value.what)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == ["time"]


def test_a_system_that_tells_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a page."""

    def refuse(*_: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setitem(sys.modules, "resource", None)
    assert limits.resident_bytes() == 0
    with within(Limits(memory_bytes=1)):
        for _ in range(1000):
            check()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the most is told that it has been, it is near what is held, in a process that only grows."""
    now = limits.resident_bytes() - (4 << 20)  # the system counts either in steps of its own

    def refuse(*_: object) -> None:
        raise FileNotFoundError

    with monkeypatch.context() as without:
        without.setattr(builtins, "open", refuse)
        assert limits.resident_bytes() >= now


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_looks(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    """And a limit that is reached there comes out as a message that says so, with the place in the program."""

    def look() -> None:
        if looking_stage() == stage:
            raise LimitReached("memory", Limits(3 << 30, 10))

    monkeypatch.setattr(limits, "check", look)
    made = compile_program("p.py", content=PROGRAM)
    assert made.wasm is None
    assert made.at == ("infer" if stage == "syntax" else stage)  # functions are built when they are first called
    [found] = made.sink.diagnostics()
    assert (found.code, found.severity) == ("E0601", "error")
    assert found.message == "compiling the program takes more than 3 GB of memory"
    assert found.notes[0].startswith(f"the compiler was in stage {made.at}, ")
    if stage in ("syntax", "infer", "lower", "passes"):
        assert found.span is not None
        assert found.span.file == "p.py"


@pytest.mark.parametrize(
    ("reached", "text"),
    [
        (LimitReached("memory", Limits(2 << 30, 1)), "2 GB of memory"),
        (LimitReached("memory", Limits(300 << 20, 1)), "300 MB of memory"),
        (LimitReached("time", Limits(1, 60)), "60 s of the processor's time"),
    ],
)
def test_as_told(reached: LimitReached, text: str) -> None:
    assert reached.allowed == text


FIELDS = ["class C:", "    def __init__(self):", *(f"        self.f{k} = {k}" for k in range(4100)), "print(C().f1)"]
KEPT = [
    "def f(n):",
    *(f"    v{k} = [n]" for k in range(9000)),
    "    for i in range(n):",
    "        v0.append(i)",
    f"    return [{', '.join(f'v{k}' for k in range(9000))}]",
    "f(1)",
]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (FIELDS, "a C object has more than 32 KB of fields"),
        (KEPT, "a function has more than 32 KB of values that it keeps while others run"),
    ],
    ids=["object", "frame"],
)
def test_what_is_too_large(lines: list[str], message: str, tmp_path: Path) -> None:
    path = tmp_path / "main.py"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    made = compile_program(str(path))
    assert [(found.code, found.message) for found in made.sink.diagnostics()] == [("E0604", message)]
