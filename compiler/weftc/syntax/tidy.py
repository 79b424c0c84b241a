"""What remains to be done when a function's blocks are all there.

In: a `Graph` whose blocks are sealed. Out: the `Body`. In order: unreachable blocks go; guards of variables
that are bound on every way go, the others get their truth value carried along; superfluous and unused
parameters go; blocks that only continue each other become one; blocks and values are numbered as they
stand.
"""

from __future__ import annotations

from weftc.graphs import reachable
from weftc.hir.hir import Block, Body, Branch, ForNext, Jump, Raise, Return, Switch, Value
from weftc.hir.ops import those
from weftc.syntax.ssa import Graph, Info


def tidy(graph: Graph, parameters: list[Value]) -> Body:
    work = _Tidy(graph)
    work.drop_quiet_edges()
    work.drop_unreachable()
    if work.settle_guards():
        work.drop_quiet_edges()
        work.drop_unreachable()
    work.drop_trivial_parameters()
    work.carry_flags()
    work.drop_unused_parameters()
    work.write_arguments()
    work.merge_blocks()
    body = work.body(parameters)
    graph.unlink()
    return body


#: operations that can't raise: a block of nothing else has no exception edge
_QUIET = those(lambda op: op.quiet)


def _is_quiet(block: Block) -> bool:
    return not isinstance(block.term, ForNext | Raise) and all(value.op in _QUIET for value in block.instrs)


