"""Every flag of every command, and the exit statuses."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import wasmtime
from tests.cli.conftest import Weft

from weftc.version import VERSION

HELLO = "print('hello')\n"


def test_run(weft: Weft) -> None:
    weft.write("hello.py", HELLO)
    done = weft("run", "hello.py")
    assert (done.returncode, done.stdout, done.stderr) == (0, "hello\n", "")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["p.py"]),
        (["a", "b"], ["p.py", "a", "b"]),
        (["--", "a", "--time", "--", "-x"], ["p.py", "a", "--time", "--", "-x"]),
        (["a", "--workers", "2", "b"], ["p.py", "a", "b"]),
        (["a", "--workers=1", "--", "--workers", "c"], ["p.py", "a", "--workers", "c"]),
        (["-5", ""], ["p.py", "-5", ""]),
        (["--", "é\u4e2d"], ["p.py", "é\u4e2d"]),
    ],
)
def test_arguments(weft: Weft, arguments: list[str], expected: list[str]) -> None:
    weft.write("p.py", "import sys\nfor a in sys.argv:\n    print('[' + a + ']')\n")
    done = weft("run", "p.py", *arguments)
    assert (done.stdout.splitlines(), done.stderr) == ([f"[{a}]" for a in expected], "")


def test_file_after_the_dashes(weft: Weft) -> None:
    weft.write("-p.py", "import sys\nprint(sys.argv)\n")
    assert weft("run", "--", "-p.py", "x").stdout == "['-p.py', 'x']\n"


@pytest.mark.parametrize(
    ("flags", "cpus"),
    [(["--workers", "1"], 1), (["--workers", "3"], 3), (["--target", "portable"], 1), (["--seed", "7"], 1)],
)
def test_workers(weft: Weft, flags: list[str], cpus: int) -> None:
    weft.write("p.py", "from weft import cpus\nprint(cpus())\n")
    assert weft("run", "p.py", *flags).stdout == f"{cpus}\n"


def test_as_many_workers_as_cores(weft: Weft) -> None:
    from weftc.cli.run import cores

    weft.write("p.py", "from weft import cpus\nprint(cpus())\n")
    assert weft("run", "p.py").stdout == f"{cores()}\n"


@pytest.mark.parametrize(
    ("flags", "cpus"),
    [([], 3), (["--workers", "2"], 2), (["--target", "portable"], 1), (["--seed", "7"], 1), (["--sequential"], 1)],
)
def test_workers_from_the_environment(weft: Weft, flags: list[str], cpus: int) -> None:
    weft.write("p.py", "from weft import cpus\nprint(cpus())\n")
    assert weft("run", "p.py", *flags, env={"WEFT_WORKERS": "3"}).stdout == f"{cpus}\n"


@pytest.mark.parametrize("target", ["threads", "portable"])
@pytest.mark.parametrize(("size", "said"), [("1M", "too deep"), ("64M", "300000"), ("", "300000")])
def test_the_stack_s_bound(weft: Weft, target: str, size: str, said: str) -> None:
    weft.write(
        "p.py",
        "def deep(n):\n    return 0 if n == 0 else 1 + deep(n - 1)\n\n"
        "try:\n    print(deep(300000))\nexcept RecursionError:\n    print('too deep')\n",
    )
    done = weft("run", "--target", target, "p.py", env={"WEFT_MAX_STACK_SIZE": size})
    assert (done.returncode, done.stdout, done.stderr) == (0, said + "\n", "")


def test_help_names_the_environment(weft: Weft) -> None:
    said = weft("--help").stdout
    for name in ("WEFT_WORKERS", "WEFT_MAX_STACK_SIZE", "WEFT_CACHE", "WEFT_CACHE_SIZE"):
        assert f"\n  {name} " in said


def test_a_seed_repeats_the_run(weft: Weft) -> None:
    weft.write(
        "p.py",
        "import time\nfrom weft import Channel, spawn, yield_now\n\n"
        "def say(ch, n):\n    for _ in range(3):\n        yield_now()\n        ch.send(n)\n\n"
        "ch = Channel(None)\nstart = time.perf_counter()\n"
        "tasks = [spawn(say, ch, n) for n in range(5)]\nfor t in tasks:\n    t.join()\n"
        "ch.close()\nprint([n for n in ch])\nprint(time.perf_counter() - start)\n",
    )
    runs = {seed: [weft("run", "--seed", seed, "p.py").stdout for _ in range(2)] for seed in ("1", "2", "3")}
    assert all(first == second != "" for first, second in runs.values())
    assert len({first for first, _ in runs.values()}) > 1


def test_a_join_waits_as_long_as_it_takes(weft: Weft) -> None:
    """A day, which a seeded run's clock lets pass at once."""
    weft.write(
        "p.py",
        "from time import monotonic\nfrom weft import Channel, sleep, spawn\n\n"
        "def work():\n    sleep(86400)\n    return 42\n\n"
        "start = monotonic()\nch = Channel()\ntask = spawn(work)\nspawn(lambda: ch.send(task.join()))\n"
        "print(task.join(), ch.recv(), monotonic() - start >= 86400)\n",
    )
    assert weft("run", "--seed", "1", "p.py").stdout == "42 42 True\n"


