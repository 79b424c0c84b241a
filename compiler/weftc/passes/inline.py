"""Puts small functions in the place of their calls, callees first; a small recursive function into itself
once.

    b0:                               b0:                      b2(v9: int):
      v1 = call f v0 : int              jump b1                  ret v9
      ret v1                          b1:
    func f(v0: int) -> int              v8 = int.add v0, v0 : int
      v1 = int.add v0, v0               jump b2(v8)
      ret v1

What the callee raises takes the caller's exception edge, and its positions say where it was inlined. Library
code isn't mixed with user code where that could be seen: its loops poll without cancellation, and it has no
lines in tracebacks, so a library function without calls may go into user code, the other way round nothing may.

A function with a loop stays one of its own: its call costs nothing beside the loop, and alone it gets the engine's
registers to itself. In the middle of its caller's values the engine keeps what the loop carries in memory (the
Mandelbrot loop takes 1.6 times as long, a matrix product too).
"""

from __future__ import annotations

from dataclasses import dataclass

from weftc import limits
from weftc.graphs import strongly_connected
from weftc.ir.ir import Block, Branch, Function, Jump, Pos, Program, Raise, Return, Switch, Unreachable, Value

#: sizes count instructions, these by what they take
WEIGHTS = {"const": 0, "list.new": 4}
SMALL = 28  # inlined wherever it is called, unless the call is rarely run
ONCE = 300  # inlined at its only call
RECURSIVE = 40  # inlined into itself
CALLER = 1500  # no function grows beyond
GROWTH = 2  # nor the whole program beyond that many times its size
SLACK = 200  # plus so many instructions


@dataclass(slots=True)
class _Known:
    size: int
    loops: bool
    calls: bool


def inline(program: Program) -> set[str]:
    """Changes functions in place, and removes those that nothing refers to any more; the names of those
    changed.
    """
    inliner = _Inliner(program)
    inliner.run()
    return inliner.changed


class _Inliner:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.known = {name: _measure(function) for name, function in program.functions.items()}
        self.room = SLACK + (GROWTH - 1) * sum(known.size for known in self.known.values())
        self.sites, self.other_uses = _count_references(program)
        self.component: dict[str, int] = {}
        self.changed: set[str] = set()

    def run(self) -> None:
        functions = self.program.functions
        calls = {name: _callees(function) for name, function in functions.items()}
        components = strongly_connected(calls)
        for number, component in enumerate(components):
            for name in component:
                self.component[name] = number
        for component in components:
            for name in component:
                self._inline_into(functions[name], name in calls[name])
        self._remove_unreferenced()

    def _inline_into(self, function: Function, recursive: bool) -> None:
        body = _Copy(function) if recursive and self.known[function.name].size <= RECURSIVE else None
        blocks: list[Block] = []
        for block in function.blocks:
            blocks.append(block)
            while (index := self._next_call(function, block, body)) is not None:
                limits.check()
                call = block.instrs[index]
                name = str(call.imm)
                own = name == function.name
                copied = body if own else _Copy(self.program.functions[name])
                assert copied is not None
                added, block = copied.insert(function, block, index)
                blocks += added
                self.changed.add(function.name)
                known = self.known[name]
                self.room -= known.size
                if not own:
                    self._count_inlined(name)
                    self.known[function.name].size += known.size
        if function.name in self.changed:
            function.blocks = blocks
            self.known[function.name] = _measure(function)

    def _next_call(self, function: Function, block: Block, body: _Copy | None) -> int | None:
        """The first call in `block` that is to be inlined."""
        for index, value in enumerate(block.instrs):
            if value.op != "call":
                continue
            name = str(value.imm)
            if name == function.name:
                if body is not None and value not in body.made and self.room >= self.known[name].size:
                    return index
            elif self._wanted(function, name, block):
                return index
        return None

    def _wanted(self, caller: Function, name: str, block: Block) -> bool:
        callee = self.program.functions.get(name)
        if callee is None or self.component[name] == self.component[caller.name]:
            return False
        known = self.known[name]
        if known.loops or (callee.library != caller.library and (caller.library or known.calls)):
            return False
        once = self.sites[name] == 1 and name not in self.other_uses
        rare = block.cold or isinstance(block.term, Raise)
        if known.size > (ONCE if once else 0 if rare else SMALL):
            return False
        if self.known[caller.name].size + known.size > CALLER:
            return False
        return once or known.size <= self.room

    def _count_inlined(self, name: str) -> None:
        """One call of `name` is gone; those that its body makes are there once more."""
        self.sites[name] -= 1
        if self.sites[name] == 0 and name not in self.other_uses:
            return  # the body moved, rather
        for block in self.program.functions[name].blocks:
            for value in block.instrs:
                if value.op == "call":
                    self.sites[str(value.imm)] += 1

    def _remove_unreferenced(self) -> None:
        functions = self.program.functions
        reached: set[str] = set()
        named = _named_by_data(self.program)
        work = [name for name in functions if name == self.program.main or name in named]
        while work:
            name = work.pop()
            if name in reached or name not in functions:
                continue
            reached.add(name)
            for value in functions[name].values():
                if value.op == "call":
                    work.append(str(value.imm))
                elif value.op == "spawn":
                    assert isinstance(value.imm, tuple)
                    work.append(value.imm[0])
        for name in [name for name in functions if name not in reached]:
            del functions[name]


