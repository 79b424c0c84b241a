"""Another distribution that owns the package `weft`, as PyPI's does, in one environment with ours."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest
import wasmtime
from tests.cli.conftest import COMPILER, Weft

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
        subprocess.run([*PIP, "--python", python, *arguments], check=True)

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
        copytree(ROOT / part, source / part)
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
