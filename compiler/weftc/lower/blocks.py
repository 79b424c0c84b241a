"""Lowering the control flow of one instance: its blocks, their ends and edges, exception edges, loops over iterators.

Always holds: the IR block of an HIR block has its parameters in their order; a loop over an iterator has that one's
state after them. An edge converts what it passes to the types of its target.
"""

from __future__ import annotations

from weftc import limits
from weftc.hir import hir
from weftc.hir.verify import used_at_end
from weftc.infer.engine import MAY_BE_NEVER
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.iterator import opened
from weftc.kinds.kind import Type, held
from weftc.lower.function import FunctionLowering, Proof
from weftc.lower.loops import Iterator
from weftc.lower.virtual import Virtual
from weftc.operations.exceptions import lower_raise


def lower_blocks(f: FunctionLowering) -> None:
    """Lowers all blocks of the instance that are reached."""
    _Blocks(f).run()


class _Blocks:
    def __init__(self, f: FunctionLowering) -> None:
        self.f = f
        self.blocks: dict[hir.Block, ir.Block] = {}
        self.loops: dict[hir.Block, tuple[Iterator, list[ir.Value]]] = {}  # for-loop headers: iterator, its state there
        self.next_state: dict[hir.Block, list[ir.Value]] = {}
        self.position = {block: k for k, block in enumerate(f.instance.order)}
        self.headers: set[hir.Block] = set()  # of loops
        self.sources: dict[hir.Block, list[hir.Block]] = {}  # where one comes from, if one gets there
        self.proofs: dict[hir.Block, Proof | None] = {}

    def run(self) -> None:
        instance, b = self.f.instance, self.f.b
        body = instance.code.body()
        captures = instance.func.captures
        for param, cell, hvalue in zip(self.f.function.params, [*captures, *instance.params], body.params, strict=True):
            self.f.values[hvalue.id] = self.f.convert(param, held(cell), self.f.type(hvalue))
        reachable = [block for block in instance.order if block in instance.reached]
        self.count_uses(reachable)
        place = self.position
        for source in reachable:
            for target in source.successors():
                self.sources.setdefault(target, []).append(source)
        self.headers = {t for source in reachable for t in source.successors() if place[t] <= place[source]}
        self.blocks[reachable[0]] = b.block
        for block in reachable[1:]:
            made = b.new_block()
            for hvalue in block.params:
                param = self.f.function.new_value("param", [], None, self.f.layout.rep(self.f.type(hvalue)), None)
                made.params.append(param)
                self.f.values[hvalue.id] = param
            self.blocks[block] = made
        for block in reachable:
            limits.check()
            self.start(block)
            self.f.proof = self.proofs[block] = self.proof_of(block)
            self.fill(block)

    def count_uses(self, blocks: list[hir.Block]) -> None:
        def use(values: list[hir.Value], user: object) -> None:
            for value in values:
                self.f.uses.setdefault(value.id, []).append(user)

        for block in blocks:
            for value in block.instrs:
                use(value.args, value)
            use(block.handler_args, block)
            use(used_at_end(block), block.term)

    def start(self, block: hir.Block) -> None:
        """Goes to the block's IR block, and under its handler. A handler's arguments must be there when the block
        starts: conversions come before a block of its own, but at a loop's header, whose handler is its poll's, on the
        way to the handler."""
        b = self.f.b
        b.handler, b.handler_args = None, []
        made = b.at(self.blocks[block])
        made.pos = None if block.span is None else self.f.pos(block.span)
        if block.instrs and block.instrs[0].op == "catch":
            b.pos = self.f.pos(block.instrs[0].span)
            caught = block.instrs[0]
            self.f.values[caught.id] = b.op("catch", rep=self.f.layout.rep(self.f.type(caught)))
        if block.handler is None:
            return
        handler = self.blocks[block.handler]
        types = [self.f.type(p) for p in block.handler.params]
        raw = [self.f.get(a) for a in block.handler_args]
        if block in self.headers and not made.instrs:
            converted = not all(v.rep.serves_as(self.f.layout.rep(t)) for t, v in zip(types, raw, strict=True))
            if converted:
                handler = self.landing(handler, raw, [self.f.type(a) for a in block.handler_args], types)
            b.handler, b.handler_args = made.handler, made.handler_args = handler, raw
            return
        args = [self.f.get_as(a, t) for a, t in zip(block.handler_args, types, strict=True)]
        b.handler, b.handler_args = handler, args
        b.split()

    def proof_of(self, block: hir.Block) -> Proof | None:
        """The test that alone leads here."""
        sources = self.sources.get(block, [])
        if len(sources) != 1:
            return None
        term = sources[0].term
        if isinstance(term, hir.Branch) and term.cond.id not in self.f.instance.known:
            return self.f.get(term.cond), term.then.target is block
        return self.proofs.get(sources[0])

    def landing(self, handler: ir.Block, raw: list[ir.Value], given: list[Type], types: list[Type]) -> ir.Block:
        """A handler that converts what it is given, and passes the exception on to the handler proper."""
        b = self.f.b
        at, pos, b.pos = b.block, b.pos, self.f.no_line()
        out = b.at(b.new_block(*(v.rep for v in raw)))
        exc = b.op("catch")
        pairs = zip(out.params, given, types, strict=True)
        b.handler, b.handler_args = handler, [self.f.convert(v, old, new) for v, old, new in pairs]
        b.split()
        b.throw("weft_reraise", exc)
        b.at(at)
        b.pos = pos
        return out

    def fill(self, block: hir.Block) -> None:
        b = self.f.b
        for value in block.instrs:
            if value.op == "catch":
                continue  # by `start`
            b.pos = self.f.pos(value.span)
            answer = self.f.instance.answers[value.id]
            out = answer.emit(self.f, *map(self.f.operand, value.args))
            if out is not None and out.rep is not Rep.VOID:
                is_bodiless = isinstance(out, Virtual) and out.is_bodiless
                self.f.values[value.id] = out if is_bodiless else self.f.convert(out, answer.type, self.f.type(value))
            if value.op not in MAY_BE_NEVER and not self.f.instance.types.get(value.id):
                b.unreachable()  # control doesn't get through, so inference didn't go on here either
                return
        self.finish(block)

    def finish(self, block: hir.Block) -> None:
        b = self.f.b
        match block.term:
            case hir.Jump() as jump:
                target, args = self.edge(block, jump)
                b.jump(target, *args)
            case hir.Branch(cond, then, otherwise):
                known = self.f.instance.known.get(cond.id)
                if known is not None:
                    target, args = self.edge(block, then if known else otherwise)
                    b.jump(target, *args)
                    return
                test = self.f.get(cond)
                if not self.f.type(cond):
                    b.unreachable()
                    return
                yes, yes_args = self.edge(block, then)
                no, no_args = self.edge(block, otherwise)
                b.branch(test, yes, no, yes_args, no_args)
            case hir.Switch(index, targets):
                edges = [self.edge(block, jump) for jump in targets]
                where = b.op("i32.wrap_i64", self.f.get(index))
                jumps = [ir.Jump(target, args) for target, args in edges]
                b.block.term = ir.Switch(where, jumps[:-1], jumps[-1])
            case hir.ForNext():
                self.for_next(block, block.term)
            case hir.Return(value):
                result = held(self.f.instance.ret)
                if self.f.function.result is Rep.VOID:
                    b.ret()
                else:
                    b.ret(self.f.get_as(value, result))
            case hir.Raise():
                b.pos = self.f.pos(block.term.span)
                lower_raise(self.f, block.term)
            case hir.Unreachable():
                b.unreachable()

    def edge(self, block: hir.Block, jump: hir.Jump, skip: int = 0) -> tuple[ir.Block, list[ir.Value]]:
        """Target and converted arguments; a loop header also gets its iterator's state."""
        args = [self.f.get_as(a, self.f.type(p)) for a, p in zip(jump.args, jump.target.params[skip:], strict=True)]
        if isinstance(jump.target.term, hir.ForNext) and jump.target in self.f.instance.reached:
            args += self.iterator_state(block, jump.target)
        return self.blocks[jump.target], args

    def iterator_state(self, source: hir.Block, header: hir.Block) -> list[ir.Value]:
        if self.position[source] >= self.position[header]:
            return self.next_state[header]
        assert isinstance(header.term, hir.ForNext)
        iterator = opened(self.f, self.f.operand(header.term.iterator))
        state = iterator.start(self.f)
        made = self.blocks[header]
        if header not in self.loops:
            params = [self.f.function.new_value("param", [], None, v.rep, None) for v in state]
            made.params += params
            self.loops[header] = (iterator, params)
        return state

    def for_next(self, block: hir.Block, term: hir.ForNext) -> None:
        b = self.f.b
        b.pos = self.f.pos(term.span)
        iterator, state = self.loops[block]
        header, own = self.blocks[block], [self.f.values[p.id] for p in block.params]
        leave, leave_args = self.edge(block, term.exit)
        item, next_state = iterator.step(self.f, state, lambda: (leave, leave_args), lambda s: (header, [*own, *s]))
        self.next_state[block] = next_state
        inside = term.body.target
        if inside not in self.f.instance.reached:
            b.unreachable()  # nothing ever comes
            return
        param = inside.params[0]
        args = [self.f.get_as(a, self.f.type(p)) for a, p in zip(term.body.args, inside.params[1:], strict=True)]
        if item is None:
            b.unreachable()
            return
        b.jump(self.blocks[inside], self.f.convert(item, iterator.item, self.f.type(param)), *args)
