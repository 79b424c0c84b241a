"""Which globals all tasks share: nothing may change them, or what they reach, from the first spawn on."""

import inspect
from pathlib import Path

import pytest

from weftc.builtins.table import CALLS
from weftc.driver import compile_program
from weftc.hir.ops import OPS
from weftc.infer import changes
from weftc.infer.frozen import frozen_globals

CLASSES = """
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def move(self):
        self.x += 1
    def rows(self):
        return self.y
class Special(Point):
    def __init__(self, x):
        super().__init__(x, [x])
class Stack(list):
    def __init__(self, items):
        super().__init__(items)
        self.seen = 0
    def push(self, x):
        self.append(x)
    def put(self, x):
        super().append(x)
class Keys(dict):
    pass
class Table(dict):
    def __missing__(self, key):
        self[key] = 0
        return 0
    def own(self, key):
        super().__setitem__(key, 1)
class Level(int):
    def __init__(self, value):
        self.name = 'level'
    def __len__(self):
        return 1
"""
READ = "def read():\n    return len(T)\n"


def cases(name: str) -> list[str]:
    """Sources in a file, between lines of ===."""
    return (Path(__file__).parent / name).read_text().split("===\n")[1:]


def frozen(folder: Path, source: str, **modules: str) -> set[str]:
    """The frozen globals, without functions, classes and the like."""
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(inspect.cleandoc(text) + "\n")
    path = folder / "program.py"
    path.write_text("from weft import spawn, Channel\n" + CLASSES + READ + inspect.cleandoc(source) + "\n")
    made = compile_program(str(path), "portable", "lower")
    assert made.ir is not None, made.sink.diagnostics()
    assert made.types is not None
    main = made.types.instances["main"]
    names = {
        name for module, name in frozen_globals(made.types, main, made.types.globals) if not module.startswith("class")
    }
    return names - {"read", "spawn", "Channel", "Point", "Special", "Stack", "Keys", "Table", "Level"}


@pytest.mark.parametrize("source", cases("frozen.txt"))
def test_frozen(tmp_path: Path, source: str) -> None:
    assert "T" in frozen(tmp_path, source)


@pytest.mark.parametrize("source", cases("changed.txt"))
def test_not_frozen(tmp_path: Path, source: str) -> None:
    assert "T" not in frozen(tmp_path, source)


def test_cells_of_closures(tmp_path: Path) -> None:
    """A variable that a closure changes is part of what the closure reaches."""
    source = """
    def counter():
        n = 0
        def up():
            nonlocal n
            n += 1
            return n
        return up
    def getter():
        n = 0
        def get():
            return n
        def put(k):
            nonlocal n
            n = k
        put(3)
        return get
    c, g = counter(), getter()
    T = [1]
    def work():
        return c() + g() + len(T)
    spawn(work)
    """
    assert frozen(tmp_path, source) >= {"g", "T"}
    assert "c" not in frozen(tmp_path, source)


def test_other_modules(tmp_path: Path) -> None:
    config = """
    TABLE = [1]
    LIST = [2]
    BOUND = [3]
    def build():
        return [4]
    def change():
        LIST.append(1)
    """
    source = """
    import config
    from config import LIST, build
    T = config.build()
    def work():
        return len(config.TABLE) + len(config.LIST) + len(config.BOUND) + len(T) + len(config.build())
    config.TABLE.append(2)
    spawn(work)
    config.change()
    config.BOUND = [4]
    """
    found = frozen(tmp_path, source, config=config)
    assert {"TABLE", "T"} <= found
    assert not found & {"LIST", "BOUND"}


def test_class_variables_are_globals_too(tmp_path: Path) -> None:
    source = """
    class Config:
        rows = [1]
        names = [2]
        level = [3]
    def work():
        return len(Config.rows) + len(Config.names) + len(Config.level)
    spawn(work)
    Config.names.append(1)
    Config.level = [4]
    """
    path = tmp_path / "program.py"
    path.write_text("from weft import spawn\n" + inspect.cleandoc(source))
    made = compile_program(str(path), "portable", "lower")
    assert made.types is not None
    keys = frozen_globals(made.types, made.types.instances["main"], made.types.globals)
    assert {name for module, name in keys if module.startswith("class")} == {"rows"}


def test_every_operation_and_builtin_is_judged() -> None:
    known = changes.CHANGING.keys() | changes.BINDING | changes.CALLING | changes.UNCHANGING
    assert OPS.keys() == known
    assert CALLS.keys() == changes.UNCHANGING_BUILTINS
