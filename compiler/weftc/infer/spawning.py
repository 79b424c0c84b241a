"""When code runs, seen from the program's first spawn: certainly before it, or perhaps after it.

In: the main instance, typed. Out: `Spawning`, which says of each instance whether it may be entered before the first
spawn and after it, whether it may spawn, and of each of its operations whether it may run after it.

Until the first spawn there is only main. So an operation comes certainly before it if no way through its function leads
to it from a spawn, or from a call of what may spawn, and its function is only entered before. What can't be told
counts as after.
"""

from __future__ import annotations

from collections.abc import Sequence

from weftc.hir.hir import Block, Raise, Value
from weftc.infer.engine import Instance
from weftc.kinds.classes import ClassKind, SuperKind
from weftc.kinds.function import FunctionKind
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import NEVER, Kind, find, has, resolve
from weftc.kinds.module import ModuleKind
from weftc.kinds.objects import ObjectKind

#: what one such operation calls, it calls once, if all its callees or receivers are of these kinds
_CALLED_ONCE = {
    "call": (FunctionKind, ClassKind, ObjectKind),
    "call_method": (ObjectKind, ClassKind, ModuleKind, SuperKind),
}


class Spawning:
    def __init__(self, main: Instance, late: Sequence[Instance] = ()) -> None:
        """`late`: what no code calls, but the compiler's own at a task's end."""
        self._late = late
        self.instances: list[Instance] = []  # all that main reaches, callers first
        self._calls: dict[Instance, dict[int, list[Instance]]] = {}  # by the number of the calling operation
        self._spawns: dict[Instance, set[int]] = {}  # the numbers of those that spawn
        self._find_instances(main)
        self.may_spawn = self._find_spawning()
        self._flows = {instance: _Flow(instance, self._leaps(instance)) for instance in self.may_spawn}
        self.entered_before: set[Instance] = set()
        self.entered_after: set[Instance] = set()
        self._enter(main)

    def calls(self, instance: Instance) -> dict[int, list[Instance]]:
        """What the instance's operations may call, or spawn."""
        return self._calls[instance]

    def spawns(self, instance: Instance, number: int) -> bool:
        """Does this operation start a task?"""
        return number in self._spawns[instance]

    def straddles(self, instance: Instance) -> bool:
        """May the first spawn come while a call of the instance is under way?"""
        return instance in self.may_spawn and instance in self.entered_before

    def is_late(self, instance: Instance, number: int) -> bool:
        """May the operation run after the first spawn? For its own part: what it calls may run later than it begins."""
        return instance in self.entered_after or self._follows_spawn(instance, number)

    def calls_late(self, instance: Instance, number: int) -> bool:
        """May what the operation calls be entered after the first spawn?"""
        return instance in self.entered_after or True in self._times(instance, number, False)

    def _find_instances(self, main: Instance) -> None:
        stack, seen = [main, *self._late], {main, *self._late}
        while stack:
            instance = stack.pop()
            self.instances.append(instance)
            calls = self._calls[instance] = {}
            for (number, _), callees in instance.sites.items():
                calls.setdefault(number, []).extend(callees)
                for callee in callees:
                    if callee not in seen:
                        seen.add(callee)
                        stack.append(callee)
            self._spawns[instance] = {number for number, detail in instance.made if detail == "task"}

    def _find_spawning(self) -> set[Instance]:
        callers: dict[Instance, list[Instance]] = {}
        for instance in self.instances:
            for callees in self._calls[instance].values():
                for callee in callees:
                    callers.setdefault(callee, []).append(instance)
        found = {instance for instance in self.instances if self._spawns[instance]}
        stack = list(found)
        while stack:
            for caller in callers.get(stack.pop(), ()):
                if caller not in found:
                    found.add(caller)
                    stack.append(caller)
        return found

    def _leaps(self, instance: Instance) -> set[int]:
        """The operations during which the first spawn may come."""
        calls = self._calls[instance].items()
        return self._spawns[instance] | {n for n, callees in calls if any(c in self.may_spawn for c in callees)}

    def _follows_spawn(self, instance: Instance, number: int) -> bool:
        flow = self._flows.get(instance)
        return flow is not None and flow.follows(number)

    def _enter(self, main: Instance) -> None:
        self.entered_before.add(main)
        self.entered_after.update(self._late)
        stack = [(main, False), *((instance, True) for instance in self._late)]
        while stack:
            instance, after = stack.pop()
            for number, callees in self._calls[instance].items():
                for late in self._times(instance, number, after):
                    entered = self.entered_after if late else self.entered_before
                    for callee in callees:
                        if callee not in entered:
                            entered.add(callee)
                            stack.append((callee, late))

    def _times(self, instance: Instance, number: int, after: bool) -> set[bool]:
        """When what an operation calls may be entered, if its function was entered so: after the first spawn?"""
        if after or number in self._spawns[instance] or self._follows_spawn(instance, number):
            return {True}
        flow = self._flows.get(instance)
        if flow is None:
            return {False}
        again = number in flow.leaps and not flow.calls_once(number, self._calls[instance][number])
        return {False, True} if again or flow.calls_on(number) else {False}


