"""What the compiler makes of a program, as text with lines of the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.conftest import Server, environment

PROGRAM = "def area(width, height):\n    return (width * height) ** 0.5\n\nprint(area(2, 3.5))\n"


@pytest.mark.parametrize("target", ["threads", "portable"])
@pytest.mark.parametrize("view", ["types", "ir", "wat"])
def test_the_text_is_the_commands(server: Server, view: str, target: str, tmp_path: Path) -> None:
    reply = server.post("/api/views", {"source": PROGRAM, "target": target, "view": view})
    assert reply.status == 200
    (tmp_path / "main.py").write_text(PROGRAM)
    command = [sys.executable, "-P", "-m", "weftc.cli", "build", "main.py", "--dump", view, "--target", target]
    env = environment(tmp_path)
    printed = subprocess.run(command, cwd=tmp_path, env=env, check=True, capture_output=True, text=True).stdout
    text, lines = reply.json["text"], reply.json["lines"]
    assert text == printed
    assert len(lines) == text.count("\n")
    assert set(lines) <= {0, 1, 2, 3, 4}
    assert {1, 4} & set(lines)


def test_a_program_with_mistakes_has_no_view(server: Server) -> None:
    for view in ("types", "ir", "wat"):
        reply = server.post("/api/views", {"source": "print(1)\nprint(nme)\n", "view": view})
        assert (reply.status, reply.code) == (422, "mistakes")
        assert "line 2: the name `nme` is not defined" in reply.json["error"]["message"]


def test_warnings_are_no_mistakes(server: Server) -> None:
    assert server.post("/api/views", {"source": 'print("\\d")\n', "view": "ir"}).status == 200
