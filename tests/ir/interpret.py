"""Runs IR in Python: what a program computes, logs and raises, for comparing it before and after a pass.

The heap is a toy: an object is a dictionary of slots, a list's elements stand under their indices. Reading
what was never stored, a division that wasm traps on, or an index outside a list is an error of the program:
`Trap`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from weftc.ir.ir import Block, Branch, Function, Jump, Program, Raise, Rep, Return, Switch, Value
from weftc.ir.wasm_ops import WASM_TYPE

Word = int | float | tuple[int, int] | None
SMALL = range(-(2**61), 2**61)


class Trap(Exception):
    """What never may happen, whatever the input."""


class OutOfTurns(Exception):
    """The test's program runs too long to be of use."""


class Raised(Exception):
    """An exception of the program, on its way."""


@dataclass
class Machine:
    """`log` has what is seen from outside: calls of the runtime, their arguments, positions of what was
    raised.
    """

    program: Program
    turns: int = 20_000
    log: list[object] = field(default_factory=list)
    heap: list[dict[object, Word]] = field(default_factory=lambda: [{}])
    globals: dict[object, Word] = field(default_factory=dict)
    depth: int = 0

    def new_list(self, elements: list[int]) -> int:
        self.heap.append({"len": len(elements), **dict(enumerate(elements))})
        return len(self.heap) - 1

    def run(self, name: str, *args: Word) -> tuple[str, Word]:
        """("value", result) or ("raised", nothing); the log says what."""
        try:
            return "value", self.call(self.program.functions[name], list(args))
        except Raised:
            return "raised", None

    def call(self, function: Function, args: list[Word]) -> Word:
        self.depth += 1
        if self.depth > 50:
            raise OutOfTurns
        env: dict[Value, Word] = dict(zip(function.params, args, strict=True))
        block = function.blocks[0]
        while True:
            self.turns -= 1
            if self.turns < 0:
                raise OutOfTurns
            at_start = [env[v] for v in block.handler_args]
            try:
                done, target, passed = self.block(block, env)
            except Raised:
                if block.handler is None:
                    self.depth -= 1
                    raise
                target, passed = block.handler, at_start
                done = False
            if done:
                self.depth -= 1
                return passed[0]
            assert target is not None
            env.update(zip(target.params, passed, strict=True))
            block = target

    def block(self, block: Block, env: dict[Value, Word]) -> tuple[bool, Block | None, list[Word]]:
        for value in block.instrs:
            self.turns -= 1
            env[value] = self.value(value, [env[a] for a in value.args])
        match block.term:
            case Jump() as jump:
                pass
            case Branch(cond, then, otherwise):
                jump = then if env[cond] else otherwise
            case Switch(index, targets, default):
                at = env[index]
                assert isinstance(at, int)
                jump = targets[at] if 0 <= at < len(targets) else default
            case Return(returned):
                return True, None, [None if returned is None else env[returned]]
            case Raise(symbol, args, imm, pos):
                self.throw(symbol, [*imm, *(env[a] for a in args)], pos)
            case _:
                raise Trap("unreachable")
        return False, jump.target, [env[a] for a in jump.args]

    def throw(self, symbol: str | None, args: list[object], pos: object) -> None:
        self.log.append((symbol, args, None if symbol == "weft_raise_overflow" else pos))
        raise Raised

    def value(self, value: Value, args: list[Word]) -> Word:
        op, imm = value.op, value.imm
        if "." in op and op.partition(".")[0] in ("i32", "i64", "f64"):
            return wasm(op, args)
        if op.startswith("int."):
            return self.arithmetic(value, args)
        match op:
            case "const":
                return wrap(imm, value.rep) if isinstance(imm, int) else imm  # type: ignore[return-value]
            case "select":
                return args[0] if args[2] else args[1]
            case "pair":
                return (args[0], args[1])  # type: ignore[return-value]
            case "pair_const":
                return imm  # type: ignore[return-value]
            case "pair.tag":
                return args[0][0]  # type: ignore[index]
            case "pair.payload":
                return args[0][1]  # type: ignore[index]
            case "narrow":
                return args[0]
            case "guard":
                assert isinstance(imm, tuple)
                if args[0]:
                    self.throw(imm[0], [*imm[1], *args[1:]], value.pos)
                return None
            case "call":
                return self.call(self.program.functions[str(imm)], args)
            case "rt":
                self.log.append((imm, args))
                return None
            case "catch":
                self.log.append("catch")
                return 0
            case _:
                return self.memory(value, args)

    def arithmetic(self, value: Value, args: list[Word]) -> Word:
        a, b = args[0], args[-1]
        assert isinstance(a, int) and isinstance(b, int)
        op = value.op[4:]
        if op in ("floordiv", "mod"):
            if b == 0:
                raise Trap("division by zero")
            if isinstance(value.imm, dict) and value.imm.get("nonneg") and (a < 0 or b <= 0):
                raise Trap("not nonneg")
            result = a // b if op == "floordiv" else a % b
        elif op == "shl":
            if not 0 <= b < 62:
                raise Trap("shift")
            result = a << b
        else:
            result = {"add": a + b, "sub": a - b, "mul": a * b, "neg": -a}[op]
        bounds = {"fits": range(-(2**63), 2**63), "i64": range(-(2**63), 2**63)}.get(str(value.imm), SMALL)
        if result not in bounds:
            if value.imm == "fits":
                raise Trap(f"{value} is {result}, which doesn't fit")
            self.throw("weft_raise_overflow", [], value.pos)
        return result

    def memory(self, value: Value, args: list[Word]) -> Word:
        imm = value.imm
        match value.op:
            case "new":
                self.heap.append({})
                return len(self.heap) - 1
            case "list.new":
                assert isinstance(imm, tuple)
                self.heap.append({"len": imm[2]} | dict.fromkeys(range(imm[2]), 0))
                return len(self.heap) - 1
            case "gload":
                return self.globals.get(imm, 0)
            case "gstore":
                self.globals[imm] = args[0]
                return None
        assert isinstance(args[0], int)
        slots = self.heap[args[0]]
        match value.op:
            case "list.len":
                return slots["len"]
            case "list.data":
                return args[0]
            case "load":
                assert isinstance(imm, tuple)
                return slots[imm[1]]
            case "store":
                assert isinstance(imm, tuple)
                slots[imm[1]] = args[1]
                return None
            case "load_elem":
                if args[1] not in slots:
                    raise Trap(f"index {args[1]}")
                return slots[args[1]]
            case "store_elem":
                if args[1] not in slots:
                    raise Trap(f"index {args[1]}")
                slots[args[1]] = args[2]
                return None
            case _:
                raise AssertionError(f"{value.op} isn't interpreted")