class _Tidy:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.infos = list(graph.infos.values())
        self.forward: dict[Value, Value] = {}
        self.operands = graph.operands
        self.flag_true: Value | None = None
        self.flag_false: Value | None = None

    def final(self, value: Value) -> Value:
        forward = self.forward
        target = forward.get(value)
        if target is None:
            return value
        seen = [value]
        while True:
            further = forward.get(target)
            if further is None:
                break
            seen.append(target)
            target = further
        for each in seen:
            forward[each] = target
        return target

    # -- reachability ------------------------------------------------------------------------------------

    def drop_quiet_edges(self) -> None:
        """Takes the exception edge from blocks that can't raise, which makes what handlers see more
        precise. Those that begin and close a loop may: Ctrl-C and cancellation come at the poll, under either."""
        quiet = {
            info
            for info in self.infos
            if info.block.handler is not None and _is_quiet(info.block) and not self.is_polled(info)
        }
        if not quiet:
            return
        for info in self.infos:
            if quiet.isdisjoint(info.raisers):
                continue
            keep = [True] * len(info.preds) + [raiser not in quiet for raiser in info.raisers]
            self.keep_sources(info, keep)
        for info in quiet:
            info.block.handler = None

    def is_polled(self, info: Info) -> bool:
        infos = self.graph.infos
        closes = any(infos[jump.target].order <= info.order for jump in info.block.jumps())
        return closes or any(pred.order >= info.order for pred, _ in info.preds)

    def keep_sources(self, info: Info, keep: list[bool]) -> None:
        """Drops some of the ways into a block, with what they pass."""
        for parameter in info.block.params:
            values = self.operands.get(parameter)
            if values is not None:
                self.operands[parameter] = [value for value, kept in zip(values, keep, strict=True) if kept]
        split = len(info.preds)
        info.preds = [pred for pred, kept in zip(info.preds, keep[:split], strict=True) if kept]
        info.raisers = [raiser for raiser, kept in zip(info.raisers, keep[split:], strict=True) if kept]

    def drop_unreachable(self) -> None:
        """Keeps what can be reached, in the order begun, and edges from there."""
        infos = self.graph.infos
        reached = reachable([self.graph.entry.block], Block.successors)
        self.infos = sorted((infos[block] for block in reached), key=lambda info: info.order)
        for info in self.infos:
            sources = [pred for pred, _ in info.preds] + info.raisers
            keep = [source.block in reached for source in sources]
            if not all(keep):
                self.keep_sources(info, keep)

    # -- variables that may be unbound -------------------------------------------------------------------

    def maybe_unbound(self) -> set[Value]:
        """`unbound` and the parameters that it may reach."""
        nothing = self.graph.unbound
        if nothing is None:
            return set()
        users: dict[Value, list[Value]] = {}
        for info in self.infos:
            for parameter in info.block.params:
                for value in self.operands.get(parameter, ()):
                    users.setdefault(self.final(value), []).append(parameter)
        found = {nothing}
        work = [nothing]
        while work:
            for user in users.get(work.pop(), ()):
                if user not in found:
                    found.add(user)
                    work.append(user)
        return found

    def settle_guards(self) -> bool:
        """A check of what is always bound goes; so does the reading of a global whose value is known. Says whether
        any went."""
        if not self.graph.guards:
            return False
        suspects = self.maybe_unbound()
        needless: dict[Block, set[Value]] = {}
        kept: list[tuple[Block, Value, Value]] = []
        for block, guard, value in self.graph.guards:
            if value in suspects:
                kept.append((block, guard, value))
                continue
            needless.setdefault(block, set()).add(guard)
            if guard.op != "check_bound":
                self.forward[guard] = value
        self.graph.guards = kept
        for block, guards in needless.items():
            block.instrs = [value for value in block.instrs if value not in guards]
        return bool(needless)

    def carry_flags(self) -> None:
        """Gives each remaining check the truth value that says whether the variable is bound."""
        checks = [(guard, self.final(value)) for _, guard, value in self.graph.guards if guard.op == "check_bound"]
        if not checks:
            return
        suspects = self.maybe_unbound()
        flags: dict[Value, Value] = {}
        blocks = {parameter: info for info in self.infos for parameter in info.block.params}
        work: list[Value] = []

        def flag(value: Value) -> Value:
            value = self.final(value)
            if value not in suspects:
                return self.constant(True)
            if value is self.graph.unbound:
                return self.constant(False)
            made = flags.get(value)
            if made is None:
                made = flags[value] = self.graph.parameter(blocks[value], f"{value.imm} is bound")
                work.append(value)
            return made

        for guard, value in checks:
            guard.args = [flag(value)]
            while work:
                parameter = work.pop()
                self.operands[flags[parameter]] = [flag(each) for each in self.operands[parameter]]

    def constant(self, truth: bool) -> Value:
        made = self.flag_true if truth else self.flag_false
        if made is None:
            made = self.graph.value("const", [], truth, self.graph.span)
            self.graph.entry.block.instrs.insert(0, made)
            if truth:
                self.flag_true = made
            else:
                self.flag_false = made
        return made

    # -- parameters --------------------------------------------------------------------------------------

    def drop_trivial_parameters(self) -> None:
        """A parameter that only ever gets one value is that value."""
        users: dict[Value, list[Value]] = {}
        work: list[Value] = []
        for info in self.infos:
            for parameter in info.block.params:
                if parameter in self.operands:
                    work.append(parameter)
                    for value in self.operands[parameter]:
                        users.setdefault(self.final(value), []).append(parameter)
        work.reverse()
        while work:
            parameter = work.pop()
            if parameter in self.forward:
                continue
            only = None
            for value in self.operands[parameter]:
                value = self.final(value)
                if value is parameter or value is only:
                    continue
                if only is not None:
                    break
                only = value
            else:
                if only is None:
                    continue
                self.forward[parameter] = only
                affected = users.get(parameter, [])
                users.setdefault(only, []).extend(affected)
                work += affected
        for info in self.infos:
            info.block.params = [value for value in info.block.params if value not in self.forward]

    def drop_unused_parameters(self) -> None:
        """A parameter that serves only other unused parameters goes."""
        used: set[Value] = set()
        for info in self.infos:
            block = info.block
            for value in block.instrs:
                if value.args:
                    value.args = [self.final(each) for each in value.args]
                    used.update(value.args)
            used.update(self.terminator_values(block))
        work = list(used)
        while work:
            for value in self.operands.get(work.pop(), ()):
                value = self.final(value)
                if value not in used:
                    used.add(value)
                    work.append(value)
        for info in self.infos:
            info.block.params = [value for value in info.block.params if value in used or value not in self.operands]
        nothing = self.graph.unbound
        if nothing is not None and nothing not in used:
            self.graph.entry.block.instrs.remove(nothing)

    def terminator_values(self, block: Block) -> list[Value]:
        """Replaces what the terminator uses by the final values, and returns those."""
        match block.term:
            case Branch() as term:
                term.cond = self.final(term.cond)
                return [term.cond]
            case Switch() as term:
                term.index = self.final(term.index)
                return [term.index]
            case ForNext() as term:
                term.iterator = self.final(term.iterator)
                return [term.iterator]
            case Return() as term:
                term.value = self.final(term.value)
                return [term.value]
            case Raise() as term:
                term.exc = self.final(term.exc)
                if term.cause is None:
                    return [term.exc]
                term.cause = self.final(term.cause)
                return [term.exc, term.cause]
            case _:
                return []

    def write_arguments(self) -> None:
        for info in self.infos:
            # the first parameter of a loop's body is the item, which no jump passes
            passed = [value for value in info.block.params if value in self.operands]
            for number, (_, jump) in enumerate(info.preds):
                jump.args = [self.final(self.operands[value][number]) for value in passed]
            for number, raiser in enumerate(info.raisers, len(info.preds)):
                raiser.block.handler_args = [self.final(self.operands[value][number]) for value in passed]

    # -- blocks ------------------------------------------------------------------------------------------

    def merge_blocks(self) -> None:
        """Joins a block with the only one that jumps to it, where their exception edges are the same."""
        merged: set[Block] = set()
        for info in self.infos:
            block = info.block
            if block in merged:
                continue
            while isinstance(block.term, Jump):
                target = block.term.target
                there = self.graph.infos[target]
                if target is block or len(there.preds) != 1 or there.raisers or target.params:
                    break
                if isinstance(target.term, ForNext):
                    break  # the header of a loop stays alone
                same_edge = target.handler is block.handler and target.handler_args == block.handler_args
                if not same_edge and (target.instrs or not isinstance(target.term, Jump)):
                    break
                block.instrs += target.instrs
                block.term = target.term
                block.span = block.span or target.span
                merged.add(target)
        self.infos = [info for info in self.infos if info.block not in merged]

    def body(self, parameters: list[Value]) -> Body:
        count = 0
        blocks = [info.block for info in self.infos]
        for value in parameters:
            value.id = count
            count += 1
        for number, block in enumerate(blocks):
            block.id = number
            for value in block.params:
                value.id = count
                count += 1
            for value in block.instrs:
                value.id = count
                count += 1
        return Body(parameters, blocks, count)
