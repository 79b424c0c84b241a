"""What globals are known by: (module, name). Beside the program's own there are slots of the compiler's."""

from __future__ import annotations

GlobalKey = tuple[str, str]  # as in Engine.globals

#: a slot of a module's: has its body begun?
IMPORTED = "<imported>"
#: "modules": of what the compiler itself counts, each task for itself, and of what each task makes for itself
COUNTERS, PER_TASK = "<counters>", "<per task>"


def is_bound_slot(name: str) -> str:
    """The slot that says whether a global is bound."""
    return f"{name} is bound"
