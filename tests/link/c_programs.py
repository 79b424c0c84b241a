"""Small C programs for the tests of linker and hosts: compiled by emcc, read, linked to the contract."""

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from weftc.abi.version import ABI
from weftc.host import contract
from weftc.link.linker import LinkedModule, link
from weftc.link.reader import read_object
from weftc.wasm.objects import ObjectFile

FOLDER = Path(__file__).parent / "c"
FLAGS = ["-O2", "-mbulk-memory", "-mmutable-globals", "-ffunction-sections", "-fdata-sections", f"-I{FOLDER}"]
HAVE_EMCC = shutil.which("emcc") is not None


@cache
def object_bytes(source: str, *, threads: bool = False) -> bytes:
    """The relocatable object of C source text."""
    variant = ["-matomics"] if threads else ["-DWEFT_PORTABLE"]
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "source.c", Path(folder) / "object.o"
        path.write_text(source)
        subprocess.run(["emcc", *FLAGS, *variant, "-c", str(path), "-o", str(out)], check=True)
        return out.read_bytes()


def joined_bytes(*sources: str) -> bytes:
    """The sources' objects, joined by `emcc -r`."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, source in enumerate(sources):
            paths.append(str(Path(folder) / f"{number}.o"))
            Path(paths[-1]).write_bytes(object_bytes(source))
        out = Path(folder) / "joined.o"
        subprocess.run(["emcc", "-r", *paths, "-o", str(out)], check=True)
        return out.read_bytes()


def compile_c(source: str, *, threads: bool = False) -> ObjectFile:
    """The object of C source text."""
    return read_object(object_bytes(source, threads=threads))


@cache
def program(name: str, *, threads: bool = True) -> LinkedModule:
    """The program c/NAME.c, with those of the contract's entries that it has bodies for. It says that it is of this
    ABI: hosts take no other."""
    c = compile_c((FOLDER / f"{name}.c").read_text(), threads=threads)
    bodies = {function.name for function in c.functions}
    exports = [name for name, entry in contract.ENTRIES.items() if entry.calls in bodies]
    c.abi = ABI
    return link(ObjectFile(abi=ABI), c, threads=threads, exports=exports)
