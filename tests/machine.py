"""Runs what the compiler made of programs that were generated, in a process that stays."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from weftc.host.contract import settings

#: a guard against a program that doesn't end
TIMEOUT_S = 120


class Machine:
    def __enter__(self) -> Self:
        command = [sys.executable, str(Path(__file__).parent / "run_server.py")]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()

    def run(self, artefact: bytes, name: str, arguments: Sequence[str] = (), **how: Any) -> tuple[int, str, str]:
        """Exit status, standard output, standard error of an engine's artefact; `how`: see `contract.settings`."""
        with tempfile.TemporaryDirectory(prefix="weft-machine-") as place:
            folder = Path(place)
            (folder / "code").write_bytes(artefact)
            work = folder / "work"
            work.mkdir()
            request = {
                "code": str(folder / "code"), "argv": [name, *arguments], "cwd": str(work), "settings": settings(**how),
                "dirs": [(".", ".")], "stdin": os.devnull, "stdout": str(folder / "out"),
                "stderr": str(folder / "err"), "timeout_s": TIMEOUT_S,
            }  # fmt: skip
            assert self.process.stdin is not None
            assert self.process.stdout is not None
            print(json.dumps(request), file=self.process.stdin, flush=True)
            status = int(self.process.stdout.readline())
            out, err = ((folder / part).read_text("utf-8", errors="replace") for part in ("out", "err"))
            return status, out, err
