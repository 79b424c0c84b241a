"""Weft where it is installed: its bytecode, and another distribution that owns the package `weft`, as PyPI's does, in
one environment with ours."""

from __future__ import annotations

import base64
import gc
import hashlib
import os
import struct
import subprocess
import sys
import venv
import zipfile
from argparse import Namespace
from dataclasses import dataclass
from functools import partial
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from shutil import copytree, ignore_patterns, which

import pytest
import wasmtime
from tests.cli.conftest import COMPILER, Weft

from weftc.cli.compiling import compile_once
from weftc.cli.program import Program

ROOT = COMPILER.parent
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
PROGRAM = "from weft import spawn\n\ndef f():\n    return 3\n\nprint(spawn(f).join())\n"
THEIRS = "def weave():\n    return 'theirs'\n"
FINDS = "note: under CPython `import weft` finds {}, which isn't Weft's package; Weft runs the program all the same\n"


def their_wheel(folder: Path) -> Path:
    """A distribution `weft` with a package `weft`."""
    info = "weft-9.9.dist-info"
    files = {
        "weft/__init__.py": THEIRS,
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: weft\nVersion: 9.9\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = [f"{name},sha256={_digest(text)},{len(text)}\n" for name, text in files.items()]
    path = folder / "weft-9.9-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in {**files, f"{info}/RECORD": "".join(rows) + f"{info}/RECORD,,\n"}.items():
            wheel.writestr(name, text)
    return path


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@dataclass
class Environment:
    """A virtual environment that has what ours depends on."""

    folder: Path
    work: Path

    def __post_init__(self) -> None:
        venv.create(self.folder, symlinks=True)
        (site,) = self.folder.glob("lib/*/site-packages")
        self.package = site / "weft"
        (site / "depends.pth").write_text(f"{Path(wasmtime.__file__).parents[1]}\n")
        self.work.mkdir()
        (self.work / "p.py").write_text(PROGRAM)

    def pip(self, *arguments: str | Path) -> None:
        python = self.folder / "bin" / "python"
        env = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
        subprocess.run([*PIP, "--python", python, *arguments], env=env, check=True)

    def __call__(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        env = {"PATH": os.environ["PATH"], "WEFT_CACHE": str(self.folder / "cache")}
        command = [self.folder / "bin" / program, *arguments]
        return subprocess.run(command, cwd=self.work, env=env, capture_output=True, text=True, check=False)

    def check_weft(self, note: str) -> None:
        """`weft` says the note, if there is one, and runs the program all the same."""
        for command, out in (("check", "p.py: no problems found\n"), ("run", "3\n")):
            done = self("weft", command, "p.py")
            assert (done.returncode, done.stdout) == (0, out)
            assert done.stderr.startswith(note) if note else done.stderr == ""
        assert self("weft", "cache", "clean").returncode == 0


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Ours, without the page, and theirs."""
    folder = tmp_path_factory.mktemp("wheels")
    source = folder / "source"
    for part in ("compiler", "server"):
        copytree(ROOT / part, source / part, ignore=ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE", "NOTICE"):
        (source / name).write_bytes((ROOT / name).read_bytes())
    subprocess.run([*PIP, "wheel", "--no-deps", "--wheel-dir", folder, source], check=True)
    (ours,) = folder.glob("weft_lang-*.whl")
    return ours, their_wheel(folder)


def test_theirs_over_ours(tmp_path: Path, wheels: tuple[Path, Path]) -> None:
    """Their file takes the place of ours; what is left of ours is of no use, and pip can't put it right."""
    ours, theirs = wheels
    here = Environment(tmp_path / "env", tmp_path / "work")
    here.pip("install", "--no-deps", ours)
    here.check_weft("")
    assert here("python", "p.py").stdout == "3\n"

    here.pip("install", theirs)
    here.check_weft(FINDS.format(here.package))
    done = here("python", "p.py")
    assert (done.returncode, done.stdout) == (1, "")
    assert "ImportError: cannot import name 'spawn' from 'weft'" in done.stderr

    here.pip("uninstall", "--yes", "weft")
    here.check_weft(FINDS.format(here.package))
    assert here("python", "p.py").returncode == 1

    here.pip("install", "--no-deps", "--force-reinstall", ours)
    here.check_weft("")
    assert here("python", "p.py").stdout == "3\n"


def test_ours_over_theirs(tmp_path: Path, wheels: tuple[Path, Path]) -> None:
    """Ours works, and theirs doesn't any more."""
    ours, theirs = wheels
    here = Environment(tmp_path / "env", tmp_path / "work")
    here.pip("install", theirs)
    assert here("python", "-c", "import weft; print(weft.weave())").stdout == "theirs\n"
    here.pip("install", "--no-deps", ours)
    here.check_weft("")
    assert here("python", "p.py").stdout == "3\n"
    assert here("python", "-c", "import weft; print(weft.weave())").returncode == 1


def without_bytecode(folder: Path) -> list[Path]:
    """The compiler's modules that would be compiled at each start; those of the library aren't imported."""
    modules = [path for path in (folder / "weftc").rglob("*.py") if "lib" not in path.relative_to(folder).parts]
    assert len(modules) > 100
    return [path for path in modules if not is_fresh(path)]


def is_fresh(path: Path) -> bool:
    """Whether Python would take the bytecode: four bytes of its version, flags, then time and size of the source."""
    bytecode = Path(cache_from_source(str(path)))
    status = path.stat()
    expected = struct.pack("<II", int(status.st_mtime), status.st_size)
    return bytecode.exists() and bytecode.read_bytes()[:16] == MAGIC_NUMBER + bytes(4) + expected


def test_a_wheel_has_its_bytecode(tmp_path: Path, wheels: tuple[Path, Path]) -> None:
    here = Environment(tmp_path / "env", tmp_path / "work")
    here.pip("install", "--no-deps", wheels[0])
    assert without_bytecode(here.package.parent) == []


@pytest.mark.skipif(which("make") is None, reason="needs make")
def test_a_clone_has_its_bytecode(tmp_path: Path) -> None:
    copytree(ROOT / "compiler", tmp_path / "compiler", ignore=ignore_patterns("__pycache__"))
    copytree(ROOT / "server", tmp_path / "server", ignore=ignore_patterns("__pycache__"))
    (tmp_path / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    (tmp_path / "tests").mkdir()
    for name in ("pyproject.toml", "tests/setup.sh"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (tmp_path / ".venv" / "installed").touch()
    make = partial(
        subprocess.run,
        ["make", "--silent", ".venv/compiled"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
    )
    assert len(without_bytecode(tmp_path / "compiler")) > 100
    make()
    assert without_bytecode(tmp_path / "compiler") == []
    edited = tmp_path / "compiler" / "weftc" / "driver.py"
    edited.write_text(edited.read_text() + "\n")
    assert without_bytecode(tmp_path / "compiler") == [edited]
    make()
    assert without_bytecode(tmp_path / "compiler") == []


def test_what_the_compiler_made_is_never_walked(tmp_path: Path) -> None:
    before = gc.get_freeze_count()
    try:
        options = Namespace(max_compile_memory=None, max_compile_seconds=None)
        made = compile_once(options, Program("<string>", "-c", b"print(1)\n"), "portable", "link")
        assert made.wasm is not None
        assert gc.isenabled()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


def test_theirs_before_ours(weft: Weft, tmp_path: Path) -> None:
    """As beside a clone, whose package comes after what is installed. Programs that don't import `weft` aren't told."""
    weft.write("p.py", PROGRAM)
    weft.write("q.py", "print(3)\n")
    other = tmp_path / "other"
    (other / "weft").mkdir(parents=True)
    (other / "weft" / "__init__.py").write_text(THEIRS)
    env = {"PYTHONPATH": f"{other}:{COMPILER}"}
    note = FINDS.format(other / 'weft')
    for command in (["check"], ["build", "-o", "p.wasm"], ["run"]):
        done = weft(*command, "p.py", env=env)
        assert done.returncode == 0
        assert done.stderr.startswith(note)
        assert weft(*command, "q.py", env=env).stderr == ""
