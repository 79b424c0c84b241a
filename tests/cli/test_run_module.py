"""`weft run` of modules: built ones of both kinds, and those of others, which are told by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import wasmtime
from tests.cli.conftest import Weft

from weftc.abi.version import ABI

PROGRAM = """import sys
from weft import cpus, spawn

def square(n):
    return n * n

print([spawn(square, n).join() for n in range(4)], cpus(), sys.argv)
with open("note.txt") as f:
    print(f.read())
print("err", file=sys.stderr)
sys.exit(input() == "yes" and 7)
"""


def build(weft: Weft, target: str, text: str = PROGRAM, name: str = "p.wasm") -> Path:
    weft.write("p.py", text)
    assert weft("build", "--target", target, "p.py", "-o", name).returncode == 0
    (weft.folder / "p.py").unlink()
    return weft.folder / name


@pytest.mark.parametrize(("target", "workers"), [("threads", 3), ("portable", 1)])
def test_what_build_made(weft: Weft, target: str, workers: int) -> None:
    build(weft, target)
    weft.write("note.txt", "a note")
    for _ in range(2):  # compiled by the engine, and from the cache
        with (weft.folder / "note.txt").open() as _, weft.start(
            "run", "p.wasm", "--workers", str(workers), "a", "--", "--time", stdin=-1
        ) as process:
            out, err = process.communicate("yes\n", timeout=60)
        assert out == f"[0, 1, 4, 9] {workers} ['p.wasm', 'a', '--time']\na note\n"
        assert (process.returncode, err) == (7, "err\n")
    assert len(weft.entries()) == 1


@pytest.mark.parametrize("target", ["threads", "portable"])
def test_from_the_cache_without_the_compiler(weft: Weft, target: str) -> None:
    build(weft, target, "print(1)\n")
    for detail in (r"engine \d\.\d\d\d", "cached"):
        done = weft("run", "p.wasm", "--time", python=["-X", "importtime"])
        assert done.stdout == "1\n"
        assert re.search(rf"^compile +\d\.\d\d\d s \({detail}\)$", done.stderr, re.MULTILINE)
        assert not re.search(r"weftc\.(driver|syntax|infer|lower|ir|passes|emit|link)", done.stderr)
    build(weft, target, "print(2)\n")
    assert weft("run", "p.wasm").stdout == "2\n"


def test_workers_and_seeds(weft: Weft) -> None:
    text = "from weft import cpus\nprint(cpus())\n1 // 0\n"
    build(weft, "threads", text, "threads.wasm")
    build(weft, "portable", text, "portable.wasm")
    traceback = 'Traceback (most recent call last):\n  File "p.py", line 3, in <module>\n'
    for arguments, cpus in ((["threads.wasm", "--workers", "2"], 2), (["portable.wasm", "--seed", "4"], 1)):
        done = weft("run", *arguments)
        assert (done.returncode, done.stdout) == (1, f"{cpus}\n")
        assert done.stderr.startswith(traceback)


@pytest.mark.parametrize(
    ("flags", "env", "cpus"),
    [
        ([], {}, 3),
        (["--workers", "2"], {"WEFT_WORKERS": "4"}, 2),
        ([], {"WEFT_WORKERS": "4"}, 4),
        (["--sequential"], {}, 1),
    ],
)
def test_as_many_workers_as_build_was_told(weft: Weft, flags: list[str], env: dict[str, str], cpus: int) -> None:
    weft.write("p.py", "from weft import cpus, spawn\nprint(spawn(cpus).join())\n")
    assert weft("build", "--workers", "3", "p.py", "-o", "p.wasm").returncode == 0
    for _ in range(2):
        assert weft("run", "p.wasm", *flags, env=env).stdout == f"{cpus}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["portable.wasm", "--target", "portable"], "--target is for compiling, and portable.wasm is a compiled "),
        (["portable.wasm", "--workers", "2"], "portable.wasm is a portable module, which means one worker, not 2"),
        (["threads.wasm", "--seed", "1"], "--seed needs a portable module, and threads.wasm is one for threads"),
    ],
)
def test_options_that_do_not_go_with_it(weft: Weft, arguments: list[str], says: str) -> None:
    build(weft, "threads", "print(1)\n", "threads.wasm")
    build(weft, "portable", "print(1)\n", "portable.wasm")
    done = weft("run", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {says}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("target", ["threads", "portable"])
def test_one_of_another_abi(weft: Weft, target: str) -> None:
    module = build(weft, target, "print(1)\n")
    module.write_bytes(module.read_bytes().replace(ABI.encode(), b"0123456789ab"))
    done = weft("run", "p.wasm")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"error: p.wasm was built for another ABI than this Weft's (0123456789ab, not {ABI}): build it again\n"
    )


def section(name: str, content: str) -> bytes:
    return bytes([0, len(name) + 1 + len(content), len(name)]) + (name + content).encode()


OURS = section("weft", f'{{"contract":1,"target":"portable","pages":1,"abi":"{ABI}"}}')
THREADS = section("weft", f'{{"contract":1,"target":"threads","pages":1,"abi":"{ABI}"}}')
ENTRY = '(memory (export "memory") 1) (func (export "_start"))'
OTHERS = {
    "no module": (b"\0asm", "m.wasm is not a whole WebAssembly module"),
    "a module of others": ("(module)", "m.wasm was not made by Weft: it has no section `weft`"),
    "another contract": (
        (f"(module {ENTRY})", section("weft", '{"contract":9,"target":"portable","pages":1}')),
        "m.wasm keeps contract 9, and this Weft knows 1",
    ),
    "invalid": ((f"(module {ENTRY})", OURS + b"\x0c\1\5"), "m.wasm can't be run: failed to parse WebAssembly module: "),
    "other imports": (
        (f'(module (import "env" "evil" (func)) {ENTRY})', OURS),
        "m.wasm imports env.evil, which a module of Weft's doesn't",
    ),
    "threads in a portable one": (
        (f'(module (import "wasi" "thread-spawn" (func (param i32) (result i32))) {ENTRY})', OURS),
        "m.wasm imports wasi.thread-spawn, which a module of Weft's doesn't",
    ),
    "imports of another type": (
        (f'(module (import "wasi_snapshot_preview1" "fd_write" (func (param i64))) {ENTRY})', OURS),
        "m.wasm can't be run: incompatible import type for `wasi_snapshot_preview1::fd_write`",
    ),
    "no start": (('(module (memory (export "memory") 1))', OURS), "m.wasm doesn't export _start, as a module of"),
    "no threads": ((f"(module {ENTRY})", THREADS), "m.wasm doesn't export wasi_thread_start, as a module of"),
    "traps before its start": (
        (f"(module {ENTRY} (func $f unreachable) (start $f))", OURS),
        "m.wasm can't be run: error while executing at wasm backtrace: ",
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_modules_of_others(weft: Weft, name: str) -> None:
    what, says = OTHERS[name]
    text, more = what if isinstance(what, tuple) else (what, b"")
    path = weft.folder / "m.wasm"
    path.write_bytes(text if isinstance(text, bytes) else bytes(wasmtime.wat2wasm(text)) + more)
    done = weft("run", "m.wasm")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"error: {says}")
    assert done.stderr.count("\n") == 1


def test_a_start_that_is_no_function(weft: Weft) -> None:
    """What goes wrong on the program's own thread ends the run, too."""
    text = '(module (memory (export "memory") 1) (global (export "_start") i32 (i32.const 1)))'
    (weft.folder / "m.wasm").write_bytes(bytes(wasmtime.wat2wasm(text)) + OURS)
    done = weft("run", "m.wasm")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("weft: internal error: ")


def test_check_and_build_take_none(weft: Weft) -> None:
    build(weft, "portable", "print(1)\n")
    for command in (["check"], ["build", "-o", "q.wasm"]):
        done = weft(*command, "p.wasm")
        assert done.returncode == 1
        assert "error[E0105]: p.wasm is a WebAssembly module" in done.stdout + done.stderr
        assert "`weft run` runs a module, too" in done.stdout + done.stderr
