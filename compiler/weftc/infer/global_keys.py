"""What globals are known by: (module, name). Beside the program's own there are some of the compiler's."""

from __future__ import annotations

GlobalKey = tuple[str, str]  # as in Engine.globals

#: of a module: has its body begun?
IMPORTED = "<imported>"
#: "modules": of what the compiler itself counts, each task for itself, and of what each task makes for itself
COUNTERS, PER_TASK = "<counters>", "<per task>"


def bound_flag(name: str) -> str:
    """The key of the flag that says whether a global is bound."""
    return f"{name} is bound"
