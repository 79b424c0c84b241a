"""Members of modules: of the program's, of the library's, and what the compiler itself knows of them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from weftc.abi.numbers import Stream
from weftc.ir import ir
from weftc.kinds.answer import Answer
from weftc.kinds.file import FILE, FILE_ATOM
from weftc.kinds.function import named
from weftc.kinds.kind import Type, one
from weftc.kinds.none import NONE
from weftc.kinds.numbers import FLOAT
from weftc.kinds.text import STR
from weftc.lower.variables import load_global, store_global

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering

#: names of the library's modules that the compiler knows by itself
BUILTINS = {
    "weft.process": ("Pid",),
    "weft.store": ("share", "fetch", "update", "compare_and_set", "delete", "keys"),
    "weft": ("spawn", "select", "recv", "send", "done", "current", "drop_name", "Channel", "Queue", "Task"),
}
#: what has a file of the library to itself, which is read when a program uses it
OWN_FILES = {
    f"weft.{name}": f"std.weft.{name.lower()}"
    for name in (
        "Atomic Barrier Condition Event Latch Mutex Once Pool RWLock Semaphore Shared WaitGroup as_completed "
        "parallel parallel_map race scope sequence shield tasks timeout wait_first"
    ).split()
}
OWN_FILES |= {
    f"weft.process.{name}": f"std.weft.process.{file}"
    for file, names in {
        "agents": "Agent",
        "core": "cancel_timer demonitor exit link monitor receive register run self_ send send_after spawn spawn_link "
        "spawn_monitor trap_exit unlink unregister whereis",
        "events": "EventManager",
        "messages": "Down Exit ProcessExit",
        "refs": "Ref Timer",
        "replies": "Client NoReply Reply Stop reply",
        "servers": "GenServer Server server",
        "supervisors": "Child Exited GaveUp Restarted Started Supervisor ready",
    }.items()
    for name in names.split()
}
LIBRARY = frozenset({"math", "time", "sys", "weft", "weft.process", "weft.store", "rt"})
STREAMS = {"stdin": Stream.IN, "stdout": Stream.OUT, "stderr": Stream.ERROR}


def constant(module: str, name: str) -> Answer | None:
    match module, name:
        case "math", "pi" | "e" | "tau" | "inf" | "nan":
            number = float(getattr(math, name))
            return Answer(FLOAT, lambda f, v: f.b.f64(number))
        case "sys", "platform":
            return named("linux")
        case "sys", "stdin" | "stdout" | "stderr":
            fd = STREAMS[name]
            return Answer(FILE, lambda f, v: f.rt("weft_file_std", f.b.i32(fd), f.type_address(FILE_ATOM)))
    return None


def module_member(site: Site, module: str, name: str) -> Answer | None:
    """module.name. emit(v)."""
    if module in LIBRARY or module not in site.engine.program.modules:
        return library_member(site, module, name)
    known = site.engine.program.modules[module]
    if name == "__name__":
        return named(known.name)
    if name in known.globals:
        type = site.get(site.engine.global_cell(known, name))
        return Answer(type, lambda f, v: load_global(f, site.value, known, name, type, member=True))
    if f"{module}.{name}" in site.engine.program.modules:
        return static(site.engine.module(f"{module}.{name}"))
    return None


def library_member(site: Site, module: str, name: str) -> Answer | None:
    full = f"{module}.{name}"
    known = constant(module, name)
    if known is not None:
        return known
    if full == "sys.maxsize":
        return site.complain(
            "E0405",
            "sys.maxsize is beyond the ints that are built (61 bits and a sign)",
            helps=("float('inf') is greater than every int",),
        )
    if full == "sys.argv":
        return argv(site)
    if full in ("weft.process", "weft.store"):
        return static(site.engine.module(full))
    if full in site.engine.builtin_classes:
        return static(one(site.engine.builtin_classes[full].atom))
    if name in BUILTINS.get(module, ()):
        return static(site.engine.builtin(full))
    if module == "rt":
        return None
    source = source_of(module, name)
    function = site.engine.library(source, name)
    if function is not None:
        return static(one(function))
    cls = site.engine.library_class(source, name)
    return static(one(cls.atom)) if cls is not None else None


def source_of(module: str, name: str) -> str:
    """The file, below weftc.lib, in which a member of a module of the library is."""
    own = OWN_FILES.get(f"{module}.{name}")
    if own is None and module == "weft.process":
        return "std.weft.process.messages"  # all that it has is known; this one has nothing else
    return own or (module.removeprefix("weftc.lib.") if module.startswith("weftc.lib.") else "std." + module)


def static(type: Type) -> Answer:
    return Answer(type, lambda f, v: f.zero(type))


def argv(site: Site) -> Answer:
    """sys.argv: one list, made when first asked for."""
    made = site.new_list(STR, "argv")
    site.flow(site.engine.argv, one(made))
    type = site.get(site.engine.argv)

    def emit(f: FunctionLowering, v: ir.Value) -> ir.Value:
        slot = f.argv_slot()
        kept = f.load_slot(slot)

        def make() -> ir.Value:
            fresh = f.texts("weft_argv", [], type)
            f.store_slot(slot, fresh)
            return fresh

        return f.merge(kept, lambda: kept, make, ir.Rep.REF)

    return Answer(type, emit)


def store_module_member(site: Site, module: str, name: str, item: Type) -> Answer | None:
    known = site.engine.program.modules.get(module)
    if known is None or name not in known.globals:
        return None
    site.flow(site.engine.global_cell(known, name), item)
    return Answer(NONE, lambda f, v, x: store_global(f, known, name, x, item))


def module_names(site: Site, module: str) -> Iterable[str]:
    known = site.engine.program.modules.get(module)
    return known.globals if known is not None else ()
