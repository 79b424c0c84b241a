"""Runs compiled programs, each in a process of its own, without starting Python for each.

Reads one request a line from standard input, as JSON, and answers each with a line: the exit status, negative for a
signal. A request: `code` (file with a module or artefact), `argv`, `cwd`, `settings`, `dirs`, `stdin`, `stdout`,
`stderr` (paths), `timeout_s`. Each run is a fork of this process, which has imported the host but made no engine, so
that nothing of wasmtime's own threads is forked.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "compiler"))

from weftc.host.wasmtime_host import run

#: what a run ends with when the host left a thread behind
STATUS_THREAD_LEFT = 99


def main() -> None:
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            play(json.loads(line))
        _, status = os.waitpid(process, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def play(request: dict[str, Any]) -> None:
    """One run, in the child; never returns."""
    status = 98
    try:
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            os.dup2(os.open(request[name], flags, 0o600), number)
        os.chdir(request["cwd"])
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(request["timeout_s"])
        code = Path(request["code"]).read_bytes()
        status = run(code, request["argv"], settings=request["settings"], dirs=request["dirs"])
        if threading.active_count() > 1:
            status = STATUS_THREAD_LEFT
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main()
