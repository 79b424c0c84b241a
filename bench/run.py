"""The table of measurements: `make bench`, or `make bench BENCH="--quick --only fib,nbody"`.

Each workload runs side by side with its peers, turn by turn, and the medians are compared. Times are those that the
programs print (`seconds:`), so starting up doesn't count, but for the rows that are about starting up. Programs whose
output differs from their peer's are reported, and their row has no result.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from statistics import median

from peers import c_module, cpython, erlang_program, go_program
from programs import (
    BENCH,
    cores,
    generated_script,
    generated_source,
    growth,
    module_bytes,
    seconds_of,
    weft,
)
from table import Bench, Measurement, Row, Sizes, print_table, shown

# --- rows -------------------------------------------------------------------------------------------------------------

AGAINST_GO: dict[str, tuple[str, Sizes, float]] = {
    "skynet": ("skynet, 1,000,000 leaves", Sizes(("1000000",), ("100000",)), 11),
    "spawn": ("spawn and finish 1,000,000 empty tasks", Sizes(("1000000",), ("200000",)), 3),
    "pingpong": ("unbuffered ping-pong, round trips", Sizes(("1000000",), ("200000",)), 3.5),
    "buffered": ("buffered channel, capacity 128", Sizes(("10000000",), ("1000000",)), 5),
    "ring": ("ring of 503 tasks", Sizes(("1000000",), ("200000",)), 4),
    "select2": ("select over 2 channels", Sizes(("500000",), ("100000",)), 2.5),
    "select10": ("select over 10 channels", Sizes(("500000",), ("100000",)), 2.5),
    "prime_sieve": ("prime sieve, a task for each of 1,000 primes", Sizes(("1000",), ("500",)), 2.5),
    "producers": ("10 producers, 10 consumers, of ints", Sizes(("2000000",), ("200000",)), 2.5),
    "producers_of_tuples": ("the same of tuples that hold a list", Sizes(("1000000",), ("100000",)), 1.3),
    "sum_in_tasks": ("sum of 4,000,000 ints in 64 tasks, 10 times", Sizes(("4000000",), ("400000",)), 0.7),
    "mutex": ("mutex that nobody else wants, `with`", Sizes(("20000000",), ("2000000",)), 0.25),
    "pipeline": ("pipeline of two stages of 50 us an item", Sizes(("4000",), ("400",)), 2.5),
    "contended": ("mutex that 8 tasks take in turn", Sizes(("1000000",), ("200000",)), 0.5),
}
#: what tasks share, and scopes: title, and how many times faster than Go on all cores, and on one, if that counts
SHARED_AGAINST_GO: dict[str, tuple[str, Sizes, float, float | None]] = {
    "sections": ("mutex, 100 tasks x 10,000 sections", Sizes(("10000",), ("2000",)), 1, 1.5),
    "readers": ("RWLock, 16 tasks, 95 % reads", Sizes(("100000",), ("10000",)), 1, None),
    "permits": ("semaphore of 4 under 64 tasks", Sizes(("20000",), ("2000",)), 1, None),
    "atomics": ("Atomic, 64 tasks that add", Sizes(("1000000",), ("100000",)), 1, None),
    "scopes": ("scope of 1,000 children, 1,000 times", Sizes(("1000",), ("100",)), 3, None),
    "mapped": ("parallel_map of 1,000,000", Sizes(("1000000",), ("100000",)), 3, None),
    "sleepers": ("1,000,000 tasks that sleep 1 s, all at once", Sizes(("1000000",), ("1000000",)), 2, None),
}
AGAINST_ERLANG: dict[str, tuple[str, Sizes, float]] = {
    "process_pingpong": ("ping-pong of processes, rounds", Sizes(("1000000",), ("200000",)), 1.5),
    "server_calls": ("calls of a GenServer", Sizes(("1000000",), ("200000",)), 1.5),
    "process_spawn": ("spawn and exit of a process", Sizes(("1000000",), ("200000",)), 5),
}
#: on all workers a workload of tasks may take so many times as long as on one
APART_LIMIT = 1.1
AGAINST_PYTHON: dict[str, tuple[str, Sizes, float]] = {
    "sets": ("sets: `in` and add, of ints, texts, pairs", Sizes(("1000",), ("1000",)), 1),
}
AGAINST_C: dict[str, tuple[str, Sizes, float]] = {
    "nbody": ("n-body", Sizes(("2000000",), ("200000",)), 1.5),
    "spectral_norm": ("spectral-norm", Sizes((), ("600",)), 1.5),
    "mandelbrot": ("mandelbrot", Sizes((), ("300",)), 1.5),
    "sieve": ("sieve", Sizes((), ("2000000", "5")), 1.5),
    "matmul": ("matrix product on lists of lists", Sizes((), ("300",)), 2),
    "intsum": ("a loop over unproven ints", Sizes((), ("50000",)), 2),
    "fib": ("fib(40), recursive, ints unproven", Sizes(("40",), ("32",)), 2),
}
SPLIT: dict[str, tuple[str, Sizes]] = {
    "mandelbrot_tasks": ("mandelbrot in tasks, 2 workers against 1", Sizes(("1500", "16"), ("500", "16"))),
    "queens_tasks": ("n-queens in tasks, 2 workers against 1", Sizes(("13", "16"), ("13", "16"))),
}
#: title, and by what a second worker must divide the time
GAIN: dict[str, tuple[str, Sizes, float]] = {
    "fork_join": ("fork-join of 20 tasks of 80 us, 2 workers against 1", Sizes(("100",), ("100",)), 1.7),
    "long_tasks": ("four long tasks, 2 workers against 1", Sizes(("20000000",), ("5000000",)), 1.9),
}
PARKED_TARGET_BYTES = 300
PARKED_GO_BYTES = 2631
UNJOINED_TARGET_BYTES = 100
SLEEPING_TARGET_BYTES = 320
SPLIT_TARGET = 0.93
LATENCY_TARGET_S = 0.01
HELLO_TARGET = 0.7
#: title, and KB to reach
SIZES = {"hello": ("hello world", 30), "range_sum": ("print(sum(range(10)))", 31)}
COMPILE_TARGET_S = 1.5
LINEAR_TARGET = 12.0


def against_go(name: str, bench: Bench) -> Row:
    title, sizes, target = AGAINST_GO[name]
    arguments = bench.arguments(sizes)
    ours, alone, theirs = bench.in_turn(
        weft(name, arguments, cores()), weft(name, arguments, 1), go_program(name, arguments)
    )
    ratio = theirs / ours
    both = f"{shown(ours)}; on 1 worker {shown(alone)}"
    reached = ratio >= target and ours <= APART_LIMIT * alone
    return Row(title, both, f"Go {shown(theirs)}", f"{ratio:.2f} x faster", f"{target:g} x", reached)


def shared_against_go(name: str, bench: Bench) -> Row:
    title, sizes, target, alone_target = SHARED_AGAINST_GO[name]
    arguments = bench.arguments(sizes)
    peer = go_program(name, arguments)
    ours, theirs = bench.in_turn(weft(name, arguments, cores()), peer)
    ratio, wanted, reached = f"{theirs / ours:.2f} x faster", f"{target:g} x", theirs >= target * ours
    mine, go = shown(ours), shown(theirs)
    if alone_target is not None:
        alone, go_alone = bench.in_turn(weft(name, arguments, 1), replace(peer, env={"GOMAXPROCS": "1"}))
        ratio += f"; on one {go_alone / alone:.2f} x"
        wanted += f"; {alone_target:g} x"
        mine, go = f"{mine}; on 1 worker {shown(alone)}", f"{go}; on one P {shown(go_alone)}"
        reached = reached and go_alone >= alone_target * alone
    return Row(title, mine, f"Go {go}", ratio, wanted, reached)


def against_erlang(name: str, bench: Bench) -> Row:
    title, sizes, target = AGAINST_ERLANG[name]
    arguments = bench.arguments(sizes)
    ours, theirs = bench.in_turn(weft(name, arguments, cores()), erlang_program(name, arguments))
    ratio = theirs / ours
    return Row(title, shown(ours), f"Erlang {shown(theirs)}", f"{ratio:.2f} x faster", f"{target:g} x", ratio >= target)


def latency(bench: Bench) -> Row:
    """Of short tasks beside one that computes, on one worker."""
    arguments = bench.arguments(Sizes(("1000",), ("200",)))
    peer = replace(go_program("hog", arguments), env={"GOMAXPROCS": "1"})
    ours, theirs = bench.in_turn(weft("hog", arguments, 1), peer)
    title, wanted = "short tasks beside a hog, on one worker: 99 % end within", f"{LATENCY_TARGET_S * 1000:g} ms"
    return Row(title, shown(ours), f"Go {shown(theirs)}", f"{theirs / ours:.2f} x", wanted, ours < LATENCY_TARGET_S)


def against_c(name: str, bench: Bench) -> Row:
    title, sizes, target = AGAINST_C[name]
    arguments = bench.arguments(sizes)
    ours, theirs = bench.in_turn(weft(name, arguments, cores()), c_module(name, arguments))
    python, _ = seconds_of(cpython(name, arguments))
    peers = f"C {shown(theirs)}, CPython {shown(python)} ({python / ours:.0f} x ours)"
    return Row(title, shown(ours), peers, f"{ours / theirs:.2f} x C", f"{target:g} x", ours <= target * theirs)


def split(name: str, bench: Bench) -> Row:
    """The gain of a second worker, against that of a second process."""
    title, sizes = SPLIT[name]
    arguments = bench.arguments(sizes)
    one, two = bench.in_turn(weft(name, arguments, 1), weft(name, arguments, 2))
    alone, beside = bench.walls(weft(name, arguments, 1), weft(name, arguments, 1).twice())
    gain, possible = one / two, 2 * alone / beside
    ratio = gain / possible
    peers = f"two processes gain {possible:.2f}"
    ours = f"{shown(one)} to {shown(two)}: {gain:.2f}"
    return Row(title, ours, peers, f"{ratio:.2f}", f"{SPLIT_TARGET}", ratio >= SPLIT_TARGET)


def gain(name: str, bench: Bench) -> Row:
    """The gain of a second worker."""
    title, sizes, target = GAIN[name]
    arguments = bench.arguments(sizes)
    one, two = bench.in_turn(weft(name, arguments, 1), weft(name, arguments, 2))
    return Row(title, f"{shown(one)} to {shown(two)}", "", f"{one / two:.2f}", f"{target:g}", one >= target * two)


def against_python(name: str, bench: Bench) -> Row:
    title, sizes, target = AGAINST_PYTHON[name]
    arguments = bench.arguments(sizes)
    ours, theirs = bench.in_turn(weft(name, arguments, 1), cpython(name, arguments))
    ratio = theirs / ours
    peers = f"CPython {shown(theirs)}"
    return Row(title, shown(ours), peers, f"{ratio:.2f} x faster", f"{target:g} x", ratio >= target)


def parked(bench: Bench) -> Row:
    count = 100_000 if bench.quick else 1_000_000
    each = median(growth("parked", count, cores()) for _ in range(1 if bench.quick else 3))
    title = f"{count:,} tasks parked on a channel, memory each"
    peers = f"Go {PARKED_GO_BYTES:,} bytes"
    return Row(
        title,
        f"{each:.0f} bytes",
        peers,
        f"{PARKED_GO_BYTES / each:.1f} x less",
        f"{PARKED_TARGET_BYTES} bytes",
        each <= PARKED_TARGET_BYTES,
    )


def sleeping(bench: Bench) -> Row:
    each = median(growth("sleepers", 1_000_000, cores()) for _ in range(1 if bench.quick else 3))
    title, wanted = "1,000,000 tasks that sleep, memory each", f"{SLEEPING_TARGET_BYTES} bytes"
    return Row(title, f"{each:.0f} bytes", "", "", wanted, each <= SLEEPING_TARGET_BYTES)


def unjoined(bench: Bench) -> Row:
    each = median(growth("unjoined", 1_000_000, cores()) for _ in range(1 if bench.quick else 3))
    title = "1,000,000 tasks that have ended, memory each"
    target = UNJOINED_TARGET_BYTES
    return Row(title, f"{each:.0f} bytes", "", "", f"{target} bytes", each <= target)


def hello(bench: Bench) -> Row:
    ours, theirs = bench.walls(weft("hello", [], None), go_program("hello", [], run=True))
    ratio = ours / theirs
    title, peers = "`weft run hello.py`, cached", f"go run {shown(theirs)}"
    return Row(title, shown(ours), peers, f"{ratio:.2f}", f"{HELLO_TARGET}", ratio <= HELLO_TARGET)


def compiling(bench: Bench) -> Iterator[Row]:
    """Uncached runs of generated programs."""
    thousand, ten, script = (
        weft(path, [], None, cached=False)
        for path in (generated_source(1000), generated_source(10_000), generated_script(1000))
    )
    small, flat = bench.walls(thousand, script)
    large = median(ten.wall() for _ in range(1 if bench.quick else 3))
    start = median(weft("hello", [], None).wall() for _ in range(bench.rounds))
    factor = (large - start) / (small - start)
    limit = f"{COMPILE_TARGET_S} s"
    yield Row("compile and run 1,000 lines, uncached", shown(small), "", "", limit, small < COMPILE_TARGET_S)
    yield Row("the same, 10,000 lines", shown(large), "", f"{factor:.1f} x", "linear", factor < LINEAR_TARGET)
    yield Row("a script of 1,000 statements, uncached", shown(flat), "", "", limit, flat < COMPILE_TARGET_S)


def size(bench: Bench) -> Iterator[Row]:
    for name, (title, target) in SIZES.items():
        count = module_bytes(name)
        yield Row(f"{title}, portable, size", f"{count / 1024:.1f} KB", "", "", f"{target} KB", count <= target << 10)


def rows() -> dict[str, Measurement]:
    """All measurements by name, in the order of the table."""
    table: dict[str, Measurement] = {}
    for name in AGAINST_GO:
        table[name] = partial(against_go, name)
    for name in SHARED_AGAINST_GO:
        table[name] = partial(shared_against_go, name)
    for name in AGAINST_ERLANG:
        table[name] = partial(against_erlang, name)
    table["hog"] = latency
    table["sleeping"] = sleeping
    table["parked"] = parked
    table["unjoined"] = unjoined
    for name in AGAINST_C:
        table[name] = partial(against_c, name)
    for name in AGAINST_PYTHON:
        table[name] = partial(against_python, name)
    for name in SPLIT:
        table[name] = partial(split, name)
    for name in GAIN:
        table[name] = partial(gain, name)
    return table | {"hello": hello, "compile": compiling, "size": size}


def main() -> int:
    os.chdir(BENCH)
    columns = "workload | Weft | against | ratio | to reach | "
    return print_table("Measures Weft against Go, Erlang, C and CPython.", "bench/run.py", rows(), columns)


if __name__ == "__main__":
    sys.exit(main())