class _Copy:
    """A function's body as it was when this was made, to be inserted at calls. `made` are the calls that
    were.
    """

    def __init__(self, function: Function) -> None:
        self.function = function
        self.made: set[Value] = set()
        self.blocks = [
            (
                block,
                list(block.params),
                list(block.instrs),
                block.term,
                block.handler,
                list(block.handler_args),
            )
            for block in function.blocks
        ]
        #: as they were: a call that is inlined turns into a parameter
        self.saved = {
            v: (v.op, list(v.args), v.imm, v.rep, v.pos) for block in self.blocks for v in (*block[1], *block[2])
        }
        #: by identity: comparing one goes through all calls that it was inlined through
        self.positions: dict[int, Pos] = {}

    def insert(self, into: Function, at: Block, index: int) -> tuple[list[Block], Block]:
        """Splits `at` before its instruction `index`, a call; returns the blocks made and the last, where the
        rest is.
        """
        call = at.instrs[index]
        call_pos = call.pos
        bare = self.function.library and not into.library
        self.positions = {}
        new: dict[Block, Block] = {}
        for number, (block, *_) in enumerate(self.blocks, into.next_block):
            new[block] = Block(number)
        into.next_block += len(new) + 1
        after = Block(into.next_block - 1)
        after.instrs, after.term, after.cold = at.instrs[index + 1 :], at.term, at.cold
        after.handler, after.handler_args = at.handler, list(at.handler_args)

        values: dict[Value, Value] = dict(zip(self.function.params, call.args, strict=True))
        for _, params, instrs, *_ in self.blocks:
            for value in (*params, *instrs):
                op, _, imm, rep, old = self.saved[value]
                pos = call_pos if bare else self._moved(old, call_pos)
                values[value] = into.new_value(op, [], imm, rep, pos)
        for block, params, instrs, term, handler, handler_args in self.blocks:
            copy = new[block]
            copy.cold = block.cold or at.cold
            copy.pos = call_pos if bare else self._moved(block.pos, call_pos)
            copy.params = [values[p] for p in params]
            copy.instrs = [values[v] for v in instrs]
            for value, made in zip(instrs, copy.instrs, strict=True):
                made.args = [values[a] for a in self.saved[value][1]]
                if made.op == "call":
                    self.made.add(made)
            if handler is not None:
                copy.handler, copy.handler_args = new[handler], [values[a] for a in handler_args]
            else:
                copy.handler, copy.handler_args = at.handler, list(at.handler_args)
            copy.term = self._terminator(term, values, new, after, call_pos, bare)
        if _has_result(call):
            # The call's own value becomes the parameter, so that its uses stand as they are.
            call.op, call.args, call.imm, call.pos = "param", [], None, None
            after.params = [call]
        at.instrs = at.instrs[:index]
        at.term = Jump(new[self.blocks[0][0]], [])
        return [*new.values(), after], after

    def _moved(self, pos: Pos | None, call: Pos | None) -> Pos | None:
        if pos is None or call is None:
            return pos
        found = self.positions.get(id(pos))
        if found is None:
            outer = call if pos.inlined_at is None else self._moved(pos.inlined_at, call)
            found = Pos(pos.file, pos.function, pos.line, pos.column, pos.end_line, pos.end_column, outer)
            self.positions[id(pos)] = found
        return found

    def _terminator(
        self,
        term: object,
        values: dict[Value, Value],
        new: dict[Block, Block],
        after: Block,
        call: Pos | None,
        bare: bool,
    ) -> Jump | Branch | Switch | Raise | Unreachable:
        def jump(old: Jump) -> Jump:
            return Jump(new[old.target], [values[a] for a in old.args])

        match term:
            case Jump() as old:
                return jump(old)
            case Branch(cond, then, otherwise):
                return Branch(values[cond], jump(then), jump(otherwise))
            case Switch(index, targets, default):
                return Switch(values[index], [jump(t) for t in targets], jump(default))
            case Return(value):
                return Jump(after, [] if value is None else [values[value]])
            case Raise(symbol, args, imm, pos):
                return Raise(symbol, [values[a] for a in args], imm, call if bare else self._moved(pos, call))
            case _:
                return Unreachable()


def _has_result(call: Value) -> bool:
    return call.rep.value != "void"


def _measure(function: Function) -> _Known:
    size, calls = 0, False
    for block in function.blocks:
        for value in block.instrs:
            size += WEIGHTS.get(value.op, 1)
            calls = calls or value.op == "call"
    place = {block: index for index, block in enumerate(function.blocks)}
    loops = any(place[t] <= place[b] for b in function.blocks for t in b.successors())
    return _Known(size, loops, calls)


def _callees(function: Function) -> list[str]:
    return list(dict.fromkeys(str(v.imm) for b in function.blocks for v in b.instrs if v.op == "call"))


def _count_references(program: Program) -> tuple[dict[str, int], set[str]]:
    """Calls of each function, and the functions that are referred to otherwise."""
    sites = dict.fromkeys(program.functions, 0)
    other = {program.main} | _named_by_data(program)
    for function in program.functions.values():
        for block in function.blocks:
            for value in block.instrs:
                if value.op == "call":
                    sites[str(value.imm)] = sites.get(str(value.imm), 0) + 1
                elif value.op == "spawn":
                    assert isinstance(value.imm, tuple)
                    other.add(value.imm[0])
    return sites, other


def _named_by_data(program: Program) -> set[str]:
    return {reloc.symbol for datum in program.data.values() for reloc in datum.relocs}
