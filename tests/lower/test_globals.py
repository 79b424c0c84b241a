"""Where globals are kept: what tasks share, and what each has of its own, no more than its code can reach."""

import inspect
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from weftc.driver import compile_program
from weftc.syntax.modules import LIBRARY_FOLDER

ROOT = Path(__file__).parents[2]
MODULES = sorted(file.stem for file in (Path(LIBRARY_FOLDER) / "std").glob("*.py") if file.stem != "builtins")
IMPORTS = "".join(f"import {name}\n" for name in MODULES)
#: two tasks that park: one on what it was given, one on a global
PARKING = """
import sys
from weft import Channel, Closed, spawn
{head}
ready, gate = Channel(128), Channel(0)
def wait({parameters}):
    ready.send(1)
    try:
        return gate.recv()
    except Closed:
        return 0
def main({parameters}):
    n = int(sys.argv[1])
    for _ in range(n):
        spawn(wait{arguments})
    for _ in range(n):
        ready.recv()
    gate.close()
main({values})
"""
GIVEN = {"parameters": "ready, gate", "arguments": ", ready, gate", "values": "ready, gate"}
REACHED = {"parameters": "", "arguments": "", "values": ""}


def areas(folder: Path, source: str) -> dict[str, tuple[int, int, int]]:
    """Size, copied slots and scanned slots of each struct of globals."""
    path = folder / "program.py"
    path.write_text("from weft import Channel, spawn\n" + inspect.cleandoc(source) + "\n")
    made = compile_program(str(path), "portable", "lower")
    assert made.ir is not None, made.sink.diagnostics()
    data = made.ir.data.items()
    return {name: struct.unpack_from("<III", datum.data) for name, datum in data if name.startswith("globals#")}


def test_a_task_that_only_reads_has_no_area(tmp_path: Path) -> None:
    source = """
    C = Channel(1)
    TABLE = [1, 2]
    n = len(TABLE)
    if n: name = 'x'
    def f():
        C.send((TABLE[0], n, name))
    spawn(f)
    """
    assert areas(tmp_path, source)["globals#0"] == (0, 0, 0)


def test_an_area_holds_what_the_code_reaches_and_changes(tmp_path: Path) -> None:
    source = """
    a, b, c = len('a'), [len('b')], {'c': 1.5}
    mains = [len('d')]
    def f():
        global a
        a += 1
    def g():
        b.append(a)
        c['x'] = 2.5
        f()
    spawn(f)
    spawn(g)
    mains.append(a)
    mains = b
    """
    found = areas(tmp_path, source)
    assert found["globals#0"] == (16, 1, 1)  # an int may become a reference; whether it is bound
    assert found["globals#1"] == (24, 3, 3)
    assert found["globals#own"] == (24, 4, 4)
    assert found["globals#shared"] == (0, 0, 0)


def test_imports_change_no_area(tmp_path: Path) -> None:
    """Neither what a spawn copies nor what main has of its own."""
    source = """
    count = len('a')
    def f():
        global count
        count += 1
    spawn(f)
    """
    with_imports = areas(tmp_path, IMPORTS + inspect.cleandoc(source))
    assert len(MODULES) >= 9
    assert with_imports["globals#0"] == areas(tmp_path, source)["globals#0"] == (16, 1, 1)


def test_what_each_task_makes_is_not_copied(tmp_path: Path) -> None:
    source = """
    import random
    def f():
        return random.random()
    spawn(f)
    random.seed(1)
    """
    _, copied, scanned = areas(tmp_path, source)["globals#0"]
    assert scanned == copied + 1


@pytest.mark.parametrize("kind", [GIVEN, REACHED])
def test_bytes_of_a_parked_task(tmp_path: Path, kind: dict[str, str]) -> None:
    """They are the same with all of the library imported, and where the channels are global."""

    def pages(head: str, kind: dict[str, str], count: int) -> int:
        path = tmp_path / "program.py"
        path.write_text(PARKING.format(head=head, **kind))
        command = [sys.executable, str(ROOT / "bench/memory.py"), "1", str(path), str(count)]
        return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)

    def growth(head: str, kind: dict[str, str]) -> int:
        return pages(head, kind, 12000) - pages(head, kind, 2000)

    plain = growth("", GIVEN)
    assert plain < 10000 * 200 // 65536
    assert abs(growth(IMPORTS, kind) - plain) <= 1  # pages
