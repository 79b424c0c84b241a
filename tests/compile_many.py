"""Compiles the programs that its arguments name, one after another, and prints the hash of each module."""

import sys
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "compiler"))

from weftc.driver import compile_program


def main() -> None:
    for path in sys.argv[1:]:
        wasm = compile_program(path).wasm
        print(path, sha256(wasm).hexdigest() if wasm is not None else None)


main()