def test_stress(weft: Weft) -> None:
    weft.write("p.py", "xs = [str(n) for n in range(300)]\nprint(','.join(xs)[-11:])\n")
    for target in ("threads", "portable"):
        done = weft("run", "p.py", "--stress", "--target", target)
        assert (done.returncode, done.stdout, done.stderr) == (0, "297,298,299\n", "")


def test_time(weft: Weft) -> None:
    weft.write("hello.py", HELLO)
    for detail in (r"syntax .*infer .*lower .*passes .*emit .*link .*engine .*", "cached"):
        done = weft("run", "--time", "hello.py")
        assert done.stdout == "hello\n"
        rows = [rf"compile +\d+\.\d\d\d s \({detail}\)", r"instantiate +\d+\.\d\d\d s", r"run +\d+\.\d\d\d s"]
        assert re.fullmatch("\n".join(rows) + "\n", done.stderr)


READ = "import sys\nwith open(sys.argv[1]) as f:\n    print(f.read())\n"


def test_files_below_the_current_folder(weft: Weft, tmp_path: Path) -> None:
    weft.write("p.py", READ)
    weft.write("inner/note.txt", "a note")
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    assert weft("run", "p.py", "inner/note.txt").stdout == "a note\n"
    for path in ("../outside.txt", str(outside)):
        done = weft("run", "p.py", path)
        assert (done.returncode, done.stdout) == (1, "")
        assert "secret" not in done.stderr


def test_dir(weft: Weft, tmp_path: Path) -> None:
    weft.write("p.py", READ)
    weft.write("note.txt", "here")
    outside = tmp_path / "data"
    outside.mkdir()
    (outside / "note.txt").write_text("there")
    assert weft("run", "--dir", str(outside), "p.py", str(outside / "note.txt")).stdout == "there\n"
    assert weft("run", "--dir", "../data", "p.py", "../data/note.txt").stdout == "there\n"
    assert weft("run", "--dir", str(outside), "p.py", "note.txt").returncode == 1
    both = ("--dir", str(outside), "--dir", ".")
    assert weft("run", *both, "p.py", "note.txt").stdout == "here\n"


def test_no_files(weft: Weft) -> None:
    weft.write("p.py", READ)
    weft.write("note.txt", "here")
    done = weft("run", "--no-files", "p.py", "note.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("FileNotFoundError: [Errno 2] No such file or directory: 'note.txt'\n")


@pytest.mark.parametrize("status", [0, 1, 2, 3, 77, 126, 130, 200, 255])
@pytest.mark.parametrize("target", ["threads", "portable"])
def test_the_programs_own_status(weft: Weft, status: int, target: str) -> None:
    weft.write("p.py", f"import sys\nprint('out')\nsys.exit({status})\n")
    done = weft("run", "--target", target, "p.py")
    assert (done.returncode, done.stdout, done.stderr) == (status, "out\n", "")


def test_uncaught_exception(weft: Weft) -> None:
    weft.write("p.py", "def f(n):\n    return 10 // n\n\nprint('first')\nf(0)\n")
    done = weft("run", "p.py")
    assert (done.returncode, done.stdout) == (1, "first\n")
    lines = done.stderr.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-1] == "ZeroDivisionError: integer division or modulo by zero"
    assert '  File "p.py", line 2, in f' in lines


@pytest.mark.parametrize("target", ["threads", "portable"])
def test_a_sleep_without_end_is_a_deadlock(weft: Weft, target: str) -> None:
    weft.write("p.py", "import time\ntime.sleep(1e11)\n")
    done = weft("run", "--target", target, "p.py")
    lines = done.stderr.splitlines()
    assert (done.returncode, lines[:2]) == (1, ["Every task is parked:", "main waits"])


def test_build(weft: Weft) -> None:
    weft.write("hello.py", HELLO)
    done = weft("build", "hello.py", "-o", "hello.wasm")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    module = wasmtime.Module.from_file(wasmtime.Engine(), str(weft.folder / "hello.wasm"))
    assert {i.module for i in module.imports} == {"wasi_snapshot_preview1"}
    assert (weft.folder / "hello.wasm").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(("program", "most"), [(HELLO, 30 << 10), ("print(sum(range(10)))\n", 31 << 10)])
def test_small_programs_make_small_modules(weft: Weft, program: str, most: int) -> None:
    weft.write("small.py", program)
    weft("build", "small.py", "-o", "small.wasm")
    assert (weft.folder / "small.wasm").stat().st_size <= most


def test_build_threads(weft: Weft) -> None:
    weft.write("hello.py", HELLO)
    assert weft("build", "--target=threads", "hello.py", "-o", "hello.wasm").returncode == 0
    assert b"thread-spawn" in (weft.folder / "hello.wasm").read_bytes()


