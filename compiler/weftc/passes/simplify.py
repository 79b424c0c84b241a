"""Straightens a function: folds constants, drops what isn't used or reached, merges and skips blocks.

    b0:                                   b0:
      v1 = const 1 : i32                    v4 = int.add v0, v0 : int
      br v1 b1(v0), b2                      ret v4
    b1(v2: int):
      v3 = i64.add v2, v2 : i64
      v4 = int.add v2, v2 : int
      jump b3
    b3:
      ret v4

Only what decides control or feeds later passes is folded; the engine folds the rest. A loop's poll is resumed at
its header and raises under that block's handler: headers keep the handler that they have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from weftc.ir.ir import Block, Branch, Function, Jump, Raise, Switch, Unreachable, Value
from weftc.passes.effects import Effects, of_value
from weftc.passes.values import exit_uses, is_removable, substitute

_SMALL = range(-(2**61), 2**61)


def simplify(function: Function, effects: dict[str, Effects] | None = None) -> None:
    """`effects`, where known, lets blocks that can't raise lose their handlers."""
    _fold(function)
    place = _remove_unreachable(function)
    latches = {b for b in function.blocks for j in b.jumps() if place[j.target] <= place[b]}
    headers = {j.target for b in latches for j in b.jumps() if place[j.target] <= place[b]}
    _drop_handlers(function, headers, effects or {})
    _thread_jumps(function, latches | headers)
    _remove_unreachable(function)
    _remove_parameters(function)
    if _merge_blocks(function):
        _remove_unreachable(function)
    _remove_unused(function)


# --- constants


def _fold(function: Function) -> None:
    """Folds values, then branches and guards on constants."""
    replaced: dict[Value, Value] = {}
    for block in function.blocks:
        keep = []
        for value in block.instrs:
            if replaced:
                args = value.args
                for index, arg in enumerate(args):
                    if arg in replaced:
                        args[index] = replaced[arg]
            other = _folded(value)
            if other is not None:
                replaced[value] = other
            elif value.op == "guard" and value.args[0].op == "const":
                if value.args[0].imm:
                    assert isinstance(value.imm, tuple)
                    block.term = Raise(value.imm[0], value.args[1:], value.imm[1], value.pos)
                    break
            else:
                keep.append(value)
        block.instrs = keep
    substitute(function, replaced)
    for block in function.blocks:
        _fold_branch(block)


def _folded(value: Value) -> Value | None:
    """What stands for it: one of its operands' parts, or nothing. A value that is constant becomes one in
    place.
    """
    op, args = value.op, value.args
    match op:
        case "select":
            if args[0] is args[1]:
                return args[0]
            if args[2].op == "const":
                return args[0] if args[2].imm else args[1]
            return None
        case "pair.tag" | "pair.payload":
            which = 0 if op == "pair.tag" else 1
            if args[0].op == "pair" and (which == 0 or args[0].args[1].rep is value.rep):
                return args[0].args[which]
            if args[0].op == "pair_const" and isinstance(args[0].imm, tuple):
                _become(value, args[0].imm[which])
            return None
    fold = _FOLDS.get(op)
    if fold is None or any(arg.op != "const" for arg in args):
        return None
    operands = [arg.imm for arg in args]
    if all(isinstance(operand, int) for operand in operands):
        result = fold(*operands)
        if result is not None:
            _become(value, result)
    return None


def _become(value: Value, constant: object) -> None:
    value.op, value.args, value.imm = "const", [], constant


def _fold_branch(block: Block) -> None:
    while isinstance(block.term, Branch) and block.term.cond.op == "i32.eqz":
        block.term = Branch(block.term.cond.args[0], block.term.otherwise, block.term.then)
    match block.term:
        case Branch(cond, then, otherwise):
            if cond.op == "const":
                block.term = then if cond.imm else otherwise
            elif then.target is otherwise.target and then.args == otherwise.args:
                block.term = then
        case Switch(index, targets, default):
            if index.op == "const" and isinstance(index.imm, int):
                block.term = targets[index.imm] if 0 <= index.imm < len(targets) else default
        case _:
            pass


def _i32(value: int) -> int:
    return (value + 2**31) % 2**32 - 2**31


def _i64(value: int) -> int:
    return (value + 2**63) % 2**64 - 2**63


def _small(value: int) -> int | None:
    return value if value in _SMALL else None


