"""Runs a program and prints how many pages of memory it ended with: `memory.py WORKERS PROGRAM [ARGUMENT...]`."""

import sys

from weftc.driver import compile_program
from weftc.host import wasmtime_host
from weftc.host.contract import settings
from weftc.host.shared_memory import HostMemory

made = []


class Remembered(HostMemory):
    """Can be asked for after the run."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        made.append(self)


workers, program, *arguments = sys.argv[1:]
wasm = compile_program(program).wasm
if wasm is None:
    sys.exit(f"{program} doesn't compile")
wasmtime_host.HostMemory = Remembered  # type: ignore[misc]
status = wasmtime_host.run(wasm, [program, *arguments], settings=settings(workers=int(workers)))
print(made[0].size())
sys.exit(status)