def wrap(value: int, rep: Rep) -> int:
    bits = {"i": 32, "l": 64}[WASM_TYPE[rep]]
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> (bits - 1) else value


def wasm(op: str, args: list[Word]) -> Word:
    """One wasm instruction on signed integers or floats."""
    prefix, name = op.split(".")
    if prefix == "f64":
        return _float(name, args)
    bits = int(prefix[1:])
    a = args[0]
    if name in ("extend_i32_s", "extend_i32_u", "wrap_i64"):
        assert isinstance(a, int)
        return _signed(a & 0xFFFFFFFF if name == "extend_i32_u" else a, bits)
    if name == "reinterpret_f64":
        assert isinstance(a, float)
        return int(struct.unpack("<q", struct.pack("<d", a))[0])
    b = args[-1]
    assert isinstance(a, int) and isinstance(b, int)
    mask = (1 << bits) - 1
    ua, ub = a & mask, b & mask
    if name == "eqz":
        return int(a == 0)
    compared = {"eq": a == b, "ne": a != b, "lt_s": a < b, "gt_s": a > b, "le_s": a <= b, "ge_s": a >= b,
                "lt_u": ua < ub, "gt_u": ua > ub, "le_u": ua <= ub, "ge_u": ua >= ub}  # fmt: skip
    if name in compared:
        return int(compared[name])
    if name in ("div_s", "rem_s", "div_u", "rem_u"):
        if b == 0 or (name == "div_s" and b == -1 and a == -(1 << (bits - 1))):
            raise Trap(op)
        if name == "div_u":
            return _signed(ua // ub, bits)
        if name == "rem_u":
            return _signed(ua % ub, bits)
        quotient = abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
        return quotient if name == "div_s" else a - quotient * b
    shift = b % bits
    result = {
        "add": lambda: a + b, "sub": lambda: a - b, "mul": lambda: a * b, "and": lambda: a & b,
        "or": lambda: a | b, "xor": lambda: a ^ b, "shl": lambda: a << shift, "shr_s": lambda: a >> shift,
        "shr_u": lambda: ua >> shift, "clz": lambda: bits - ua.bit_length(), "popcnt": lambda: ua.bit_count(),
        "ctz": lambda: (ua & -ua).bit_length() - 1 if ua else bits,
    }[name]()  # fmt: skip
    return _signed(result, bits)


def _signed(value: int, bits: int) -> int:
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> (bits - 1) else value


def _float(name: str, args: list[Word]) -> Word:
    a, b = args[0], args[-1]
    assert isinstance(a, int | float) and isinstance(b, int | float)
    if name.startswith("convert"):
        return float(a)
    return {"add": a + b, "sub": a - b, "mul": a * b, "lt": int(a < b), "eq": int(a == b), "neg": -a}[name]
