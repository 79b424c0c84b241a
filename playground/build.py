"""Builds the page into `dist`: `make page`. With the word `packages` it only installs what npm has for it.

npm builds the page itself. Beside it come, in `dist/compiler`, what lets the page compile without a server: Pyodide's
core, from npm, and a wheel with nothing but the compiler, which Pyodide finds by a lock file. The tool that makes the
lock file needs Python 3.12 or later; where there is none, the page is built without. Last, what is large is compressed
once, for `weft play`, and `files.json` lists all files with a version, for the page's service worker.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from weftc.version import VERSION

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DIST = HERE / "dist"
COMPILER = DIST / "compiler"
CORE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK_TOOLS = HERE.parent / ".tools" / "pyodide"
#: what makes lock files, and what it fails without
LOCK_PACKAGES = ("pyodide-build==0.39.2", "pkginfo==2.0")
OLDEST_PYTHON = (3, 12)
#: smaller ones aren't worth a second file
COMPRESS_BYTES = 2000
COMPRESSED = {".js", ".mjs", ".wasm", ".css", ".html", ".json", ".zip", ".whl", ".svg", ".md"}

PYPROJECT = """[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "weft-lang"
version = "{version}"
requires-python = ">=3.11"
license = "Apache-2.0"
license-files = ["LICENSE", "NOTICE"]

[tool.setuptools.packages.find]
include = ["weft", "weft.*", "weftc", "weftc.*"]

[tool.setuptools.package-data]
weftc = ["runtime/*.obj", "lib/**/*.py"]
"""


class BuildError(Exception):
    """What went wrong, in a line."""


def main() -> int:
    try:
        install_packages()
        if sys.argv[1:] == ["packages"]:
            return 0
        build_page()
        build_compiler()
        compress()
        list_files()
    except BuildError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def run(*command: str | Path, folder: Path = HERE) -> None:
    """Raises BuildError with what the command said."""
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise BuildError(f"{Path(command[0]).name} failed:\n{done.stdout.strip()}")


def install_packages() -> None:
    """What package-lock.json names, unless it is there. Without Node.js there is no page."""
    if shutil.which("npm") is None:
        print("help: apt-get install nodejs npm, or an installer from nodejs.org", file=sys.stderr)
        raise BuildError("building the playground's page needs Node.js 20.19 or later, and there is no npm here")
    installed = HERE / "node_modules/.package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < (HERE / "package-lock.json").stat().st_mtime:
        print("installing the page's packages", flush=True)
        run("npm", "ci", "--no-audit", "--no-fund")
        installed.touch()


def build_page() -> None:
    print("building the page", flush=True)
    run("npm", "run", "build")


def build_compiler() -> None:
    """Pyodide's core, the compiler's wheel, and the lock file that names it."""
    python = find_python()
    if python is None:
        print("note: the page will need a server to compile: there is no Python 3.12 or later here", flush=True)
        return
    print("building the compiler for the page", flush=True)
    for name in CORE:
        shutil.copy(HERE / "node_modules/pyodide" / name, COMPILER / name)
    wheel = build_wheel()
    store(wheel)
    store(COMPILER / "python_stdlib.zip")
    folder = COMPILER / hashlib.sha256(wheel.read_bytes()).hexdigest()[:16]  # so that no build gets another's wheel
    folder.mkdir()
    lock(python, wheel.rename(folder / wheel.name))


def find_python() -> str | None:
    """A Python that the lock file's tool can run on."""
    named = [f"python3.{minor}" for minor in range(14, OLDEST_PYTHON[1] - 1, -1)]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for candidate in (sys.executable, "python3", *named, *map(str, sorted(pyenv.glob("3.*/bin/python"), reverse=True))):
        check = f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
        try:
            if subprocess.run([candidate, "-c", check], capture_output=True, check=False).returncode == 0:
                return candidate
        except OSError:
            continue
    return None


def build_wheel() -> Path:
    """The compiler alone: no server, no page, no wasmtime."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for package in ("weft", "weftc"):
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / "compiler" / package, folder / package, ignore=ignored)
        for path in ("LICENSE", "NOTICE"):
            shutil.copy(ROOT / path, folder)
        (folder / "pyproject.toml").write_text(PYPROJECT.format(version=VERSION))
        run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", COMPILER, folder)
    (wheel,) = COMPILER.glob("weft_lang-*.whl")
    return wheel


def lock(python: str, wheel: Path) -> None:
    """`lock.json`: Pyodide's own lock file, but with our wheel as the only package."""
    tool = LOCK_TOOLS / "bin" / "pyodide"
    if not tool.exists():
        run(python, "-m", "venv", "--clear", LOCK_TOOLS)
        run(LOCK_TOOLS / "bin/python", "-m", "pip", "install", "--disable-pip-version-check", *LOCK_PACKAGES)
    whole = COMPILER / "lock.json"
    source = HERE / "node_modules/pyodide/pyodide-lock.json"
    run(tool, "lockfile", "add-wheels", "--input", source, "--output", whole, "--base-path", COMPILER, wheel)
    content = json.loads(whole.read_text())
    content["packages"] = {"weft-lang": content["packages"]["weft-lang"]}
    whole.write_text(json.dumps(content))


def store(archive: Path) -> None:
    """Leaves compressing to the network: all files of an archive together get smaller than each for itself, and Python
    need not unpack what it imports."""
    with zipfile.ZipFile(archive) as packed:
        files = [(entry, packed.read(entry)) for entry in packed.infolist()]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as stored:
        for entry, data in files:
            stored.writestr(zipfile.ZipInfo(entry.filename, entry.date_time), data)


def served() -> Iterator[Path]:
    for path in sorted(DIST.rglob("*")):
        if path.is_file() and path.suffix != ".gz" and path.name not in ("files.json", ".nojekyll"):
            yield path


def compress() -> None:
    """A .gz beside each file that gets smaller by it."""
    for path in served():
        data = path.read_bytes()
        if path.suffix in COMPRESSED and len(data) > COMPRESS_BYTES:
            packed = gzip.compress(data, 9, mtime=0)
            if len(packed) < 0.95 * len(data):
                path.with_name(f"{path.name}.gz").write_bytes(packed)


def list_files() -> None:
    """`files.json`: the version, a hash of all files, and the size of each."""
    digest = hashlib.sha256()
    files = {}
    for path in served():
        name, data = path.relative_to(DIST).as_posix(), path.read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
        files[name] = len(data)
    content = {"version": digest.hexdigest()[:16], "files": files}
    (DIST / "files.json").write_text(json.dumps(content, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
