"""Runs a compiled program under one seed after another, in one process.

    run_seeds.py ARTEFACT NAME FIRST LAST EXPECTED    prints the seeds whose output isn't EXPECTED's, a line each:
                                                      the seed, the status, and what the program printed, as JSON

The artefact is loaded once. A run that deadlocks ends by itself: the virtual clock leaves no other way to wait.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "compiler"))

from weftc.host import contract
from weftc.host.wasmtime_host import load_module, run


def main() -> None:
    artefact, name, first, last, expected = sys.argv[1:]
    module, want = load_module(Path(artefact).read_bytes()), Path(expected).read_bytes()
    report = os.fdopen(os.dup(1), "w")
    with tempfile.TemporaryFile() as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
        for seed in range(int(first), int(last) + 1):
            os.lseek(out.fileno(), 0, os.SEEK_SET)
            os.ftruncate(out.fileno(), 0)
            status = run(module, [name], settings=contract.settings(seed=seed))
            size = os.lseek(out.fileno(), 0, os.SEEK_END)
            if status or (said := os.pread(out.fileno(), size, 0)) != want:
                said = os.pread(out.fileno(), size, 0)
                print(json.dumps([seed, status, said.decode(errors="replace")]), file=report, flush=True)


main()
