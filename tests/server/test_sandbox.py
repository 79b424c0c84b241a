"""What a worker can't do any more, tried in a process like one."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.server.conftest import ROOT, Start

linux = pytest.mark.skipif(sys.platform != "linux", reason="means of Linux")

#: tells what restrict() gave, and then what each try came to
TRIES = """
import json, os, socket, sys
from pathlib import Path
from weftc.service import answer
answer("print(1)\\n", "portable")
from weft_server.sandbox import restrict

def connect(kind, address):
    with socket.socket(socket.AF_INET, kind) as s:
        s.settimeout(2)
        s.connect(address)
        s.send(b"x")

outside, server, port, there = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
got = restrict()
tries = {
    "read": lambda: open(outside).read(),
    "list": lambda: os.listdir(os.path.dirname(outside)),
    "write": lambda: open(outside + ".new", "w").write("x"),
    "append": lambda: open(outside, "a").write("x"),
    "remove": lambda: os.remove(outside),
    "environment": lambda: open(f"/proc/{server}/environ").read(),
    "kill": lambda: os.kill(server, 0),
    "fork": lambda: os.fork() or os._exit(0),
    "tcp": lambda: connect(socket.SOCK_STREAM, ("127.0.0.1", port)),
    "udp": lambda: connect(socket.SOCK_DGRAM, ("127.0.0.1", port)),
    "abstract": lambda: socket.socket(socket.AF_UNIX).connect("\\0" + there),
    "become root": lambda: os.setuid(0) or 1 / os.getuid(),
    "compile": lambda: answer("import random\\nprint(sorted([3, 1]), random.random())\\n", "threads"),
}
came = {}
for name, attempt in tries.items():
    try:
        attempt()
        came[name] = "done"
    except Exception as error:
        came[name] = type(error).__name__
print(json.dumps([got, came, os.getuid()]))
"""


Tried = tuple[dict[str, str], dict[str, str], int]


def tried(tmp_path: Path, python: str, paths: list[str]) -> Tried:
    """What was had, what each try came to, and whom the process was in the end."""
    outside = tmp_path / "outside"
    outside.write_text("secret")
    outside.chmod(0o666)
    tmp_path.chmod(0o777)
    name = f"weft-{os.getpid()}"
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_UNIX) as there:
        there.bind("\0" + name)
        there.listen()
        command = [python, "-P", "-c", TRIES, str(outside), str(os.getpid()), str(tcp.getsockname()[1]), name]
        env = {"PYTHONPATH": os.pathsep.join(paths)}
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    got, came, uid = json.loads(done.stdout)
    assert outside.read_text() == "secret" and not Path(f"{outside}.new").exists()
    return got, came, uid


HERE = [str(ROOT / "compiler"), str(ROOT / "server"), sysconfig.get_path("purelib")]


def check(got: dict[str, str], came: dict[str, str]) -> None:
    assert came.pop("compile") == "done"
    if got["files"] == "yes":
        for name in ("read", "list", "write", "append", "remove", "environment"):
            assert came[name] == "PermissionError", name
    if got["network"] == "yes":
        assert "done" not in (came["tcp"], came["udp"], came["abstract"])
    assert came["write"] != "done" and came["append"] != "done"
    if {got["files"], got["network"]} == {"yes"}:
        assert came["kill"] != "done"


@linux
def test_what_a_worker_gives_up(tmp_path: Path) -> None:
    got, came, _ = tried(tmp_path, sys.executable, HERE)
    assert set(got) == {"writing", "network", "user", "files"}
    check(got, came)


@linux
@pytest.mark.skipif(os.getuid() != 0, reason="root's to try")
def test_a_worker_of_root_becomes_nobody(tmp_path: Path) -> None:
    """Where the library is open to all, as it is where it is installed for all."""
    library = tmp_path / "library"
    for folder in HERE:
        shutil.copytree(folder, library, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    python = next((path for path in ("/usr/bin/python3", "/usr/local/bin/python3") if _suits(path)), None)
    if python is None:
        pytest.skip("there is no Python 3.11 of the system")
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    got, came, uid = tried(tmp_path, python, [str(library)])
    assert got["user"] == "yes" and uid == pwd.getpwnam("nobody").pw_uid
    assert came["become root"] == came["fork"] == "PermissionError" or came["fork"] == "BlockingIOError"
    check(got, came)


def _suits(python: str) -> bool:
    test = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return os.access(python, os.X_OK) and not subprocess.run([python, "-c", test]).returncode


@linux
def test_the_server_says_what_workers_are_kept_from(start_server: Start) -> None:
    server = start_server(workers=1)
    [line] = [line for line in server.log() if line["event"] == "workers are kept from"]
    assert {"writing", "network", "user", "files"} <= set(line)
    kept = server.get("/metrics").body.decode()
    assert f'weft_worker_restricted{{what="files"}} {float(line["files"] == "yes")}' in kept


def test_what_a_worker_says_is_logged(start_server: Start, tmp_path: Path) -> None:
    says = "import sys\nif 'weft_server.worker' in sys.orig_argv: print('hello', file=sys.stderr)\n"
    (tmp_path / "sitecustomize.py").write_text(says)
    path = os.pathsep.join([str(tmp_path), str(ROOT / "compiler"), str(ROOT / "server")])
    server = start_server(workers=1, env={"PYTHONPATH": path})
    server.wait_until(lambda _: any(line["event"] == "worker says" for line in server.log()))
    assert any(line.get("text") == "hello\n" for line in server.log())
