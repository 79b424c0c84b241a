"""Checks everything that always holds of the IR. Tests run it after every pass.

Structure: blocks and values once each, the entry without parameters and never a target, jumps with the
target's parameters, handlers that begin with `catch`, reducible control flow. Dominance: every operand is defined
on every path before its use, handler arguments at the block's start. Types: operands and result as the operation's
row has them (see `_CHECKS`); in code that nothing reaches they may be anything. Loads: only from references of a known
kind, which are parameters and results of that kind, fresh objects, or what `narrow` makes behind a test. A load needs its
`narrow` as every operand is needed, so it can't move above it.
"""

from __future__ import annotations

from collections.abc import Callable

from weftc.ir.builder import RESULT
from weftc.ir.dominators import Dominators, Loops
from weftc.ir.ir import Block, Branch, Function, Jump, Program, Raise, Rep, Return, Switch, Value
from weftc.ir.ops import ARITHMETIC, OPS
from weftc.ir.printer import print_function, print_terminator, print_value
from weftc.ir.proofs import Proofs
from weftc.ir.runtime import ROWS, RUNTIME
from weftc.ir.wasm_ops import WASM_OPS, WASM_TYPE


class InvalidIR(Exception):
    """A bug of the compiler: says the function, the place and what is wrong there."""


def verify(program: Program) -> None:
    """Raises InvalidIR at the first thing that doesn't hold."""
    if program.main not in program.functions:
        raise InvalidIR(f"no function {program.main}, the program's main")
    for name, function in program.functions.items():
        if name != function.name:
            raise InvalidIR(f"{function.name} is listed as {name}")
        verify_function(function, program)


def verify_function(function: Function, program: Program | None = None) -> None:
    """As `verify` for one function; without a program, callees aren't looked up."""
    _Verifier(function, program).check()


class _Verifier:
    def __init__(self, function: Function, program: Program | None) -> None:
        self.function = function
        self.program = program
        self.home: dict[Value, Block | None] = {}
        self.place = "the function"

    def require(self, holds: bool, message: str) -> None:
        if not holds:
            text = print_function(self.function)
            raise InvalidIR(f"{self.function.name}, {self.place}: {message}\n{text}")

    def check(self) -> None:
        function = self.function
        self.require(bool(function.blocks), "no blocks")
        self._collect()
        self.dominators = Dominators(function)
        self.require(Loops(self.dominators).reducible, "control flow isn't reducible")
        self.proofs = Proofs(self.function)
        self.handlers = {block.handler for block in function.blocks if block.handler is not None}
        for block in function.blocks:
            self.place, self.block = f"{block}", block
            self._block(block)

    def _collect(self) -> None:
        function = self.function
        ids: set[int] = set()
        block_ids: set[int] = set()
        for param in function.params:
            self._define(param, None, ids)
        for block in function.blocks:
            self.place = f"{block}"
            self.require(block.id not in block_ids, "two blocks have this id")
            block_ids.add(block.id)
            for value in block.params:
                self._define(value, block, ids)
                self.require(value.op == "param", f"{value} is listed as a parameter")
                self.require(value.rep not in (Rep.PTR, Rep.VOID), f"parameter {value} is a {value.rep.value}")
            for value in block.instrs:
                self._define(value, block, ids)
                self.require(value.op != "param", f"{value} is a parameter among instructions")
        blocks = set(function.blocks)
        entry = function.blocks[0]
        self.require(not entry.params, "the entry has parameters")
        for block in function.blocks:
            self.place = f"{block}"
            for target in block.successors():
                self.require(target in blocks, f"goes to {target}, which isn't in the function")
                self.require(target is not entry, "goes to the entry")

    def _define(self, value: Value, block: Block | None, ids: set[int]) -> None:
        self.require(value not in self.home, f"{value} is defined twice")
        self.require(value.id not in ids, f"two values are {value}")
        self.require(value.id < self.function.next_id, f"{value} is beyond next_id")
        ids.add(value.id)
        self.home[value] = block

    def _block(self, block: Block) -> None:
        reachable = block in self.dominators.start
        here = set(block.params)

        def use(value: Value, what: str) -> None:
            self.require(value in self.home, f"{what} uses {value}, which isn't in the function")
            home = self.home[value]
            if home is None or value in here or not reachable:
                return
            ok = home is not block and home in self.dominators.start
            self.require(
                ok and self.dominators.available(home, value, block),
                f"{what} uses {value} before it is defined",
            )

        if block.handler is not None:
            for value in block.handler_args:
                use(value, "the handler")
            self._edge(Jump(block.handler, block.handler_args), "handler")
        else:
            self.require(not block.handler_args, "handler arguments without a handler")
        is_handler = block in self.handlers
        self.require(not is_handler or (bool(block.instrs) and block.instrs[0].op == "catch"), "handler without catch")
        for index, value in enumerate(block.instrs):
            for arg in value.args:
                use(arg, repr(value))
            here.add(value)
            if value.op == "catch":
                self.require(is_handler and index == 0, "catch isn't at a handler's start")
            if reachable:
                self._value(value)
        for value in terminator_uses(block):
            use(value, "the terminator")
        self._terminator(block)

    def _edge(self, jump: Jump, what: str) -> None:
        params, args = jump.target.params, jump.args
        ok = len(params) == len(args) and all(fits(a.rep, p.rep) for a, p in zip(args, params, strict=True))
        self.require(ok, f"{what} to {jump.target} gives {args} where it takes {[(p, p.rep.value) for p in params]}")

    def _terminator(self, block: Block) -> None:
        text = print_terminator(block)
        for jump in block.jumps():
            self._edge(jump, text)
        match block.term:
            case Branch(cond, _, _) | Switch(cond, _, _):
                self.require(WASM_TYPE[cond.rep] == "i", f"{text}: the condition isn't an i32")
            case Return(value):
                rep = Rep.VOID if value is None else value.rep
                self.require(
                    fits(rep, self.function.result),
                    f"{text}: the function gives {self.function.result.value}",
                )
            case Raise(None, args, imm):
                self.require(not args and not imm, f"{text}: arguments for no symbol")
            case _:
                pass

    def _value(self, value: Value) -> None:
        text = print_value(value)
        raw = WASM_OPS.get(value.op)
        if raw is not None:
            self._signature(text, value, *raw)
            return
        self.require(value.op in OPS, f"{text}: no such operation")
        if value.op in RESULT:
            self.require(fits(value.rep, RESULT[value.op]), f"{text}: gives {RESULT[value.op].value}")
        operands = OPS[value.op].operands
        if operands is not None:
            ok = len(value.args) == len(operands)
            ok = ok and all(_OPERAND[letter](a.rep) for letter, a in zip(operands, value.args, strict=True))
            self.require(ok, f"{text}: takes {', '.join(_SAID[letter] for letter in operands) or 'nothing'}")
        check = _CHECKS.get(value.op)
        if check is not None:
            wrong = check(self, value)
            self.require(wrong is None, f"{text}: {wrong}")

    def _signature(self, text: str, value: Value, args: tuple[Rep, ...], result: Rep) -> None:
        ok = len(value.args) == len(args) and all(fits(a.rep, r) for a, r in zip(value.args, args, strict=True))
        self.require(ok, f"{text}: takes {[r.value for r in args]}")
        self.require(fits(value.rep, result) and not value.rep.is_reference, f"{text}: gives {result.value}")


