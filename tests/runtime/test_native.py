"""The concurrency core, built natively and run under the sanitizers: emulated compiled functions that storm, steal,
send, select, time out, abort, close, fail, recurse, collect and shut down (runtime-c/test/core*.c)."""

import atexit
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

RUNTIME = Path(__file__).resolve().parents[2] / "runtime-c"
CORE = """
arena balance cell channel channel_queue clock copier core entry exc freeze gate gate_word gc globals heap idle join light
list_storage lock mailbox memory message names object os_native parcel pool queue report report_groups scheduler scope select
snapshot spawn system_native task text ticker timer trampoline type wait wake
""".split()
FLAGS = ["-std=gnu11", "-fno-strict-aliasing", "-g", "-no-pie", "-Wall", "-Wextra", "-Werror"]
BUILDS = {
    "plain": ["-O2"],
    "thread": ["-O1", "-fsanitize=thread"],
    "address": ["-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"],
    "portable": ["-O2", "-DWEFT_PORTABLE"],
}
#: turns of each test's loops: enough to race, few enough for a slow machine
TURNS = {"plain": 1000, "thread": 150, "address": 200, "portable": 1000}
SECONDS = 120


def builds_with(*workers: int) -> list[tuple[str, int]]:
    """Each build with each number of workers that it can have: portable has one."""
    return [(build, n) for build in BUILDS for n in workers if n == 1 or build != "portable"]


pytestmark = pytest.mark.skipif(
    shutil.which("gcc") is None or os.uname().machine != "x86_64", reason="needs gcc on x86-64"
)


