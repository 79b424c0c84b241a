#!/usr/bin/env python3
"""The concurrency core's own figures, without the compiler: bench.c natively, and linked to a wasm module under wasmtime.

bench.py [RUNS]     the best of so many runs of each workload, in nanoseconds an operation
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

RUNTIME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RUNTIME.parent / "compiler"))

from weftc.host import contract, wasmtime_host
from weftc.link.linker import link
from weftc.link.reader import read_object
from weftc.wasm.objects import ObjectFile

CORE = """
arena balance cell channel channel_queue clock copier core entry exc freeze gate gc globals heap idle join light list_storage
lock mailbox memory message object parcel pool queue report scheduler select spawn task text ticker timer trampoline type wait wake
""".split()
WASM_FLAGS = "-std=gnu11 -O3 -fno-strict-aliasing -ffunction-sections -fdata-sections -matomics -mbulk-memory -mmutable-globals -w".split()
CLANG = os.environ.get("CLANG", "/usr/lib/llvm-14/bin/clang")
WORKLOADS = ("skynet", "pingpong", "buffered", "spawn", "mutex", "rivals", "turns")


def main() -> None:
    if len(sys.argv) > 2 and sys.argv[1] == "--run":
        settings = contract.settings(workers=int(os.environ["WEFT_WORKERS"]))
        env = {"BENCH": os.environ["BENCH"]}
        sys.exit(wasmtime_host.run(Path(sys.argv[2]).read_bytes(), ["bench"], settings=settings, env=env))
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        native, wasm = build_native(Path(folder)), build_wasm(Path(folder))
        print(f"{'':10}{'workers':>8}{'native':>8}{'wasm':>8}")
        for workload in WORKLOADS:
            for workers in (1, 2):
                figures = [
                    best([str(native)], workload, workers, runs),
                    best([sys.executable, __file__, "--run", str(wasm)], workload, workers, runs),
                ]
                print(f"{workload:10}{workers:>8}{figures[0]:>8}{figures[1]:>8}")


def best(command: list[str], workload: str, workers: int, runs: int) -> int:
    """Nanoseconds an operation, the least of all runs."""
    env = os.environ | {"BENCH": workload, "WEFT_WORKERS": str(workers)}
    figures = []
    for _ in range(runs):
        result = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
        figures.append(int(re.findall(r"(\d+) ns each", result.stderr)[-1]))
    return min(figures)


def build_native(folder: Path) -> Path:
    """The benchmark as a program of this machine."""
    sources = [RUNTIME / f"{name}.c" for name in [*CORE, "os_native", "system_native", "test/bench", "test/stubs"]]
    out = folder / "bench"
    flags = ["-std=gnu11", "-O2", "-fno-strict-aliasing", "-no-pie", "-w"]
    subprocess.run(["gcc", *flags, "-o", str(out), *map(str, sources), "-lpthread"], check=True)
    return out


def build_wasm(folder: Path) -> Path:
    """The benchmark as a threads module, by the project's own linker."""
    objects = []
    for name in [*CORE, "os_wasi", "system_wasi", "test/bench", "test/stubs"]:
        out = folder / f"{Path(name).name}.o"
        rename = ["-Dweft_main=weft_real_main"] if name == "entry" else []  # bench.c fills in its tables first
        subprocess.run(["emcc", *WASM_FLAGS, *rename, "-c", str(RUNTIME / f"{name}.c"), "-o", str(out)], check=True)
        objects.append(str(out))
    out = folder / "wasm_globals.o"
    target = ["--target=wasm32-unknown-emscripten", "-mmutable-globals"]
    subprocess.run([CLANG, *target, "-c", str(RUNTIME / "test/wasm_globals.s"), "-o", str(out)], check=True)
    joined = folder / "joined.o"
    subprocess.run(["emcc", "-r", *objects, str(out), "-o", str(joined)], check=True)
    exports = [contract.START, contract.THREAD_START]
    module = link(ObjectFile(), read_object(joined.read_bytes()), threads=True, exports=exports)
    wasm = folder / "bench.wasm"
    wasm.write_bytes(module.wasm)
    return wasm


if __name__ == "__main__":
    main()
