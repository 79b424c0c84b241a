"""One function at a time: plans (what stands where), then code and data."""

from __future__ import annotations

from weftc.abi.memory import FrameFlag
from weftc.emit.call_graph import CallGraph
from weftc.emit.control_flow import ControlFlow
from weftc.emit.frames import Frame, Positions, address_table, describe, lay_out, live_values
from weftc.emit.function import Context, function_signature, write_body
from weftc.emit.liveness import find_liveness
from weftc.emit.locals import assign_locals
from weftc.emit.points import ENTRY, POLL, find_points, wanted_roots
from weftc.emit.polls import Polls
from weftc.emit.resume import Plan, build_body
from weftc.emit.sizes import check_size
from weftc.emit.thunks import thunk_name, write_thunk
from weftc.emit.trees import find_trees
from weftc.ir.ir import Program
from weftc.wasm.objects import ObjectFile


class Compiler:
    """Collects into `out`. All functions are planned before any is written: a spawn must know its callee's frame."""

    def __init__(self, program: Program, calls: CallGraph, threads: bool, generic: bool, out: ObjectFile) -> None:
        self.program, self.calls, self.threads, self.generic, self.out = program, calls, threads, generic, out
        self.positions = Positions(program.sources)
        self.chained = False
        self._plans: dict[str, Plan] = {}
        self._frames: dict[str, Frame] = {}

    def plan(self, flow: ControlFlow, polls: Polls) -> None:
        """Decides everything about a function but its bytes."""
        calls, function = self.calls, flow.function
        suspends = function.name in calls.suspends
        trees = find_trees(flow, calls.may_suspend)
        wanted = wanted_roots(flow, trees, calls, self.generic and suspends)
        live = find_liveness(flow, trees, wanted)
        locals_ = assign_locals(flow, live, suspends)
        points = find_points(flow, trees, live, polls, calls, wanted, suspends)
        if suspends:
            self._frames[function.name] = lay_out(live_values(live, points.points), locals_)
        self._plans[function.name] = Plan(
            flow, calls, trees, live, locals_, polls, points, suspends, [False] * len(points.sites)
        )

    def write(self, name: str) -> None:
        """Code, descriptors and tables of a planned function."""
        plan = self._plans[name]
        chains = [self.positions.chain(pos, handler) for pos, handler in plan.points.sites]
        plan.has_lines = [bool(chain) for chain in chains]
        chained = any(len(chain) > 1 for chain in chains)
        self.chained |= chained
        for is_generic in (False, True) if plan.points.after_overflow else (False,):
            symbol = f"{name}.generic" if is_generic else name
            body = build_body(plan, is_generic)
            context = Context(
                symbol, self.threads, self._frames.get(name), chained, self._entry_offsets, self.positions
            )
            self.out.functions.append(check_size(plan.flow.function, write_body(body, context)))
            if plan.suspends:
                self._describe(plan, symbol, is_generic, chains)
        if any(plan.has_lines):
            if chained:
                table = [self.positions.list_of(chain) if chain else None for chain in chains]
            else:
                table = [chain[0] if chain else None for chain in chains]
            self.out.data.append(address_table(f"{name}.sites", table))

    def _describe(self, plan: Plan, symbol: str, generic: bool, chains: list[list[str]]) -> None:
        function = plan.flow.function
        self.out.functions.append(write_thunk(symbol, function_signature(function, True)))
        flags = FrameFlag.LIBRARY if function.library else 0
        flags |= FrameFlag.QUIET if function.name not in plan.calls.stalls else 0
        flags |= FrameFlag.COMPUTES if function.computes else 0
        table: list[str | None] = [None]
        for point in plan.points.points:
            if not plan.points.has(point, generic):  # the fast body's overflows go on in the other
                table.append(None if generic else f"{symbol}.generic.point.{point.number}")
                continue
            chain = chains[point.number]
            if point.kind == ENTRY and not chain and function.name in plan.calls.tasks:
                chain = [self.positions.name(function.display.rpartition(".")[2])]
            datum = describe(
                f"{symbol}.point.{point.number}",
                thunk_name(symbol),
                point,
                self._frames[function.name],
                plan.live,
                plan.locals,
                flags,
                chain,
            )
            self.out.data.append(datum)
            table.append(datum.name)
        if generic:  # where it hands back
            table += [f"{function.name}.point.{p.number}" if p.kind == POLL else None for p in plan.points.points]
        self.out.data.append(address_table(f"{symbol}.points", table))

    def _entry_offsets(self, name: str) -> list[int | None]:
        plan = self._plans[name]
        offsets = self._frames[name].offset
        return [offsets.get(plan.locals.local[param.id]) for param in plan.flow.function.params]
