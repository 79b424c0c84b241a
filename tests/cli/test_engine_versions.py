"""A wasmtime that isn't there, or isn't one that Weft can use; the versions that the tests run with are pinned, and
`make test-newest` runs them with the newest."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
import wasmtime
from tests.cli.conftest import COMPILER, Weft

from weftc.cli.engine import TESTED

HELP = f"help: pip install 'wasmtime=={TESTED}.*' brings one that Weft was tested with\n"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The installed wasmtime, under a version that is yet to come."""
    folder = tmp_path / "other"
    (folder / "wasmtime-99.1.0.dist-info").mkdir(parents=True)
    (folder / "wasmtime-99.1.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: wasmtime\nVersion: 99.1.0\n"
    )
    (folder / "wasmtime").symlink_to(Path(wasmtime.__file__).parent)
    return folder


def path(*folders: Path) -> dict[str, str]:
    return {"PYTHONPATH": ":".join(map(str, [*folders, COMPILER]))}


def test_none(weft: Weft) -> None:
    weft.write("p.py", "print(1)\n")
    done = weft("run", "p.py", python=["-S"])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"error: running programs needs the package wasmtime, which isn't installed\n{HELP}"
    assert weft("check", "p.py", python=["-S"]).returncode == 0
    assert weft("build", "p.py", "-o", "p.wasm", python=["-S"]).returncode == 0


def test_a_newer_one_that_works(weft: Weft, other: Path) -> None:
    weft.write("p.py", "print(1)\n")
    done = weft("run", "p.py", env=path(other))
    assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")
    assert "wasmtime 99.1.0" in weft("--version", env=path(other)).stdout


@pytest.mark.parametrize("name", ["wasmtime_sharedmemory_data", "wasmtime_config_max_wasm_stack_set"])
def test_one_that_lacks_what_nobody_promised(weft: Weft, other: Path, name: str) -> None:
    replace(other, "_ffi.py", f"del {name}\n")
    weft.write("p.py", "print(1)\n")
    done = weft("run", "p.py", env=path(other))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: Weft can't use wasmtime 99.1.0: cannot import name '{name}'")
    assert done.stderr.endswith(HELP)


def test_one_that_fails_later(weft: Weft, other: Path) -> None:
    replace(other, "_ffi.py", "def wasmtime_config_max_wasm_stack_set(*_):\n    raise TypeError('other arguments')\n")
    weft.write("p.py", "print(1)\n")
    done = weft("run", "p.py", env=path(other))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("internal error in stage engine: TypeError: other arguments\n")
    assert done.stderr.endswith(f"help: wasmtime is 99.1.0 here; {HELP.removeprefix('help: ')}")


def replace(other: Path, name: str, more: str) -> None:
    """Adds to one of wasmtime's files, in a copy of the package that is links otherwise."""
    package = other / "wasmtime"
    original = Path(os.readlink(package))
    package.unlink()
    package.mkdir()
    for item in original.iterdir():
        if item.suffix == ".py":  # a module's folder is where its file is, and some look for what lies beside
            (package / item.name).write_bytes(item.read_bytes())
        elif item.name != "__pycache__":
            (package / item.name).symlink_to(item)
    with (package / name).open("a") as file:
        file.write(more)


def test_the_tests_run_with_the_version_that_is_told() -> None:
    from importlib.metadata import version

    if Path(sys.prefix).name == "newest":
        pytest.skip("runs with the newest")
    assert version("wasmtime").startswith(f"{TESTED}.")