class _Flow:
    """The ways through a function that may spawn. `leaps`: the operations during which the first spawn may come."""

    def __init__(self, instance: Instance, leaps: set[int]) -> None:
        self.leaps = leaps
        self._instance = instance
        self._values: dict[int, Value] = {}
        self._places: dict[int, list[tuple[Block, int]]] = {}  # a `raise` calls at its block's end
        for block in instance.reached:
            for index, value in enumerate(block.instrs):
                self._values[value.id] = value
                self._places[value.id] = [(block, index)]
            if isinstance(block.term, Raise):
                for source in (block.term.exc, block.term.cause):
                    if source is not None:
                        self._places.setdefault(-1 - source.id, []).append((block, len(block.instrs)))
        self._first: dict[Block, int] = {}  # the first of them in a block
        self._last: dict[Block, int] = {}
        for number in leaps:
            for block, index in self._places.get(number, ()):
                self._first[block] = min(index, self._first.get(block, index))
                self._last[block] = max(index, self._last.get(block, index))
        self._after = _closure([s for block in self._first for s in block.successors()])

    def follows(self, number: int) -> bool:
        """May the operation come after one of the leaps? One that isn't reached, as far as types tell, may."""
        places = self._places.get(number)
        if places is None:
            return True
        return any(b in self._after or (b in self._first and index > self._first[b]) for b, index in places)

    def calls_once(self, number: int, callees: list[Instance]) -> bool:
        """Is what the operation calls called once, as its first deed?"""
        value = self._values.get(number)
        if value is None or len(callees) != 1:
            return False
        if value.op == "import":
            return True
        kinds = _CALLED_ONCE.get(value.op)
        if kinds is None:
            return False
        called = resolve(self._instance.types.get(value.args[0].id, NEVER))
        return all(isinstance(find(atom), kinds) and not is_derived(find(atom)) for atom in called)

    def calls_on(self, number: int) -> bool:
        """May what the operation calls be called later too, by a loop or an unpacking of its iterator, and a leap come
        before that?"""
        value = self._values.get(number)
        if value is None:
            return False
        if value.op not in ("iter", "unpack") and not has(
            resolve(self._instance.types.get(number, NEVER)), IteratorKind
        ):
            return False
        if number in self.leaps:
            return True
        for block, index in self._places[number]:
            if self._last.get(block, -1) > index or not self._first.keys().isdisjoint(_closure(block.successors())):
                return True
        return False


def is_derived(atom: Kind) -> bool:
    """Has it methods of a built-in kind? What such a one is given, it may call often."""
    cls = atom.cls if isinstance(atom, ClassKind | SuperKind) else atom.class_info
    return cls is not None and cls.builtin is not None


def _closure(blocks: list[Block]) -> set[Block]:
    """These blocks, and all that can be reached from them."""
    seen, stack = set(blocks), list(blocks)
    while stack:
        for block in stack.pop().successors():
            if block not in seen:
                seen.add(block)
                stack.append(block)
    return seen