_FOLDS: dict[str, Callable[..., int | None]] = {
    "i32.eqz": lambda a: int(a == 0),
    "i64.eqz": lambda a: int(a == 0),
    "i32.wrap_i64": _i32,
    "i64.extend_i32_s": _i32,
    "i64.extend_i32_u": lambda a: a % 2**32,
    "int.add": lambda a, b: _small(a + b),
    "int.sub": lambda a, b: _small(a - b),
    "int.mul": lambda a, b: _small(a * b),
    "int.neg": lambda a: _small(-a),
    "int.shl": lambda a, b: _small(a << b),
    "int.floordiv": lambda a, b: _small(a // b) if b else None,
    "int.mod": lambda a, b: _small(a % b) if b else None,
}


def _folds_of(wrap: Callable[[int], int], bits: int) -> dict[str, Callable[..., int | None]]:
    top = 1 << bits
    return {
        "add": lambda a, b: wrap(a + b),
        "sub": lambda a, b: wrap(a - b),
        "mul": lambda a, b: wrap(a * b),
        "and": lambda a, b: wrap(a & b),
        "or": lambda a, b: wrap(a | b),
        "xor": lambda a, b: wrap(a ^ b),
        "shl": lambda a, b: wrap(a << b % bits),
        "shr_s": lambda a, b: wrap(a) >> b % bits,
        "eq": lambda a, b: int(wrap(a) == wrap(b)),
        "ne": lambda a, b: int(wrap(a) != wrap(b)),
        "lt_s": lambda a, b: int(wrap(a) < wrap(b)),
        "le_s": lambda a, b: int(wrap(a) <= wrap(b)),
        "gt_s": lambda a, b: int(wrap(a) > wrap(b)),
        "ge_s": lambda a, b: int(wrap(a) >= wrap(b)),
        "lt_u": lambda a, b: int(a % top < b % top),
        "le_u": lambda a, b: int(a % top <= b % top),
        "gt_u": lambda a, b: int(a % top > b % top),
        "ge_u": lambda a, b: int(a % top >= b % top),
    }


_FOLDS |= {f"i32.{name}": fold for name, fold in _folds_of(_i32, 32).items()}
_FOLDS |= {f"i64.{name}": fold for name, fold in _folds_of(_i64, 64).items()}


# --- blocks


def _remove_unreachable(function: Function) -> dict[Block, int]:
    """Also gives each block that stays its place in reverse postorder."""
    entry = function.blocks[0]
    place: dict[Block, int] = {}
    seen = {entry}
    stack = [(entry, iter(entry.successors()))]
    while stack:
        block, rest = stack[-1]
        for target in rest:
            if target not in seen:
                seen.add(target)
                stack.append((target, iter(target.successors())))
                break
        else:
            place[block] = -len(place)
            stack.pop()
    if len(place) < len(function.blocks):
        function.blocks = [block for block in function.blocks if block in place]
    return place


def _drop_handlers(function: Function, headers: set[Block], effects: dict[str, Effects]) -> None:
    """Removes handlers of blocks that can't raise."""
    for block in function.blocks:
        if block.handler is not None and block not in headers and not _raises(block, effects):
            block.handler, block.handler_args = None, []


def _raises(block: Block, effects: dict[str, Effects]) -> bool:
    return isinstance(block.term, Raise) or any(of_value(value, effects).raises for value in block.instrs)


def _thread_jumps(function: Function, of_loops: set[Block]) -> None:
    """Jumps to a block that only jumps on, or branches on what is constant on this way, go straight there, unless it
    is one of those that make the loops."""
    outside = _used_outside(function)
    for block in function.blocks:
        for jump in block.jumps():
            for _ in range(8):
                middle = jump.target
                if middle.instrs or middle in of_loops or middle in outside:
                    break
                onward = _onward(middle, jump)
                if onward is None or onward.target is middle:
                    break
                known = dict(zip(middle.params, jump.args, strict=True))
                jump.args = [known.get(arg, arg) for arg in onward.args]
                jump.target = onward.target
        _fold_branch(block)


def _onward(middle: Block, jump: Jump) -> Jump | None:
    match middle.term:
        case Jump() as onward:
            return onward
        case Branch(cond, then, otherwise) if cond in middle.params:
            given = jump.args[middle.params.index(cond)]
            if given.op == "const":
                return then if given.imm else otherwise
    return None


def _used_outside(function: Function) -> set[Block]:
    """Blocks with parameters that other blocks use."""
    home = {param: block for block in function.blocks for param in block.params}
    out = set()
    for block in function.blocks:
        for value in block.instrs:
            for arg in value.args:
                if arg.op == "param" and home.get(arg, block) is not block:
                    out.add(home[arg])
        for arg in exit_uses(block):
            if arg.op == "param" and home.get(arg, block) is not block:
                out.add(home[arg])
    return out


def _remove_parameters(function: Function) -> None:
    """A parameter that always gets the same value is that value."""
    given: dict[Block, list[list[Value]]] = {}
    for block in function.blocks:
        for jump in block.jumps():
            given.setdefault(jump.target, []).append(jump.args)
        if block.handler is not None:
            given.setdefault(block.handler, []).append(block.handler_args)
    users: dict[Value, set[Block]] = {}
    for block, lists in given.items():
        for args in lists:
            for arg in args:
                if arg.op == "param":
                    users.setdefault(arg, set()).add(block)
    replaced: dict[Value, Value] = {}
    dropped: dict[Block, set[int]] = {}
    work = [block for block in reversed(function.blocks) if block.params]  # those that give come before those given
    queued = set(work)
    while work:
        block = work.pop()
        queued.discard(block)
        gone = dropped.setdefault(block, set())
        for index, param in enumerate(block.params):
            if index in gone:
                continue
            only = _only(param, [args[index] for args in given.get(block, [])], replaced)
            if only is not None:
                replaced[param] = only
                gone.add(index)
                again = users.get(param, set())
                if only.op == "param":
                    users.setdefault(only, set()).update(again)
                for other in again:
                    if other not in queued:
                        queued.add(other)
                        work.append(other)
    if not replaced:
        return
    for block, gone in dropped.items():
        if gone:
            block.params = [p for i, p in enumerate(block.params) if i not in gone]
    for block in function.blocks:
        for jump in block.jumps():
            gone = dropped.get(jump.target, set())
            if gone:
                jump.args = [a for i, a in enumerate(jump.args) if i not in gone]
        if block.handler is not None and dropped.get(block.handler):
            block.handler_args = [a for i, a in enumerate(block.handler_args) if i not in dropped[block.handler]]
    substitute(function, replaced)


def _only(param: Value, args: list[Value], replaced: dict[Value, Value]) -> Value | None:
    only: Value | None = None
    for arg in args:
        while arg in replaced:
            arg = replaced[arg]
        if arg is only or arg is param:
            continue
        if only is not None:
            return None
        only = arg
    # Another representation of the same wasm type is another kind of frame slot: keep the parameter.
    return only if only is not None and only.rep.serves_as(param.rep) else None


def _merge_blocks(function: Function) -> bool:
    """A block that is reached only by one jump goes behind its predecessor, if one handler suits both. Whether a block
    got another handler for that: the one that it had may not be reached any more."""
    entries = Counter(target for block in function.blocks for target in block.successors())
    entry = function.blocks[0]
    replaced: dict[Value, Value] = {}
    gone: set[Block] = set()
    rehandled = False
    for block in function.blocks:
        if block in gone:
            continue
        while isinstance(block.term, Jump):
            jump = block.term
            target = jump.target
            if entries[target] != 1 or target is block or target in gone:
                break
            handler = block.handler
            if not _same_handler(block, target, entry, replaced):
                break
            rehandled |= block.handler is not handler
            replaced.update(zip(target.params, jump.args, strict=True))
            block.instrs += target.instrs
            block.term = target.term
            block.pos = block.pos or target.pos
            block.cold = block.cold and target.cold
            gone.add(target)
            target.instrs, target.params, target.term = [], [], Unreachable()
            target.handler, target.handler_args = None, []
    if gone:
        function.blocks = [block for block in function.blocks if block not in gone]
        substitute(function, replaced)
    return rehandled


def _same_handler(block: Block, target: Block, entry: Block, replaced: dict[Value, Value]) -> bool:
    """Whether the two may be one block; an empty `block`, in which only a poll can raise, gets the target's handler."""
    if block.handler is target.handler:
        if block.handler is None:
            return True
        return [replaced.get(a, a) for a in block.handler_args] == [replaced.get(a, a) for a in target.handler_args]
    if target.handler is None:
        return not _raises(target, {})
    if block is entry or block.instrs or target.params:
        return False  # what the block defines may be used where the handler leads
    block.handler, block.handler_args = target.handler, target.handler_args
    return True


def _remove_unused(function: Function) -> None:
    """Drops values and parameters that nothing needed uses: marks from what has effects, then sweeps."""
    needed: set[Value] = set()
    work: list[Value] = []
    given: dict[Value, list[Value]] = {}
    for block in function.blocks:
        for value in block.instrs:
            if value.op != "const" and not is_removable(value):
                needed.add(value)
                work += value.args
        for target, args in _edges(block):
            for param, arg in zip(target.params, args, strict=True):
                given.setdefault(param, []).append(arg)
        work += block.term.operands()
    while work:
        value = work.pop()
        if value not in needed:
            needed.add(value)
            work += value.args if value.op != "param" else given.get(value, ())
    for block in function.blocks:
        block.instrs = [value for value in block.instrs if value in needed]
    unneeded = {p for block in function.blocks for p in block.params if p not in needed}
    if not unneeded:
        return
    for block in function.blocks:
        for jump in block.jumps():
            if jump.args:
                pairs = zip(jump.args, jump.target.params, strict=True)
                jump.args = [a for a, p in pairs if p not in unneeded]
        if block.handler is not None and block.handler_args:
            pairs = zip(block.handler_args, block.handler.params, strict=True)
            block.handler_args = [a for a, p in pairs if p not in unneeded]
    for block in function.blocks:
        block.params = [p for p in block.params if p not in unneeded]


def _edges(block: Block) -> list[tuple[Block, list[Value]]]:
    """The edges that carry arguments."""
    out = [(jump.target, jump.args) for jump in block.jumps() if jump.args]
    if block.handler is not None and block.handler_args:
        out.append((block.handler, block.handler_args))
    return out
