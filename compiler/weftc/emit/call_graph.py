"""What each function of the program may do: suspend, raise, wait for the host, take part in recursion.

In: the control flow of all functions and which of them poll. Out: `CallGraph`. A function suspends if it polls in a
loop, recurs, calls something that suspends, or is started as a task; whatever suspends may raise (a poll raises
Cancelled).
"""

from __future__ import annotations

from dataclasses import dataclass

from weftc.emit.control_flow import ControlFlow
from weftc.graphs import reachable, strongly_connected
from weftc.ir.ir import Program, Raise, Value
from weftc.ir.ops import OPS, Effect
from weftc.ir.runtime import RUNTIME

_RAISING = frozenset(name for name, op in OPS.items() if Effect.RAISES in op.effect and name not in ("call", "rt"))


def floordiv_overflows(value: Value) -> bool:
    """-2**61 // -1 does, and a dividend of 64 bits by too small a divisor."""
    dividend, divisor = value.args
    known = divisor.imm if divisor.op == "const" and isinstance(divisor.imm, int) else None
    if dividend.imm == "i64":
        return known is None or abs(known) < 5
    if isinstance(value.imm, dict) and value.imm.get("nonneg"):
        return False
    return known is None or known == -1


@dataclass(slots=True)
class CallGraph:
    """Names of functions. `tasks` are those whose entry frame someone makes: main and what is spawned; `spawns` those
    of the library that may spawn for who calls them."""

    suspends: set[str]
    raises: set[str]
    recursive: set[str]
    tasks: set[str]
    stalls: set[str]
    spawns: set[str]

    def may_suspend(self, value: Value) -> bool:
        if value.op == "call":
            return value.imm in self.suspends
        return value.op == "rt" and Effect.SUSPENDS in RUNTIME[str(value.imm)].effect

    def may_raise(self, value: Value) -> bool:
        op = value.op
        if op == "call":
            return value.imm in self.raises
        if op == "rt":
            return bool(RUNTIME[str(value.imm)].effect & (Effect.RAISES | Effect.SUSPENDS))
        if op == "int.floordiv":
            return floordiv_overflows(value)
        return op in _RAISING and value.imm != "fits"


def find_call_graph(program: Program, flows: dict[str, ControlFlow], polling: set[str]) -> CallGraph:
    """Least fixed point over the call graph; linear in its edges."""
    callees: dict[str, list[str]] = {}
    callers: dict[str, list[str]] = {name: [] for name in flows}
    escaping: dict[str, list[str]] = {name: [] for name in flows}  # callers through which an error would pass
    suspends, raises, tasks, stalls, spawns = set(polling), set[str](), {program.main}, set[str](), set[str]()
    local = CallGraph(suspends, raises, set(), tasks, stalls, spawns)
    for name, flow in flows.items():
        called: dict[str, None] = {}
        for block in flow.blocks:
            handled = block.handler is not None
            if isinstance(block.term, Raise) and not handled:
                raises.add(name)
            for value in block.instrs:
                if value.op == "call":
                    callee = str(value.imm)
                    called[callee] = None
                    if not handled:
                        escaping[callee].append(name)
                    continue
                if value.op == "spawn":
                    assert isinstance(value.imm, tuple)
                    tasks.add(value.imm[0])
                    spawns |= {name} if flow.function.library else set()
                if value.op == "rt" and RUNTIME[str(value.imm)].stalls:
                    stalls.add(name)
                if local.may_suspend(value):
                    suspends.add(name)
                if not handled and local.may_raise(value):
                    raises.add(name)
        callees[name] = list(called)
        for callee in called:
            callers[callee].append(name)
    recursive = {
        name
        for component in strongly_connected(callees)
        for name in component
        if len(component) > 1 or name in callees[name]
    }
    suspends = reachable(suspends | recursive | tasks, callers.__getitem__)
    raises = reachable(raises | suspends, escaping.__getitem__)
    stalls = reachable(stalls, callers.__getitem__)
    spawns = reachable(spawns, lambda name: [each for each in callers[name] if flows[each].function.library])
    return CallGraph(suspends, raises, recursive, tasks, stalls, spawns)
