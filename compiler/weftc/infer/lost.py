"""Warnings about changes that a task makes to its own copies, and that the program then looks for outside.

In: an engine at its fixpoint, without errors. Out: a warning for each variable that code of a spawned function sets or
changes (a global or a captured one), and that is read after the spawn, on a way on which nothing outside sets or
changes it: such a read can only find what was there before. The way is followed in the spawning function, into what
it calls, and on into its callers. Arguments of spawn are not looked at: that these are copied is plain to see. A call
of a function of the library that spawns what it is given, as `timeout` and `scope.spawn` do, counts as a spawn.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from weftc.diagnostics import Diagnostic, Label, warning
from weftc.hir import hir
from weftc.hir.uses import uses
from weftc.infer.accesses import Access, Accesses, Kind, Path
from weftc.infer.contents import is_spawn
from weftc.infer.engine import Engine, Instance
from weftc.source import Span

MAX_STEPS = 300_000  # operations gone through, for all variables together


class Start(NamedTuple):
    """A spawn, and what its task does to the variable."""

    spawn: Span
    change: Access


#: an operation: its function, block, and place in it; and the spawn from which the way has led there
Point = tuple[Instance, hir.Block, int, Start]


def lost_changes(engine: Engine) -> list[Diagnostic]:
    """The warnings of a program that starts tasks, one for each variable or field."""
    accesses = Accesses(engine)
    spawns = Spawns()
    starts: dict[tuple[Kind, Path], list[Point]] = {}
    for instance in list(engine.instances.values()):
        for block in instance.order if not instance.code.module.library else []:
            for index, value in enumerate(block.instrs if block in instance.reached else []):
                for spawn in spawns.of(instance, value):
                    for change in changes(accesses, *spawn):
                        point = (instance, block, index + 1, Start(value.span, change))
                        starts.setdefault((change.kind, change.path), []).append(point)
    search = Search(accesses)
    out: dict[Path, Diagnostic] = {}
    for (kind, path), points in starts.items():
        if path not in out and accesses.complete and (found := search.first_read(points, kind, path)) is not None:
            out[path] = report(*found)
    return list(out.values())


class Spawns:
    """Which spawns an operation of the program makes: itself, or in the library."""

    def __init__(self) -> None:
        self._inside: dict[Instance, list[tuple[Instance, hir.Value]]] = {}
        self._calls: dict[Instance, dict[int, list[Instance]]] = {}

    def of(self, instance: Instance, value: hir.Value) -> list[tuple[Instance, hir.Value]]:
        if is_spawn(instance, value):
            return [(instance, value)]
        callees = self._calls_of(instance).get(value.id, [])
        return [spawn for callee in callees for spawn in self._of_library(callee)]

    def _calls_of(self, instance: Instance) -> dict[int, list[Instance]]:
        """What each operation calls in the library."""
        calls = self._calls.get(instance)
        if calls is None:
            calls = self._calls[instance] = {}
            for (number, _), callees in instance.sites.items():
                calls.setdefault(number, []).extend(c for c in callees if c.code.module.library)
        return calls

    def _of_library(self, instance: Instance) -> list[tuple[Instance, hir.Value]]:
        """All that the instance makes, and what it calls in the library."""
        found = self._inside.get(instance)
        if found is None:
            found = self._inside[instance] = []  # of a recursion's inner calls nothing more
            for block in instance.order:
                for value in block.instrs if block in instance.reached else []:
                    found += [spawn for spawn in self.of(instance, value) if spawn not in found]
        return found


def changes(accesses: Accesses, instance: Instance, spawn: hir.Value) -> list[Access]:
    """What the task sets and changes of what was there before it."""
    out: list[Access] = []
    for callee in accesses.callees(instance, spawn):
        made = [e for e in accesses.whole(callee).values() if e.kind in ("set", "change") and e.path.variable.name]
        inside = reached_from(callee) if any(e.path.variable.instance is not None for e in made) else set()
        out += [access for access in made if access.path.variable.instance not in inside]
    return out


def reached_from(instance: Instance) -> set[Instance]:
    """The instance, and all that it calls or starts."""
    seen = {instance}
    work = [instance]
    while work:
        for callees in work.pop().sites.values():
            for callee in callees:
                if callee not in seen:
                    seen.add(callee)
                    work.append(callee)
    return seen


class Search:
    """Looks for reads of what tasks change; `steps` counts for all searches."""

    def __init__(self, accesses: Accesses) -> None:
        self.accesses = accesses
        self.steps = 0

    def first_read(self, starts: list[Point], kind: Kind, path: Path) -> tuple[Start, Span] | None:
        """A spawn, and where what its task set or changed (`kind`) is read afterwards, with nothing outside that sets
        or changes it before."""
        seen: set[tuple[Instance, int]] = set()  # blocks
        done: set[tuple[Instance, int]] = set()  # operations: the way on from them has been taken
        queue = deque(starts)
        while queue and self.steps < MAX_STEPS:
            here, block, index, start = queue.popleft()
            if index == 0 and (here, block.id) in seen:
                continue
            if index == 0:
                seen.add((here, block.id))
            passed = True
            for value in block.instrs[index:]:
                self.steps += 1
                if (here, value.id) in done:
                    passed = False
                    break
                done.add((here, value.id))
                read = judge(self.accesses.of(here, value), kind, path)
                if isinstance(read, Span):
                    return start, read
                if read:
                    passed = False
                    break
            if not passed:
                continue
            if isinstance(block.term, hir.Return):
                if kind == "change" and self.accesses.path(here, block.term.value) == path:
                    return start, here.code.span
                queue += [(*point, start) for point in after_calls(here)]
            queue += [(here, target, 0, start) for target in block.successors() if target in here.reached]
        return None


def judge(found: list[Access], kind: Kind, path: Path) -> Span | bool:
    """Of what an operation does: the place that reads what the task changed; True if it is set or changed here."""
    for access in found:
        if access.kind == "set" and access.path.variable == path.variable:
            return True
        if access.kind == "change" and kind == "change" and access.path == path:
            return True
    wanted = "load" if kind == "set" else "use"
    for access in found:
        if access.kind == wanted and access.path == path:
            return access.span
    return False


def after_calls(instance: Instance) -> list[tuple[Instance, hir.Block, int]]:
    """Where control goes on when the instance returns: not after a spawn, which doesn't wait for it."""
    out: list[tuple[Instance, hir.Block, int]] = []
    for caller, number in instance.callers:
        home = uses(caller.code.body()).home.get(number)
        if home is not None and home in caller.reached:
            index = next(k for k, value in enumerate(home.instrs) if value.id == number)
            if not is_spawn(caller, home.instrs[index]):
                out.append((caller, home, index + 1))
    return out


def report(start: Start, read: Span) -> Diagnostic:
    name = str(start.change.path)
    return warning(
        "W0501",
        f"a task changes its own copy of `{name}`: the change is lost when it ends",
        start.change.span,
        "changed here, in the task",
        labels=(Label(start.spawn, "the task starts here"), Label(read, f"`{name}` is read here, without the change")),
        helps=("return the value from the function, and take it from `join()`", "or send it through a Channel"),
    )