def fits(given: Rep, wanted: Rep) -> bool:
    """Whether both are the same wasm values, and nothing is taken for a reference of a known kind that isn't."""
    return given is wanted or (WASM_TYPE[given] == WASM_TYPE[wanted] and wanted is not Rep.REF)


def terminator_uses(block: Block) -> list[Value]:
    """The values that a block's terminator and its edges (but the handler's) use."""
    return [arg for jump in block.jumps() for arg in jump.args] + block.term.operands()


#: by letter of a row's operands: what is one, and what it is called
_OPERAND: dict[str, Callable[[Rep], bool]] = {
    "i": lambda rep: WASM_TYPE[rep] == "i",
    "l": lambda rep: WASM_TYPE[rep] == "l",
    "p": lambda rep: rep is Rep.PAIR,
    "r": lambda rep: rep.is_reference,
    "k": lambda rep: rep is Rep.REF,
}
_SAID = {"i": "an i32", "l": "an i64", "p": "a pair", "r": "a reference", "k": "a reference of known kind"}
_KINDS = {"i32": "i", "u8": "i", "i64": "l", "f64": "d", "pair": "il"}

_Check = Callable[[_Verifier, Value], str | None]


def _const(_: _Verifier, value: Value) -> str | None:
    match value.rep:
        case Rep.F64:
            return None if isinstance(value.imm, float) else "isn't a float"
        case Rep.I32:
            return None if isinstance(value.imm, int) and -(2**31) <= value.imm < 2**32 else "isn't an i32"
        case Rep.I64 | Rep.INT:
            return None if isinstance(value.imm, int) and -(2**63) <= value.imm < 2**63 else "isn't an i64"
        case Rep.REF | Rep.ANY:
            return None if value.imm == 0 else "the only reference constant is 0"
        case _:
            return f"no constants of {value.rep.value}"


