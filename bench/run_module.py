"""Runs any WASI module, or an artefact of one, as Weft's programs are run: `run_module.py MODULE [ARGUMENT...]`."""

import sys
from pathlib import Path

from weftc.host.wasmtime_host import run

sys.exit(run(Path(sys.argv[1]).read_bytes(), sys.argv[1:]))
