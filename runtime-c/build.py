#!/usr/bin/env python3
"""Builds the shipped runtime objects from the C sources beside this file.

    build.py             compiles, joins, checks, and writes compiler/weftc/runtime/{threads,portable}.obj
    build.py --check     compiles to a temporary folder and compares with what is committed

Each source is compiled by emcc with a section for each function and datum. `wasm-ld -r`, by way of `emcc -r`,
joins them with the members of Emscripten's libraries that they need. What the sources may use of those is
listed: nothing with state. What stays undefined must be something that the compiler or the linker defines.
The bytes depend on the sources and on emcc's version alone.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMPILER = HERE.parent / "compiler"
sys.path.insert(0, str(COMPILER))

from weftc.emit.constants import STATUS_GLOBAL, WORKER_GLOBAL
from weftc.host import contract
from weftc.link.reader import read_object
from weftc.link.stored import RUNTIME_FOLDER, store
from weftc.link.symbols import defined_names, undefined_names
from weftc.wasm.objects import ObjectFile, Reloc, RelocKind

#: Debian 12's; another version makes other bytes
EMCC_VERSION = "3.1.6"
EMCC = os.environ.get("EMCC", "emcc")

COMMON_FLAGS = [
    "-std=gnu11",
    "-Wall",
    "-Wextra",
    "-Werror",
    "-ffunction-sections",
    "-fdata-sections",
    "-fno-math-errno",
    "-fno-strict-aliasing",
    "-mbulk-memory",
    "-mmutable-globals",
    "-DNDEBUG",
]
#: files that run when a program begins, ends, fails or waits for its host: every program carries them, so they are
#: made small. Single functions elsewhere are COLD (base.h), which does the same for them.
SMALL = frozenset({"argv", "clock", "core", "entry", "os_wasi", "report", "report_groups", "system_wasi", "text"})
VARIANT_FLAGS = {"threads": ["-matomics"], "portable": ["-DWEFT_PORTABLE"]}

#: what the sources may take from libc and compiler-rt: pure functions of numbers and memory
_LIBC_NAMES = """
acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh erf erfc exp exp2 expm1 fabs fdim floor fma
fmax fmin fmod frexp hypot ilogb ldexp lgamma llround log log10 log1p log2 logb lround memchr memcmp memcpy
memmove memset modf nearbyint nextafter pow remainder rint round scalbln scalbn sin sinh sqrt strlen tan tanh
tgamma trunc __divti3 __modti3 __multi3 __udivti3 __umodti3
"""
LIBC = frozenset(_LIBC_NAMES.split())
ARCHIVES = ("libc.a", "libcompiler_rt.a")
#: names that the compiled program defines
PROGRAM = re.compile(r"weft_(?:program|worker|set_worker|status|set_status|type_\w+)|weft\.(?:worker|status)")
CALL, GLOBAL_GET, GLOBAL_SET = 0x10, 0x23, 0x24
#: functions of abi.h that stand for an instruction, and the global that it reaches
ACCESSORS = {
    "weft_worker": (GLOBAL_GET, WORKER_GLOBAL),
    "weft_set_worker": (GLOBAL_SET, WORKER_GLOBAL),
    "weft_status": (GLOBAL_GET, STATUS_GLOBAL),
    "weft_set_status": (GLOBAL_SET, STATUS_GLOBAL),
}
LINKER = {"__stack_pointer", "__heap_base", "__data_end", "weft_workers"}


class BuildError(Exception):
    """The runtime can't be built; the text says why."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Builds the shipped runtime objects.")
    parser.add_argument("--check", action="store_true", help="compare with the committed objects")
    arguments = parser.parse_args()
    try:
        return check() if arguments.check else write()
    except BuildError as error:
        print(f"runtime build: {error}", file=sys.stderr)
        return 1


def write() -> int:
    """Writes the shipped objects."""
    version = emcc_version()
    if version != EMCC_VERSION:
        print(f"note: emcc is {version}; the committed objects are made by {EMCC_VERSION}")
    RUNTIME_FOLDER.mkdir(exist_ok=True)
    for target in VARIANT_FLAGS:
        stored = build(target)
        (RUNTIME_FOLDER / f"{target}.obj").write_bytes(stored)
        print(f"{target}: {len(stored)} bytes")
    return 0


def check() -> int:
    """0 if the committed objects are what the sources make; skipped under another emcc."""
    version = emcc_version()
    if version != EMCC_VERSION:
        print(f"skipped: the committed runtime is made by emcc {EMCC_VERSION}, this is {version or 'none'}")
        return 0
    different = [
        target
        for target in VARIANT_FLAGS
        if not (path := RUNTIME_FOLDER / f"{target}.obj").is_file() or path.read_bytes() != build(target)
    ]
    if different:
        print(f"out of date: {', '.join(different)}; run `make runtime` and commit the result", file=sys.stderr)
        return 1
    print("the shipped runtime is what runtime-c makes")
    return 0