def _select(_: _Verifier, value: Value) -> str | None:
    if len(value.args) != 3 or WASM_TYPE[value.args[2].rep] != "i":
        return "takes two values and an i32"
    same = fits(value.args[0].rep, value.rep) and fits(value.args[1].rep, value.rep)
    return None if same and value.rep not in (Rep.PAIR, Rep.VOID) else "operands and result differ"


def _memory(value: Value, stored: bool, index: int) -> str | None:
    imm = value.imm
    if not isinstance(imm, tuple) or len(imm) != 3 or imm[0] not in _KINDS or not isinstance(imm[1], int):
        return "its imm isn't (kind, offset, alias or area)"
    types = [WASM_TYPE[arg.rep] for arg in value.args]
    accessed = types.pop() if stored and types else WASM_TYPE[value.rep]
    if accessed != _KINDS[imm[0]]:
        return f"a {imm[0]} isn't a {accessed}"
    if index >= 0 and value.args and value.args[0].rep not in (Rep.REF, Rep.PTR, Rep.I32):
        return "its base is a reference of no known kind"
    bases = {(): index < 0, ("i",): index == 0, ("i", "i"): index == 1, ("i", "l"): index == 1}
    return None if bases.get(tuple(types)) else "operands"


def _narrow(verifier: _Verifier, value: Value) -> str | None:
    imm = value.imm
    if not value.args or not isinstance(imm, tuple) or len(imm) != 2 or not value.rep.is_reference:
        return "its imm isn't (kinds, outcome)"
    source, *tests = value.args
    if not source.rep.is_reference and source.rep is not Rep.I64:
        return "takes a reference or a payload"
    if not verifier.function.proven:
        return None if source.rep is Rep.I64 and not tests else "is to be forgotten"
    if not tests:
        return None if source.rep.is_reference and imm[1] is None else "without a test"
    ok = verifier.proofs.holds(tests[0], bool(imm[1]), verifier.block)
    return None if ok else f"stands where it isn't known how {tests[0]} came out"


def _guard(_: _Verifier, value: Value) -> str | None:
    imm = value.imm
    ok = isinstance(imm, tuple) and len(imm) == 2 and isinstance(imm[0], str) and isinstance(imm[1], tuple)
    ok = ok and bool(value.args) and WASM_TYPE[value.args[0].rep] == "i"
    return None if ok else "takes (symbol, constants) and a condition"


def _int(_: _Verifier, value: Value) -> str | None:
    if value.op in ("int.floordiv", "int.mod"):
        return None if value.imm is None or isinstance(value.imm, dict) else "its imm isn't a dict"
    return None if value.imm in (None, "i64", "fits") else "its imm isn't one of None, i64, fits"


def _call(verifier: _Verifier, value: Value) -> str | None:
    if verifier.program is None:
        return None
    callee = verifier.program.functions.get(str(value.imm))
    if callee is None:
        return "no such function"
    ok = len(callee.params) == len(value.args) and fits(value.rep, callee.result)
    ok = ok and all(fits(a.rep, p.rep) for a, p in zip(value.args, callee.params, strict=True))
    return None if ok else f"the callee takes {[p.rep.value for p in callee.params]}"


def _rt(_: _Verifier, value: Value) -> str | None:
    if str(value.imm) not in ROWS:
        return "no such runtime call"
    row = RUNTIME[str(value.imm)]
    ok = len(row.args) == len(value.args) and fits(value.rep, row.result)
    ok = ok and all(
        a.rep.is_reference if r is Rep.REF else fits(a.rep, r) for a, r in zip(value.args, row.args, strict=True)
    )
    return None if ok else f"takes {[r.value for r in row.args]}, gives {row.result.value}"


def _spawn(verifier: _Verifier, value: Value) -> str | None:
    imm = value.imm
    if not isinstance(imm, tuple) or len(imm) != 4 or not isinstance(imm[1], int):
        return "its imm isn't (function, kind of result, globals, handle's type)"
    if verifier.program is None:
        return None
    callee = verifier.program.functions.get(imm[0])
    ok = callee is not None and len(callee.params) == len(value.args)
    return None if ok else "no such function or other parameters"


_CHECKS: dict[str, _Check] = {
    "const": _const,
    "select": _select,
    "narrow": _narrow,
    "load": lambda _, v: _memory(v, False, 0),
    "store": lambda _, v: _memory(v, True, 0),
    "load_elem": lambda _, v: _memory(v, False, 1),
    "store_elem": lambda _, v: _memory(v, True, 1),
    "gload": lambda _, v: _memory(v, False, -1),
    "gstore": lambda _, v: _memory(v, True, -1),
    "guard": _guard,
    "call": _call,
    "rt": _rt,
    "spawn": _spawn,
    **dict.fromkeys(ARITHMETIC, _int),
}
