"""Why a program ended, as the module tells hosts that ask."""

import pytest

from weftc.driver import Target, compile_program
from weftc.host import contract
from weftc.host.wasmtime_host import run

CASES = {
    "returns": ("print(1)\n", "exit", 0),
    "exits": ("import sys\nsys.exit(3)\n", "exit", 3),
    "exits with a text": ("import sys\nsys.exit('Deadlock: not really')\n", "exit", 1),
    "fails": ("print(1 // 0)\n", "error", 1),
    "a task fails": ("from weft import spawn\ndef f():\n    raise ValueError('x')\nspawn(f)\n", "error", 1),
    "deadlock": ("from weft import Channel\nChannel(0).recv()\n", "deadlock", 1),
    "out of memory": ("print(len([0] * 10_000_000_000))\n", "memory", 1),
}


@pytest.mark.parametrize("target", ["threads", "portable"])
@pytest.mark.parametrize("name", CASES)
def test_reason(name: str, target: Target) -> None:
    source, reason, status = CASES[name]
    wasm = compile_program("main.py", target, content=source.encode()).wasm
    assert wasm is not None
    told = run(wasm, ["main.py"], settings={contract.ENV_REASON: "1"})
    assert (contract.REASONS[told >> contract.REASON_SHIFT], told & 255) == (reason, status)
    assert run(wasm, ["main.py"]) == status