def test_the_same_source_gives_the_same_module(weft: Weft) -> None:
    weft.write("p.py", "xs = {'a': 1, 'b': 2}\nfor k in xs:\n    print(k, xs[k] * 1.5)\n")
    for number, seed in enumerate("123"):
        weft("build", "p.py", "-o", f"{number}.wasm", env={"PYTHONHASHSEED": seed})
    assert len({(weft.folder / f"{number}.wasm").read_bytes() for number in range(3)}) == 1


def test_build_replaces_a_file_whole(weft: Weft) -> None:
    weft.write("hello.py", HELLO)
    old = weft.write("hello.wasm", "old")
    with old.open() as reader:
        assert weft("build", "hello.py", "-o", "hello.wasm").returncode == 0
        assert reader.read() == "old"
    assert old.read_bytes()[:4] == b"\0asm"
    assert sorted(p.name for p in weft.folder.iterdir()) == ["hello.py", "hello.wasm"]


def test_build_keeps_the_old_module_if_the_program_is_wrong(weft: Weft) -> None:
    weft.write("p.py", "print(x)\n")
    old = weft.write("p.wasm", "old")
    assert weft("build", "p.py", "-o", "p.wasm").returncode == 1
    assert old.read_text() == "old"


def test_dump(weft: Weft) -> None:
    weft.write("p.py", "def double(n):\n    return n * 2\n\nx = double(2.5)\nprint(x)\n")
    types = weft("build", "--dump=types", "p.py").stdout
    assert "x: float\n" in types
    assert "def double(n: float) -> float" in types
    assert "func __main__.<module>#0()" in weft("build", "--dump=ir", "p.py").stdout
    text = weft("build", "--dump=wat", "p.py", "-o", "p.wasm").stdout
    assert wasmtime.Module(wasmtime.Engine(), wasmtime.wat2wasm(text)).exports
    assert (weft.folder / "p.wasm").exists()


def test_check(weft: Weft) -> None:
    weft.write("good.py", HELLO)
    done = weft("check", "good.py")
    assert (done.returncode, done.stdout, done.stderr) == (0, "good.py: no problems found\n", "")
    weft.write("bad.py", "print(1)\nprint(undefined)\n")
    done = weft("check", "bad.py")
    assert (done.returncode, done.stderr) == (1, "")
    assert "bad.py:2:7" in done.stdout
    assert "error[E0201]" in done.stdout


def test_check_json(weft: Weft) -> None:
    weft.write("good.py", HELLO)
    assert json.loads(weft("check", "--output-format=json", "good.py").stdout) == []
    weft.write("bad.py", "print(1)\nprint(undefined)\n")
    done = weft("check", "--output-format", "json", "bad.py")
    assert done.returncode == 1
    [found] = json.loads(done.stdout)
    assert (found["code"], found["severity"]) == ("E0201", "error")
    assert found["span"] == {"file": "bad.py", "line": 2, "column": 6, "end_line": 2, "end_column": 15}
    done = weft("check", "--output-format=json", "nowhere.py")
    assert (done.returncode, json.loads(done.stdout)[0]["code"]) == (1, "E0101")


def test_a_warning_changes_no_status(weft: Weft) -> None:
    weft.write(
        "p.py",
        "from weft import spawn\n\ntotal = 0\n\n\ndef add(n):\n    global total\n    total += n\n\n\n"
        "spawn(add, 2).join()\nprint(total)\n",
    )
    done = weft("check", "p.py")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("warning[W0501]: a task changes its own copy of `total`")
    for arguments in (["build", "p.py", "-o", "p.wasm"], ["run", "p.py"]):
        done = weft(*arguments)
        assert (done.returncode, done.stdout) == (0, "0\n" if arguments[0] == "run" else "")
        assert "--> p.py:8:5" in done.stderr
        assert done.stderr.endswith("\n1 warning\n")


def test_explain(weft: Weft) -> None:
    for code in ("E0201", "e0201", "undefined-name"):
        done = weft("explain", code)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("E0201 (undefined-name): ")
    done = weft("explain", "E9999")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: there is no code E9999\nhelp: ")


def test_every_code_is_explained(weft: Weft) -> None:
    from weftc.diagnostics.table import TABLE, explain

    assert len(TABLE) > 50
    for code in TABLE:
        text = explain(code)
        assert text is not None
        assert len(text.splitlines()) > 2, code


def test_help(weft: Weft) -> None:
    overview = weft("--help")
    assert overview.returncode == 0
    assert weft().stdout == weft("-h").stdout == weft("help").stdout == overview.stdout
    for command in ("run", "build", "check", "explain", "cache"):
        assert f"weft {command}" in overview.stdout
        done = weft(command, "--help")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(f"usage: weft {command} ")


def test_version(weft: Weft) -> None:
    done = weft("--version")
    assert re.fullmatch(rf"weft {re.escape(VERSION)} \(CPython [\d.]+\w*, wasmtime [\d.]+\)\n", done.stdout)
