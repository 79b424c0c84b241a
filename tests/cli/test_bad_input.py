"""What can be wrong with what the user gives: each gets one clear message, the right status, and no traceback."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.cli.conftest import Weft


def message(done: subprocess.CompletedProcess[str], status: int) -> str:
    """Standard error, after checking what holds of every message."""
    assert done.returncode == status, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.count("error") >= 1
    return done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["rnu", "p.py"], "error: unknown command rnu\nhelp: did you mean `weft run`?\n"),
        (["frobnicate"], "error: unknown command frobnicate\nhelp: the commands are run, build, check,"),
        (["p.py"], "error: p.py is a file, not a command\nhelp: did you mean `weft run p.py`?\n"),
        (["--verison"], "error: unknown flag --verison\nhelp: did you mean --version?\n"),
        (["run"], "error: which file?\nhelp: `weft run program.py`\n"),
        (["run", ""], "error: which file?"),
        (["check"], "error: which file?"),
        (["explain"], "error: which code?"),
        (["cache"], "error: show the cache, or clean it?\nhelp: `weft cache show` or `weft cache clean`\n"),
        (["cache", "purge"], "error: unknown action purge\nhelp: `weft cache show` or `weft cache clean`\n"),
        (["run", "p.py", "--worker", "2"], "error: unknown flag --worker\nhelp: did you mean --workers?\n"),
        (["run", "p.py", "--verbose"], "`weft run FILE -- --verbose`"),
        (["run", "p.py", "--workers"], "error: --workers: expected one argument"),
        (["run", "p.py", "--workers", "0"], "error: --workers takes a number from 1 to 64, not 0\n"),
        (["run", "p.py", "--workers", "65"], "error: --workers takes a number from 1 to 64, not 65\n"),
        (["run", "p.py", "--workers", "two"], "error: --workers takes a number from 1 to 64, not two\n"),
        (["run", "p.py", "--workers", "²"], "error: --workers takes a number from 1 to 64, not ²\n"),
        (["run", "p.py", "--workers", "9" * 5000], "error: --workers takes a number from 1 to 64"),
        (["run", "p.py", "--seed", "-1"], "error: --seed"),
        (["run", "p.py", "--seed", "x"], "error: --seed takes a number from 0 to 18446744073709551615, not x\n"),
        (["run", "p.py", "--seed", "1", "--workers", "2"], "error: --seed means one worker, not 2\n"),
        (["run", "p.py", "--target", "portable", "--workers", "2"], "error: --target portable means one worker, not 2"),
        (["run", "p.py", "--sequential", "--workers", "2"], "error: --sequential means one worker, not 2\n"),
        (["run", "p.py", "--sequential", "--seed", "2"], "error: --sequential says which task is next, and so does"),
        (["build", "p.py", "-o", "x.wasm", "--workers", "0"], "error: --workers takes a number from 1 to 64, not 0"),
        (["build", "p.py", "-o", "x.wasm", "--workers", "65"], "error: --workers takes a number from 1 to 64"),
        (["build", "p.py", "--target=portable", "--workers=2"], "error: --target portable means one worker, not 2\n"),
        (["run", "p.py", "--seed", "1", "--target", "threads"], "error: --seed runs the portable module"),
        (["run", "p.py", "--target", "wasm"], "error: --target: invalid choice: 'wasm'"),
        (["run", "p.py", "--dir", "nowhere"], "error: --dir nowhere: does not exist\n"),
        (["run", "p.py", "--dir", "p.py"], "error: --dir p.py: is not a folder\n"),
        (["run", "p.py", "--dir", ".", "--no-files"], "error: --no-files and --dir contradict each other\n"),
        (["build", "p.py"], "error: nothing says where the module goes\nhelp: `weft build p.py -o p.wasm`\n"),
        (["build", "p.py", "--dump=asm"], "error: --dump: invalid choice: 'asm'"),
        (["build", "p.py", "--dump=ir", "-o", "p.wasm"], "error: --dump=ir makes no module"),
        (["build", "p.py", "q.py", "-o", "x.wasm"], "error: unexpected argument q.py"),
        (["build", "p.py", "-o", "."], "error: . is a folder\n"),
        (["build", "p.py", "-o", "no/x.wasm"], "error: there is no folder no to put the module into\n"),
        (["build", "p.py", "-o", "./p.py"], "error: ./p.py is the program itself"),
        (["check", "p.py", "--output-format=xml"], "error: --output-format: invalid choice: 'xml'"),
    ],
)
def test_wrong_usage(weft: Weft, arguments: list[str], says: str) -> None:
    weft.write("p.py", "print(1)\n")
    assert says in message(weft(*arguments), 2)


@pytest.mark.parametrize("variable", ["WEFT_MAX_STACK_SIZE", "WEFT_WORKERS"])
def test_wrong_setting(weft: Weft, variable: str) -> None:
    weft.write("p.py", "print(1)\n")
    said = message(weft("run", "p.py", env={variable: "8q"}), 2)
    assert said.startswith(f"error: the environment variable {variable} takes a number from 1 to ")
    assert said.endswith(", not 8q\n")


@pytest.mark.parametrize("number", ["0", "65", "-1", "two"])
@pytest.mark.parametrize("flags", [[], ["--workers", "2"], ["--sequential"]])
def test_wrong_number_of_workers(weft: Weft, number: str, flags: list[str]) -> None:
    weft.write("p.py", "print(1)\n")
    said = message(weft("run", "p.py", *flags, env={"WEFT_WORKERS": number}), 2)
    assert said == f"error: the environment variable WEFT_WORKERS takes a number from 1 to 64, not {number}\n"


FILES: dict[str, tuple[bytes | None, str]] = {
    "missing": (None, "error[E0101]: no such file: p.py\n"),
    "latin-1": (b"print('\xe9')\n", "error[E0103]: p.py is not UTF-8: byte 0xe9 in line 1"),
    "utf-16": ("print(1)\n".encode("utf-16"), "error[E0103]: p.py is UTF-16"),
    "other encoding": (b"# coding: latin-1\n", "error[E0103]: p.py declares the encoding latin-1"),
    "null byte": (b"print(1)\nx = '\0'\n", "error[E0104]: p.py holds a null byte (in line 2)"),
    "wasm": (b"\0asm\1\0\0\0", "error[E0105]: p.py is a WebAssembly module"),
    "syntax": (b"x = = 1\n", "error[E0110]: invalid syntax\n  --> p.py:1:5\n"),
    "open string": (b"x = 'abc\n", "error[E0110]: invalid syntax: unterminated string literal"),
    "parentheses": (b"x = " + b"(" * 1000 + b"1" + b")" * 1000, "error[E0111]: brackets are nested more than 100"),
    "brackets": (b"x = " + b"[" * 1000 + b"1" + b"]" * 1000 + b"\n", "error[E0111]"),
    "blocks": (b"".join(b" " * n + b"if 1:\n" for n in range(200)) + b" " * 200 + b"pass\n", "error[E0111]"),
    "huge number": (b"x = " + b"9" * 10000 + b"\n", "error[E0"),
}


@pytest.mark.parametrize("command", ["run", "check", "build"])
@pytest.mark.parametrize("kind", FILES)
def test_bad_file(weft: Weft, command: str, kind: str) -> None:
    content, says = FILES[kind]
    if content is not None:
        (weft.folder / "p.py").write_bytes(content)
    done = weft(command, "p.py", *(["-o", "p.wasm"] if command == "build" else []))
    if command == "check":
        done.stdout, done.stderr = done.stderr, done.stdout
    if (command, kind) == ("run", "wasm"):
        says = "error: p.py was not made by Weft"
    assert says in message(done, 1)


def test_folder(weft: Weft) -> None:
    weft.write("project/main.py", "print(1)\n")
    said = message(weft("run", "project"), 1)
    assert said.startswith("error[E0102]: project is a folder, not a Python file\n")
    assert "project/main.py" in said


def test_near_file_name(weft: Weft) -> None:
    weft.write("program.py", "print(1)\n")
    assert "did you mean program.py?" in message(weft("run", "progam.py"), 1)
    assert "did you mean program.py?" in message(weft("run", "program"), 1)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(weft: Weft) -> None:
    weft.write("p.py", "print(1)\n").chmod(0)
    assert "error[E0101]: cannot read p.py: Permission denied" in message(weft("run", "p.py"), 1)


def test_long_chains_are_no_bad_input(weft: Weft) -> None:
    total = " + ".join(["1"] * 3000)
    arms = "".join(f"elif n == {n}:\n    print({n})\n" for n in range(1500))
    weft.write("p.py", f"print({total})\nn = 1400\nif n == -1:\n    print(0)\n{arms}")
    done = weft("run", "p.py")
    assert (done.returncode, done.stdout, done.stderr) == (0, "3000\n1400\n", "")


def test_an_imported_module_is_wrong(weft: Weft) -> None:
    weft.write("p.py", "import helper\nprint(helper.x)\n")
    weft.write("helper.py", "x = = 1\n")
    assert "--> helper.py:1:5" in message(weft("run", "p.py"), 1)
    weft.write("p.py", "import helpr\n")
    assert "did you mean `helper`?" in message(weft("run", "p.py"), 1)


FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="no /dev/full")


@needs_full
def test_module_onto_a_full_disk(weft: Weft) -> None:
    weft.write("p.py", "print(1)\n")
    said = message(weft("build", "p.py", "-o", str(FULL)), 1)
    assert said == "error: cannot write /dev/full: no space left on device\n"


@needs_full
def test_dump_onto_a_full_disk(weft: Weft) -> None:
    weft.write("p.py", "print(1)\n")
    for dump in ("ir", "wat"):
        with FULL.open("w") as full:
            done = weft("build", f"--dump={dump}", "p.py", stdout=full)
        assert (done.returncode, done.stderr) == (1, "error: cannot write the output: no space left on device\n")


@needs_full
def test_the_programs_output_onto_a_full_disk(weft: Weft) -> None:
    weft.write("p.py", "print(1)\n")
    with FULL.open("w") as full:
        done = weft("run", "p.py", stdout=full)
    assert done.returncode == 120  # as CPython's
    assert done.stderr.endswith("OSError: [Errno 28] No space left on device\n")


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/proc/self").exists(), reason="nowhere to write for certain")
def test_module_onto_a_read_only_disk(weft: Weft) -> None:
    weft.write("p.py", "print(1)\n")
    target = "/proc/p.wasm" if os.geteuid() == 0 else "/usr/p.wasm"
    said = message(weft("build", "p.py", "-o", target), 1)
    assert said.startswith(f"error: cannot write {target}: ")
    assert said.count("\n") == 1


def test_reader_gone(weft: Weft) -> None:
    weft.write("p.py", "print(1)\n")
    with weft.start("build", "--dump=wat", "p.py") as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
        assert process.wait() == 1 or process.returncode == 0


def test_current_folder_gone(weft: Weft) -> None:
    script = weft.write("p.py", "print(1)\n")
    gone = weft.folder / "gone"
    gone.mkdir()
    command = f"cd {gone} && rmdir {gone} && exec \"$@\""
    import sys

    done = subprocess.run(
        ["sh", "-c", command, "sh", sys.executable, "-m", "weftc.cli", "run", str(script)],
        env=weft.env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: the current folder does not exist any more\n")


def test_a_mistake_of_ours_is_reported_once(weft: Weft) -> None:
    weft.write("p.py", "def f(n):\n    return n + 1\n\nprint(f(1))\n")
    weft.write(
        "sitecustomize.py",
        "import weftc.lower.program as p\n"
        "def broken(f):\n    raise KeyError('made to fail')\n"
        "p.lower_blocks = broken\n",
    )
    env = {"PYTHONPATH": f"{weft.folder}{os.pathsep}{weft.env['PYTHONPATH']}"}
    done = weft("run", "p.py", env=env)
    assert (done.returncode, done.stdout) == (2, "")
    first, *rest = done.stderr.splitlines()
    assert first.startswith("internal error in stage lower")
    assert first.endswith(": KeyError: 'made to fail'")
    assert rest == ["note: this is a mistake in Weft, not in your program", "help: WEFT_DEBUG=1 shows where in Weft"]
    debug = weft("run", "p.py", env=env | {"WEFT_DEBUG": "1"})
    assert "Traceback (most recent call last)" in debug.stderr
    assert debug.stderr.count("made to fail") == 3  # in the message, the source line, and Python's own


def test_the_place_of_a_mistake_of_ours() -> None:
    from weftc.driver import find_position
    from weftc.source import Span

    def stage() -> None:
        span = Span("p.py", 3, 4, 3, 9)
        raise ValueError(span.line)

    with pytest.raises(ValueError, match="3") as failure:
        stage()
    assert find_position(failure.tb) == "p.py:3:5"
    assert find_position(None) is None