@cache
def built(build: str) -> tuple[Path, str]:
    """The test program, built once, and what the compiler says against it."""
    folder = mkdtemp(prefix="weft-native-")
    atexit.register(shutil.rmtree, folder)
    out = Path(folder) / build
    tests = [*sorted((RUNTIME / "test").glob("core*.c")), RUNTIME / "test/program.c", RUNTIME / "test/stubs.c"]
    sources = [*(RUNTIME / f"{name}.c" for name in CORE), *tests]
    command = ["gcc", *FLAGS, *BUILDS[build], "-o", str(out), *map(str, sources), "-lpthread"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return out, result.stderr if result.returncode else ""


def binary(build: str) -> Path:
    program, errors = built(build)
    assert not errors, errors
    return program


def run(build: str, test: str, *, workers: int = 1, **settings: object) -> subprocess.CompletedProcess[str]:
    """One run of one test. Sanitizers want a fixed address space layout."""
    variables = {
        "TEST": test,
        "N": TURNS[build],
        "WEFT_WORKERS": workers,
        "ASAN_OPTIONS": "detect_leaks=0",
        **settings,
    }
    command = [str(binary(build))]
    if shutil.which("setarch"):
        command = ["setarch", "-R", *command]
    env = os.environ | {name: str(value) for name, value in variables.items()}
    return subprocess.run(command, capture_output=True, text=True, env=env, timeout=SECONDS, check=False)


def passes(result: subprocess.CompletedProcess[str], status: int = 0) -> None:
    """The test said that it passed, and no sanitizer has anything to say."""
    assert result.returncode == status, result.stderr
    assert "ok " in result.stderr, result.stderr
    assert "Sanitizer" not in result.stderr and "runtime error" not in result.stderr, result.stderr


@pytest.mark.parametrize("stress", [0, 1])
@pytest.mark.parametrize(("build", "workers"), builds_with(1, 2, 4))
@pytest.mark.parametrize(
    "test",
    "storm steal channels select ends scopes hasty gc messages results aborts mailboxes order company holes frozen".split(),
)
def test_core(build: str, test: str, workers: int, stress: int) -> None:
    turns = TURNS[build] // (5 if stress else 1)
    passes(run(build, test, workers=workers, WEFT_STRESS=stress, N=turns))


@pytest.mark.parametrize("stress", [0, 1])
@pytest.mark.parametrize(("build", "workers"), builds_with(1, 2, 4))
@pytest.mark.parametrize("test", ["watched", "pinned"])
def test_snapshots_and_tasks_that_are_pinned(build: str, test: str, workers: int, stress: int) -> None:
    passes(run(build, test, workers=workers, WEFT_STRESS=stress, N=TURNS[build] // (20 if stress else 4)))


@pytest.mark.parametrize("stress", [0, 1])
@pytest.mark.parametrize(("build", "workers"), builds_with(1, 3))
@pytest.mark.parametrize("test", ["crowd", "told", "served"])
def test_tasks_that_run_inside_others(build: str, test: str, workers: int, stress: int) -> None:
    turns = TURNS[build] // (5 if stress else 1)
    passes(run(build, test, workers=workers, WEFT_STRESS=stress, N=turns))


@pytest.mark.parametrize("build", ["plain", "portable"])
def test_who_may_wait_for_the_host_runs_inside_nobody_that_waits(build: str) -> None:
    passes(run(build, "served", LOUD=1))


@pytest.mark.parametrize("build", ["plain", "portable"])
def test_a_task_that_has_ended_takes_at_most_100_bytes(build: str) -> None:
    passes(run(build, "unjoined"))


def test_stress_finds_a_changed_frozen_object() -> None:
    result = run("plain", "frozen", workers=2, WEFT_STRESS=1, CHANGE=1, N=100)
    assert result.returncode == 1
    assert "a frozen global has changed" in result.stderr


@pytest.mark.parametrize("stress", [0, 1])
@pytest.mark.parametrize("build", BUILDS)
def test_close_races_with_everything(build: str, stress: int) -> None:
    for _ in range(30 if build == "thread" else 1):  # one run in sixty showed what was racy
        passes(run(build, "hasty", workers=3, WEFT_STRESS=stress, CLOSE=1))


@pytest.mark.parametrize("stress", [0, 1])
@pytest.mark.parametrize("build", BUILDS)
def test_recursion_spills_and_ends_in_an_error(build: str, stress: int) -> None:
    passes(run(build, "deep", workers=2, N=100, WEFT_STRESS=stress, WEFT_MAX_STACK_SIZE=200_000))


@pytest.mark.parametrize("build", ["plain", "address"])
def test_recursion_a_million_deep(build: str) -> None:
    passes(run(build, "deep", workers=2, N=20_000))


@pytest.mark.parametrize("stress", [0, 1])
@pytest.mark.parametrize("build", BUILDS)
def test_deadlock_is_found(build: str, stress: int) -> None:
    result = run(build, "deadlock", workers=2, WEFT_STRESS=stress)
    passes(result, 1)
    assert "main waits for the end of task 1" in result.stderr
    assert "waits to receive from <Channel 1 capacity=0>" in result.stderr
    assert "Deadlock: no task can run, and nothing will ever wake one" in result.stderr


@pytest.mark.parametrize("stress", [0, 1])
@pytest.mark.parametrize("build", BUILDS)
def test_failure_that_nobody_joins_is_reported(build: str, stress: int) -> None:
    result = run(build, "failure", workers=2, WEFT_STRESS=stress)
    passes(result, 1)
    assert result.stderr.count("ValueError: it failed") == 1


@pytest.mark.parametrize("stress", [0, 1])
@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.parametrize(("how", "status"), [(0, 0), (1, 3), (2, 1)])
@pytest.mark.parametrize("build", BUILDS)
def test_shutdown_runs_cleanup(build: str, how: int, status: int, workers: int, stress: int) -> None:
    result = run(build, "shutdown", workers=workers, WEFT_STRESS=stress, HOW=how)
    passes(result, status)
    assert "ok 10 " in result.stderr  # all ten parked tasks have cleaned up


@pytest.mark.parametrize("build", ["plain", "address", "thread"])
@pytest.mark.parametrize("workers", [1, 2])
def test_out_of_memory_is_an_exception(build: str, workers: int) -> None:
    passes(run(build, "memory", workers=workers))


@pytest.mark.parametrize("how", [0, 1])
@pytest.mark.parametrize("build", ["plain", "address", "thread"])
def test_interrupt_reaches_main(build: str, how: int) -> None:
    passes(run(build, "interrupt", workers=2, HOW=how))


@pytest.mark.parametrize("build", ["plain", "portable"])
def test_seed_decides_the_order(build: str) -> None:
    def history(seed: int) -> str:
        result = run(build, "seeded", WEFT_SEED=seed)
        passes(result)
        return result.stdout

    assert history(1) == history(1)
    assert len({history(seed) for seed in range(5)}) > 1


GATES = """mutex permits leaving queue writers deaths forgotten misuse word sums turns event condition pounce
shielded updates nested kept names passing shows""".split()


@pytest.mark.parametrize("stress", [0, 1])
@pytest.mark.parametrize(("build", "workers"), builds_with(1, 3))
@pytest.mark.parametrize("test", GATES)
def test_gates(build: str, test: str, workers: int, stress: int) -> None:
    turns = TURNS[build] // (5 if stress else 1)
    passes(run(build, test, workers=workers, WEFT_STRESS=stress, N=turns))


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("test", ["word", "condition", "updates"])
def test_no_waking_is_lost_with_timeouts_and_aborts(build: str, test: str) -> None:
    passes(run(build, test, workers=3, HASTY=1))


@pytest.mark.parametrize("stress", [0, 1])
@pytest.mark.parametrize("build", BUILDS)
def test_names_that_die(build: str, stress: int) -> None:
    passes(run(build, "names", workers=3, MORTAL=1, WEFT_STRESS=stress))


@pytest.mark.parametrize("stress", [0, 1])
@pytest.mark.parametrize("build", BUILDS)
def test_one_waking_lost_would_be_a_deadlock(build: str, stress: int) -> None:
    passes(run(build, "condition", workers=3, TIGHT=1, WEFT_STRESS=stress))


@pytest.mark.parametrize("build", BUILDS)
def test_an_owned_gate_is_given_back_as_it_was_taken(build: str) -> None:
    passes(run(build, "permits", workers=3, OWNED=1))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("test", GATES)
def test_gates_in_seeded_runs(test: str, seed: int) -> None:
    passes(run("portable", test, WEFT_SEED=seed, N=100))


@pytest.mark.parametrize("stress", [0, 1])
@pytest.mark.parametrize("build", ["address", "portable"])
@pytest.mark.parametrize("test", ["storm", "channels", "select", "ends", "scopes", "results", "aborts", *GATES])
def test_sequential_runs(build: str, test: str, stress: int) -> None:
    passes(run(build, test, workers=3, WEFT_SEQUENTIAL=1, WEFT_STRESS=stress, N=100))


def test_a_gate_that_is_held_lives() -> None:
    result = run("address", "forgotten", workers=2, WEFT_STRESS=1)
    passes(result)
    assert result.stderr.count("has ended without releasing <Semaphore ") == 4


def test_locks_held_at_a_tasks_end_are_reported() -> None:
    result = run("plain", "deaths", workers=2)
    passes(result)
    said = [line for line in result.stderr.splitlines() if "without releasing" in line]
    assert f"ok {len(said) - 1} " in result.stderr  # so many took it, and main
    assert all(line.endswith(" has ended without releasing <Mutex 1>") for line in said)
    assert said[-1].startswith("main ")


@pytest.mark.parametrize("build", BUILDS)
def test_a_task_that_the_programs_end_aborts_is_not_blamed(build: str) -> None:
    result = run(build, "quiet", workers=2)
    passes(result)
    assert "without releasing" not in result.stderr


@pytest.mark.parametrize("stress", [0, 1])
@pytest.mark.parametrize("build", BUILDS)
def test_a_deadlock_names_what_is_held_by_whom(build: str, stress: int) -> None:
    result = run(build, "embrace", workers=2, WEFT_STRESS=stress)
    passes(result, 1)
    assert "task 1 (?) waits for <Semaphore 2>, held by task 2 (?)" in result.stderr
    assert "task 2 (?) waits for <Mutex 1>, held by task 1 (?)" in result.stderr
    assert "main waits for <Event 4>\n" in result.stderr


def test_a_slice_is_put_off_once_for_who_holds_a_lock() -> None:
    passes(run("portable", "slice"))
