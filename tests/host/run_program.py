"""Runs one of the C programs in a process of its own, as `weft run` would.

run_program.py OPTIONS MODULE [ARGUMENT...], where OPTIONS are JSON: keyword arguments of the host's `run`.
Prints what must hold afterwards and doesn't, if so: no thread may be left.
"""

import json
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "compiler"))

from weftc.host.wasmtime_host import run

if __name__ == "__main__":
    status = run(Path(sys.argv[2]).read_bytes(), sys.argv[2:], **json.loads(sys.argv[1]))
    if threading.active_count() > 1:
        print("threads are left:", threading.enumerate())
    sys.exit(status)
