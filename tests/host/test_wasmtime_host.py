"""C programs linked to the contract, run by the host, mostly in processes of their own."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import wasmtime
from tests.link.c_programs import HAVE_EMCC, program

from weftc.host import contract
from weftc.host.shared_memory import HostMemory
from weftc.host.wasmtime_host import (
    ENGINE_STACK,
    StaleArtefactError,
    compile_module,
    engine,
    load_module,
    run,
)

pytestmark = pytest.mark.skipif(not HAVE_EMCC, reason="emcc is not installed")
RUN = Path(__file__).with_name("run_program.py")
INTERRUPT_SECONDS = 0.1


class Process:
    """A program running in a process of its own; its name in argv[0] is the module's path."""

    def __init__(
        self,
        folder: Path,
        name: str,
        *arguments: str,
        threads: bool = True,
        stdin: int | None = None,
        **options: Any,
    ) -> None:
        path = folder / f"{name}.wasm"
        path.write_bytes(program(name, threads=threads).wasm)
        command = [sys.executable, str(RUN), json.dumps(options), str(path), *arguments]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=stdin or pipe, stdout=pipe, stderr=pipe, text=True)

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def interrupt(self) -> None:
        self.process.send_signal(signal.SIGINT)

    def finish(self) -> tuple[int, str, str]:
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


def test_two_threads_run_at_once(tmp_path: Path) -> None:
    status, out, err = Process(tmp_path, "two_workers").finish()
    assert (status, err) == (5, "")
    assert re.fullmatch(r"sum 1[0-2]\n", out)


def test_artefact_runs_like_the_module() -> None:
    assert run(compile_module(program("two_workers").wasm), ["x"]) == 5


def test_stale_artefact() -> None:
    artefact = compile_module(program("two_workers").wasm)
    with pytest.raises(StaleArtefactError):
        load_module(artefact[:200])


def test_no_thread_is_left() -> None:
    before = threading.active_count()
    for name in ("two_workers", "exit_elsewhere", "trap", "settings"):
        run(program(name).wasm, [name])
    assert threading.active_count() == before


def test_a_spawned_thread_may_end_the_program(tmp_path: Path) -> None:
    assert Process(tmp_path, "exit_elsewhere").finish() == (9, "leaving\n", "")


def test_trap_is_reported_with_its_function(tmp_path: Path) -> None:
    status, out, err = Process(tmp_path, "trap").finish()
    assert (status, out) == (contract.STATUS_BUG, "")
    assert "internal error" in err
    assert "fall_over" in err


@pytest.mark.parametrize("threads", [True, False])
def test_arguments_and_settings(tmp_path: Path, threads: bool) -> None:
    settings = contract.settings(workers=3, stress=True)
    process = Process(tmp_path, "settings", "b\udcff", threads=threads, settings=settings, env={"HOME": "/x"})
    status, out, err = process.finish()
    path, argument, *variables = out.splitlines()
    assert (Path(path).name, argument, err) == ("settings.wasm", "b\ufffd", "")
    assert status == len(path) & 0xFF
    assert set(variables) == {
        f"WEFT_ENGINE_STACK={ENGINE_STACK}",
        "WEFT_ANY_STATUS=1",
        "WEFT_WORKERS=3",
        "WEFT_STRESS=1",
        "HOME=/x",
    }


def test_any_exit_status() -> None:
    assert run(program("settings").wasm, ["n" * 200]) == 200


def test_files_belong_to_the_program(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("a note\n")
    process = Process(tmp_path, "files", dirs=[(str(tmp_path), ".")])
    assert process.finish() == (0, "a note\nclose 0\nclose 8\n", "")


def test_files_outside_the_folders_are_not_there(tmp_path: Path) -> None:
    assert Process(tmp_path, "files").finish() == (1, "error 1008\n", "")


def test_a_worker_may_use_the_engine_stack_it_is_told(tmp_path: Path) -> None:
    assert Process(tmp_path, "deep").finish() == (0, "deep enough\n", "")


@pytest.mark.parametrize(("name", "threads"), [("busy", True), ("slices", False)])
def test_interrupt_reaches_a_busy_program(tmp_path: Path, name: str, threads: bool) -> None:
    busy = Process(tmp_path, name, threads=threads)
    assert busy.line() == "ready\n"
    started = time.monotonic()
    busy.interrupt()
    assert busy.line() == "interrupted\n"
    assert time.monotonic() - started < INTERRUPT_SECONDS
    assert busy.finish() == (42, "", "")


def test_second_interrupt_ends_at_once(tmp_path: Path) -> None:
    stubborn = Process(tmp_path, "stubborn")
    assert stubborn.line() == "ready\n"
    stubborn.interrupt()
    assert stubborn.line() == "not now\n"
    started = time.monotonic()
    stubborn.interrupt()
    assert stubborn.finish() == (contract.STATUS_INTERRUPTED, "", "")
    assert time.monotonic() - started < 5 * INTERRUPT_SECONDS


def test_second_interrupt_restores_the_terminal(tmp_path: Path) -> None:
    termios = pytest.importorskip("termios")
    controller, terminal = os.openpty()
    stubborn = Process(tmp_path, "stubborn", stdin=terminal)
    assert stubborn.line() == "ready\n"
    before, changed = termios.tcgetattr(terminal), termios.tcgetattr(terminal)
    changed[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSANOW, changed)
    stubborn.interrupt()
    assert stubborn.line() == "not now\n"
    stubborn.interrupt()
    assert stubborn.finish() == (contract.STATUS_INTERRUPTED, "", "")
    assert termios.tcgetattr(terminal)[3] == before[3]
    os.close(controller)
    os.close(terminal)


def test_runs_on_another_thread_than_the_main_one() -> None:
    results: list[int] = []
    thread = threading.Thread(target=lambda: results.append(run(program("two_workers").wasm, ["x"])))
    thread.start()
    thread.join(30)
    assert results == [5]


def test_phases_are_told() -> None:
    phases: dict[str, float] = {}
    run(program("settings").wasm, ["x"], on_phase=phases.__setitem__)
    assert set(phases) == {"load", "instantiate", "run"}
    assert all(seconds >= 0 for seconds in phases.values())


def test_shared_memory_can_be_sized_and_grown() -> None:
    memory = HostMemory(engine(), wasmtime.MemoryType(wasmtime.Limits(2, 65536), shared=True))
    assert memory.size() == 2
    assert memory.grow(3) == 2
    assert memory.size() == 5