def build(target: str, sources: list[Path] | None = None) -> bytes:
    """The stored object of one variant, from runtime-c/*.c unless told otherwise."""
    sources = sorted(HERE.glob("*.c")) if sources is None else sources
    with tempfile.TemporaryDirectory() as folder:
        objects = compile_all(sources, VARIANT_FLAGS[target], Path(folder))
        refuse_strangers([read_object(path.read_bytes()) for path in objects])
        joined = Path(folder) / "joined.o"
        run("-r", *map(str, objects), *archives(), "-o", str(joined))
        object_file = read_object(joined.read_bytes())
    reach_globals(object_file)
    check_joined(object_file, target)
    object_file.abi = abi_of(object_file)
    return store(object_file)


def compile_all(sources: list[Path], variant: list[str], folder: Path) -> list[Path]:
    """Compiles each source, as many at a time as there are processors."""
    if not sources:
        raise BuildError("no sources")

    def compile_one(source: Path) -> Path:
        out = folder / f"{source.stem}.o"
        run(*flags_of(source), *variant, f"-ffile-prefix-map={source.parent}=.", "-c", str(source), "-o", str(out))
        return out

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(compile_one, sources))


def flags_of(source: Path) -> list[str]:
    """How a source is compiled, whatever the variant."""
    return [*COMMON_FLAGS, "-Oz" if source.stem in SMALL else "-O3"]


def refuse_strangers(objects: list[ObjectFile]) -> None:
    """The sources may need only each other, and what the program, the linker and `LIBC` provide."""
    defined = set[str]().union(*(defined_names(o) for o in objects))
    needed = set[str]().union(*(undefined_names(o) for o in objects))
    strangers = [name for name in needed - defined - LINKER - LIBC if not PROGRAM.fullmatch(name)]
    if strangers:
        raise BuildError(f"the sources may not use {', '.join(sorted(strangers))}")


def check_joined(object_file: ObjectFile, target: str) -> None:
    """What is left to define is the program's and the linker's, and the contract allows all imports."""
    defined = {*(f.name for f in object_file.functions), *(d.name for d in object_file.data)}
    for part, companions in object_file.parts.values():
        if strangers := {part, *companions} - defined:
            raise BuildError(f"PART({part}) names {', '.join(sorted(strangers))}, which the runtime does not define")
    missing = [name for name in undefined_names(object_file) - LINKER if not PROGRAM.fullmatch(name)]
    if missing:
        raise BuildError(f"undefined: {', '.join(sorted(missing))}")
    threads = target == "threads"
    imports = [i for i in object_file.imports if not contract.may_import(i.module, i.field, threads=threads)]
    if imports:
        raise BuildError(f"the contract allows no import of {', '.join(f'{i.module}.{i.field}' for i in imports)}")


def abi_of(object_file: ObjectFile) -> str:
    """Which ABI the sources were compiled for: the header says it, in a datum of its own."""
    found = [datum.data.rstrip(b"\0").decode() for datum in object_file.data if datum.name == "weft_abi"]
    return found[0] if found else ""


def reach_globals(object_file: ObjectFile) -> None:
    """C can't name the globals that are each instance's own: it calls functions, and here such a call becomes the
    instruction, which is as long. Measured on skynet: a seventh less time."""
    for function in object_file.functions:
        body = bytearray(function.body)
        for number, reloc in enumerate(function.relocs):
            if reloc.symbol in ACCESSORS and reloc.kind is RelocKind.FUNCTION:
                assert body[reloc.offset - 1] == CALL
                body[reloc.offset - 1], symbol = ACCESSORS[reloc.symbol]
                function.relocs[number] = Reloc(reloc.offset, RelocKind.GLOBAL, symbol)
        function.body = bytes(body)


def archives() -> list[str]:
    """Emscripten's libraries, as Debian ships them, built."""
    cache = subprocess.run(["em-config", "CACHE"], capture_output=True, text=True, check=True).stdout.strip()
    paths = [Path(cache) / "sysroot/lib/wasm32-emscripten" / name for name in ARCHIVES]
    for path in paths:
        if not path.is_file():
            raise BuildError(f"no {path}")
    return list(map(str, paths))


def run(*arguments: str) -> None:
    """Calls emcc."""
    result = subprocess.run([EMCC, *arguments], capture_output=True, text=True, check=False)
    if result.returncode:
        raise BuildError(f"emcc {' '.join(arguments)}\n{result.stderr}")
    sys.stderr.write(result.stderr)


def emcc_version() -> str | None:
    """The version of emcc, or None if there is none."""
    try:
        text = subprocess.run([EMCC, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return None
    match = re.search(r"\b(\d+\.\d+\.\d+)\b", text)
    return match[1] if match else None


if __name__ == "__main__":
    sys.exit(main())
