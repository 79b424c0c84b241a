"""IR functions with suspension points in every place that code can have them.

Each `Case` is a program, arguments for its function `f` (a pair of struct letter and values: a list), and what that
must return, or what it raises and the traceback's lines. `step` is a call that may block
(the tests choose when) and returns its argument plus one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from weftc.abi.memory import Slot
from weftc.ir.builder import Builder, new_function
from weftc.ir.ir import Function, Pos, Program, Rep, Value
from weftc.passes.rotate import rotate
from weftc.passes.simplify import simplify

I32, I64, F64, REF, INT, PAIR, VOID, PTR = (
    Rep.I32, Rep.I64, Rep.F64, Rep.REF, Rep.INT, Rep.PAIR, Rep.VOID, Rep.PTR,
)  # fmt: skip


@dataclass
class Case:
    name: str
    functions: list[Function]
    args: tuple[object, ...]
    expected: object
    raises: str | None = None
    lines: list[int] = field(default_factory=list)

    def program(self) -> Program:
        return program(*self.functions)


def program(*functions: Function) -> Program:
    main = new_function("main", [])
    Builder(main).ret()
    sources = {"main.py": "\n".join(f"    line {i}" for i in range(1, 100))}
    return Program({f.name: f for f in (main, *functions)}, {}, "main", 0, sources)


def tested_at_the_bottom(function: Function) -> None:
    """Turns loops as the passes do before the back end sees them."""
    rotate(function)
    simplify(function)


def at(line: int) -> Pos:
    return Pos("main.py", "f", line, 4, line, 8)


def counted(
    b: Builder,
    stop: Value,
    state: Sequence[Value],
    body: Callable[..., Sequence[Value]],
    start: Value | None = None,
    step: int = 1,
) -> tuple[Value, ...]:
    """for i in range(start, stop, step): state = body(i, *state)."""
    wide = stop.rep is not I32
    prefix = "i64" if wide else "i32"
    constant = b.i64 if wide else b.i32
    header = b.new_block(stop.rep, *(v.rep for v in state))
    inside, done = b.new_block(), b.new_block()
    b.jump(header, start if start is not None else constant(0), *state)
    b.at(header)
    i, *now = header.params
    b.branch(b.op(f"{prefix}.lt_s" if step > 0 else f"{prefix}.gt_s", i, stop), inside, done)
    b.at(inside)
    after = body(i, *now)
    b.jump(header, b.op(f"{prefix}.add", i, constant(step)), *after)
    b.at(done)
    return tuple(now)


def choose(
    b: Builder, cond: Value, then: Callable[[], Sequence[Value]], otherwise: Callable[[], Sequence[Value]]
) -> tuple[Value, ...]:
    """The values of one of two arms."""
    left, right = b.new_block(), b.new_block()
    b.branch(cond, left, right)
    b.at(left)
    values = then()
    join = b.new_block(*(v.rep for v in values))
    b.jump(join, *values)
    b.at(right)
    b.jump(join, *otherwise())
    b.at(join)
    return tuple(join.params)


def step() -> Function:
    """step(x) = x + 1, after a call that may block."""
    f = new_function("step", [INT], INT)
    b = Builder(f)
    b.pos = at(50)
    b.op("rt", imm="weft_yield")
    b.ret(b.op("i64.add", f.params[0], b.i64(1)))
    return f


def _step(b: Builder, x: Value) -> Value:
    return b.op("call", x, imm="step", rep=INT)


def _f(params: Sequence[Rep], result: Rep) -> tuple[Builder, list[Value], Function]:
    f = new_function("f", params, result)
    b = Builder(f)
    b.pos = at(3)
    return b, f.params, f


def sum_list() -> Case:
    b, (xs,), f = _f([REF], F64)
    n, data = b.op("list.len", xs), b.op("list.data", xs)
    (total,) = counted(
        b,
        n,
        [b.f64(0.0)],
        lambda i, s: [b.op("f64.add", s, b.op("load_elem", data, i, imm=("f64", 8, "elem:f64")))],
    )
    b.ret(total)
    values = [i * 0.5 for i in range(40)]
    return Case("sum_list", [f], (("d", values),), sum(values))


def matrix_product() -> Case:
    b, (n, a, c, out), f = _f([I64, REF, REF, REF], F64)

    def get(data: Value, row: Value, column: Value) -> Value:
        index = b.op("i64.add", b.op("i64.mul", row, n), column)
        return b.op("load_elem", data, index, imm=("f64", 8, "elem:f64"))

    def rows(i: Value) -> list[Value]:
        def columns(j: Value) -> list[Value]:
            (s,) = counted(
                b, n, [b.f64(0.0)], lambda k, s: [b.op("f64.add", s, b.op("f64.mul", get(pa, i, k), get(pc, k, j)))]
            )
            index = b.op("i64.add", b.op("i64.mul", i, n), j)
            b.op("store_elem", po, index, s, imm=("f64", 8, "elem:f64"), rep=VOID)
            return []

        counted(b, n, [], columns)
        return []

    pa, pc, po = b.op("list.data", a), b.op("list.data", c), b.op("list.data", out)
    counted(b, n, [], rows)
    (total,) = counted(b, b.op("i64.mul", n, n), [b.f64(0.0)], lambda i, s: [b.op("f64.add", s, get(po, b.i64(0), i))])
    b.ret(total)
    size = 4
    x = [float(i) for i in range(size * size)]
    y = [float(i * i % 7) for i in range(size * size)]
    product = [sum(x[i * size + k] * y[k * size + j] for k in range(size)) for i in range(size) for j in range(size)]
    args = (size, ("d", x), ("d", y), ("d", [0.0] * size * size))
    return Case("matrix_product", [f], args, sum(product))


def collatz() -> Case:
    """A loop without a counter, two state variables, continue."""
    b, (n,), f = _f([INT], INT)
    header = b.new_block(INT, INT)
    inside, even, odd, done = (b.new_block() for _ in range(4))
    b.jump(header, n, b.word(0))
    b.at(header)
    x, count = header.params
    b.branch(b.op("i64.ne", x, b.i64(1)), inside, done)
    b.at(inside)
    more = b.op("int.add", count, b.word(1))
    b.branch(b.op("i32.wrap_i64", b.op("i64.and", x, b.i64(1))), odd, even)
    b.at(even)
    b.jump(header, b.op("int.floordiv", x, b.word(2)), more)
    b.at(odd)
    b.jump(header, b.op("int.add", b.op("int.mul", x, b.word(3)), b.word(1)), more)
    b.at(done)
    b.ret(count)
    return Case("collatz", [f], (27,), 111)


def calls_in_loops() -> Case:
    """Calls in sibling loops, in loops in loops, in arms, before and after them."""
    b, (n,), f = _f([I64], INT)

    def first(i: Value, s: Value) -> list[Value]:
        return [b.op("int.add", _step(b, s), i)]

    def second(i: Value, s: Value) -> list[Value]:
        (t,) = choose(
            b,
            b.op("i64.eqz", b.op("i64.and", i, b.i64(1))),
            lambda: counted(b, i, [s], first),
            lambda: [_step(b, _step(b, s))],
        )
        (t,) = counted(b, i, [t], lambda j, u: [b.op("int.sub", u, _step(b, j))])
        return [t]

    s = _step(b, b.word(5))
    (s,) = counted(b, n, [s], first)
    (s,) = counted(b, n, [s], second)
    b.ret(b.op("int.add", _step(b, s), s))

    def run(size: int) -> int:
        s = 6
        for i in range(size):
            s = s + 1 + i
        for i in range(size):
            if i & 1 == 0:
                for j in range(i):
                    s = s + 1 + j
            else:
                s += 2
            for j in range(i):
                s -= j + 1
        return s + 1 + s

    return Case("calls_in_loops", [f, step()], (4,), run(4))


def short_circuit() -> Case:
    """while step(i) < n and (step(s) % 3 != 0 or i < 3)."""
    b, (n,), f = _f([INT], INT)
    header = b.new_block(INT, INT)
    right, last, inside, done = (b.new_block() for _ in range(4))
    b.jump(header, b.word(0), b.word(1))
    b.at(header)
    i, s = header.params
    b.branch(b.op("i64.lt_s", _step(b, i), n), right, done)
    b.at(right)
    b.branch(b.op("i64.ne", b.op("int.mod", _step(b, s), b.word(3)), b.i64(0)), inside, last)
    b.at(last)
    b.branch(b.op("i64.lt_s", i, b.i64(3)), inside, done)
    b.at(inside)
    b.jump(header, b.op("i64.add", i, b.i64(1), rep=INT), b.op("int.add", s, _step(b, i)))
    b.at(done)
    b.ret(b.op("int.add", b.op("int.mul", i, b.word(1000)), s))

    def run(n: int) -> int:
        i, s = 0, 1
        while i + 1 < n and ((s + 1) % 3 != 0 or i < 3):
            i, s = i + 1, s + i + 1
        return i * 1000 + s

    return Case("short_circuit", [f, step()], (9,), run(9))


def every_result() -> Case:
    """Calls whose results are of each representation, all live across the later calls."""
    functions = [step()]
    reps = {"i32": I32, "i64": I64, "f64": F64, "ref": REF, "int": INT, "pair": PAIR, "void": VOID}
    for name, rep in reps.items():
        g = new_function(f"get_{name}", [PAIR, REF], rep)
        b = Builder(g)
        pair, ref = g.params
        b.op("rt", imm="weft_yield")
        tag, payload = b.op("pair.tag", pair), b.op("pair.payload", pair)
        if rep is I32:
            b.ret(b.op("i32.add", tag, b.i32(40)))
        elif rep is I64:
            b.ret(b.op("i64.add", payload, b.i64(2)))
        elif rep is F64:
            b.ret(b.op("f64.convert_i64_s", payload))
        elif rep is REF:
            b.ret(ref)
        elif rep is INT:
            b.ret(_step(b, payload))
        elif rep is PAIR:
            b.ret(b.op("pair", b.i32(1), b.op("i64.mul", payload, b.i64(3))))
        else:
            b.ret()
        functions.append(g)
    b, (n, xs), f = _f([I64, REF], F64)

    def body(i: Value, s: Value, q: Value) -> list[Value]:
        pair = b.op("pair", b.i32(2), b.op("i64.add", i, b.i64(7)))
        got = {name: b.op("call", pair, xs, imm=f"get_{name}", rep=rep) for name, rep in reps.items()}
        parts = [
            b.op("f64.convert_i32_s", got["i32"]),
            b.op("f64.convert_i64_s", got["i64"]),
            got["f64"],
            b.op("f64.convert_i32_s", b.op("list.len", got["ref"])),
            b.op("f64.convert_i64_s", got["int"]),
            b.op("f64.convert_i64_s", b.op("pair.payload", got["pair"])),
            b.op("f64.convert_i32_s", b.op("pair.tag", got["pair"])),
            b.op("f64.convert_i64_s", b.op("pair.payload", q)),
        ]
        for part in parts:
            s = b.op("f64.add", s, part)
        return [s, got["pair"]]

    s, q = counted(b, n, [b.f64(0.5), b.op("pair_const", imm=(0, 0))], body)
    b.ret(b.op("f64.add", s, b.op("f64.convert_i32_s", b.op("pair.tag", q))))
    total, last, tag = 0.5, 0, 0
    for i in range(3):
        p = i + 7
        total += 42 + p + 2 + p + 5 + p + 1 + 3 * p + 1 + last
        last, tag = 3 * p, 1
    functions.insert(0, f)
    return Case("every_result", functions, (3, ("d", [1.0] * 5)), total + tag)


def handler_in_loop() -> Case:
    """for i: try: s += check(step(i)) except: s += step(100) -- a guard and a raising call under a handler."""
    check = new_function("check", [INT], INT)
    c = Builder(check)
    c.pos = at(60)
    odd = c.op("i32.wrap_i64", c.op("i64.and", check.params[0], c.i64(1)))
    c.op("rt", imm="weft_yield")
    c.op("guard", odd, imm=("weft_raise_index", (0,)), rep=VOID)
    c.ret(check.params[0])
    b, (n,), f = _f([I64], INT)

    def body(i: Value, s: Value) -> list[Value]:
        handler = b.new_block(INT)
        join = b.new_block(INT)
        b.handler, b.handler_args = handler, [s]
        b.split()
        b.pos = at(10)
        x = _step(b, i)
        b.op("guard", b.op("i64.eq", x, b.i64(4)), imm=("weft_raise_zero", (1,)), rep=VOID)
        b.pos = at(11)
        y = b.op("call", x, imm="check", rep=INT)
        b.jump(join, b.op("int.add", s, y))
        b.handler, b.handler_args = None, []
        b.at(handler)
        b.op("catch")
        b.jump(join, b.op("int.add", handler.params[0], _step(b, b.word(99))))
        b.at(join)
        return [join.params[0]]

    (s,) = counted(b, n, [b.word(0)], body)
    b.ret(s)
    total = 0
    for i in range(7):
        x = i + 1
        total += 100 if x == 4 or x & 1 else x
    return Case("handler_in_loop", [f, check, step()], (7,), total)


def loop_in_handler() -> Case:
    """A call fails; in the handler a loop with calls and a raise out of it."""
    b, (n,), f = _f([I64], INT)
    handler = b.new_block()
    b.handler = handler
    b.split()
    b.pos = at(20)
    x = _step(b, n)
    b.throw("weft_raise_zero", imm=(2,))
    b.handler = None
    b.at(handler)
    b.op("catch")
    (s,) = counted(b, n, [b.word(0)], lambda i, s: [b.op("int.add", s, _step(b, i))])
    b.pos = at(21)
    b.op("guard", b.op("i64.gt_s", s, b.i64(9)), imm=("weft_raise_index", (3,)), rep=VOID)
    b.ret(s)
    del x
    return Case("loop_in_handler", [f, step()], (4,), None, "weft_raise_index", [20, 21])


def blocking_result() -> Case:
    """A blocking runtime call in nested loops, its outcome and result."""
    b, (n, xs), f = _f([I64, REF], INT)

    def inner(j: Value, s: Value) -> list[Value]:
        b.op("rt", xs, b.i32(Slot.REF), b.f64(-1.0), imm="weft_channel_recv")
        value, outcome = b.op("result", rep=INT), b.op("outcome")
        return [b.op("int.add", s, b.op("i64.add", value, b.op("i64.extend_i32_u", outcome), rep=INT))]

    (s,) = counted(b, n, [b.word(0)], lambda i, s: counted(b, i, [s], inner))
    b.ret(s)
    return Case("blocking_result", [f], (4, ("d", [1.0])), sum(range(1, 7)) * 10)


def deep_raise() -> Case:
    """An error through several frames, which may be in memory by then."""
    g = new_function("g", [INT], INT)
    c = Builder(g)
    stop, go = c.new_block(), c.new_block()
    c.branch(c.op("i64.eqz", g.params[0]), stop, go)
    c.at(stop)
    c.pos = at(31)
    c.op("rt", imm="weft_yield")
    c.throw("weft_raise_overflow")
    c.at(go)
    c.pos = at(32)
    y = c.op("call", c.op("int.sub", g.params[0], c.word(1)), imm="g", rep=INT)
    c.ret(c.op("int.add", y, c.word(1)))
    b, (n,), f = _f([INT], INT)
    b.pos = at(33)
    b.ret(b.op("call", n, imm="g", rep=INT))
    return Case("deep_raise", [f, g], (5,), None, "weft_raise_overflow", [31, 32, 32, 32, 32, 32, 33])


def recursion() -> Case:
    f = new_function("f", [INT], INT)
    b = Builder(f)
    (n,) = f.params
    small, big = b.new_block(), b.new_block()
    b.branch(b.op("i64.lt_s", n, b.i64(2)), small, big)
    b.at(small)
    b.ret(_step(b, b.op("i64.sub", n, b.i64(1))))
    b.at(big)
    x = b.op("call", b.op("int.sub", n, b.word(1)), imm="f", rep=INT)
    y = b.op("call", b.op("int.sub", n, b.word(2)), imm="f", rep=INT)
    b.ret(b.op("int.add", x, y))
    return Case("recursion", [f, step()], (6,), 8)


def downward_and_switch() -> Case:
    """for i in range(n, 0, -2), a switch in it, parameters that swap."""
    b, (n,), f = _f([I64], INT)

    def body(i: Value, s: Value, t: Value) -> list[Value]:
        arms = [b.new_block() for _ in range(3)]
        join = b.new_block(INT, INT)
        b.switch(b.op("i32.wrap_i64", b.op("i64.and", i, b.i64(3))), arms[:2], arms[2])
        b.at(arms[0])
        b.jump(join, t, s)
        b.at(arms[1])
        b.jump(join, b.op("int.add", s, t), b.word(3))
        b.at(arms[2])
        b.jump(join, _step(b, t), b.op("int.add", s, b.word(1)))
        b.at(join)
        return list(join.params)

    s, t = counted(b, b.i64(0), [b.word(1), b.word(2)], body, start=n, step=-2)
    b.ret(b.op("int.add", b.op("int.mul", s, b.word(1 << 20)), t))

    def run(n: int) -> int:
        s, t = 1, 2
        for i in range(n, 0, -2):
            match i & 3:
                case 0:
                    s, t = t, s
                case 1:
                    s, t = s + t, 3
                case _:
                    s, t = t + 1, s + 1
        return s * (1 << 20) + t

    return Case("downward_and_switch", [f, step()], (17,), run(17))


def i32_strip() -> Case:
    """Counted loops of i32 near their limits, `while True` with break."""
    b, (n, xs), f = _f([I32, REF], I64)
    data = b.op("list.data", xs)

    def body(i: Value, s: Value) -> list[Value]:
        x = b.op("load_elem", data, b.op("i32.and", i, b.i32(3)), imm=("i64", 8, "elem:i64"))
        return [b.op("i64.add", b.op("i64.mul", s, b.i64(3)), b.op("i64.xor", x, b.op("i64.extend_i32_s", i)))]

    (s,) = counted(b, n, [b.i64(1)], body)
    (s,) = counted(b, b.i32(2**31 - 1), [s], body, start=b.i32(2**31 - 20))
    header, done = b.new_block(I64, I64), b.new_block()
    b.jump(header, s, b.i64(0))
    b.at(header)
    x, count = header.params
    b.branch(b.op("i64.gt_s", count, b.i64(11)), done, more := b.new_block())
    b.at(more)
    b.jump(header, b.op("i64.rotl", x, b.i64(7)), b.op("i64.add", count, b.i64(1)))
    b.at(done)
    b.ret(x)
    mask = 2**64 - 1
    values = [3, 1, 4, 1]
    v = 1
    for i in (*range(30), *range(2**31 - 20, 2**31 - 1)):
        v = v * 3 + (values[i & 3] ^ i) & mask
    for _ in range(12):
        v = (v << 7 | v >> 57) & mask
    return Case("i32_strip", [f], (30, ("q", values)), v - 2**64 if v >> 63 else v)


def loop_by_handler() -> Case:
    """while True: try: n = check(step(n)); return n; except: n += 2 -- the handler is the only way back."""
    check = new_function("check", [INT], INT)
    c = Builder(check)
    c.pos = at(60)
    c.op("rt", imm="weft_yield")
    c.op("guard", c.op("i64.lt_s", check.params[0], c.i64(20)), imm=("weft_raise_index", (0,)), rep=VOID)
    c.ret(check.params[0])
    b, (n,), f = _f([INT], INT)
    start, handler = b.new_block(INT), b.new_block(INT)
    b.jump(start, n)
    start.handler, start.handler_args = handler, [start.params[0]]
    b.at(start)
    b.ret(b.op("call", _step(b, start.params[0]), imm="check", rep=INT))
    b.at(handler)
    b.op("catch")
    b.jump(start, b.op("int.add", handler.params[0], b.word(2)))
    return Case("loop_by_handler", [f, check, step()], (5,), 20)


def _index_tests(n: int, outcome: object, raises: str | None, lines: list[int]) -> Case:
    """for i in range(1, n, 2): s += xs[i] ^ xs[i - 1]; a strip has room for about 1,000 turns."""
    b, (xs, stop), f = _f([REF, I64], I64)
    b.pos = at(7)
    length, data = b.op("list.len", xs), b.op("list.data", xs)
    bound = b.op("i64.extend_i32_u", length)

    def item(i: Value) -> Value:
        b.op("guard", b.op("i64.ge_u", i, bound), imm=("weft_raise_index", (0,)), rep=VOID)
        return b.op("load_elem", data, i, imm=("i64", 8, "elem:i64"))

    def body(i: Value, s: Value) -> list[Value]:
        before = b.op("int.sub", i, b.word(1), imm="fits", rep=I64)
        return [b.op("i64.add", s, b.op("i64.xor", item(i), item(before)))]

    (s,) = counted(b, stop, [b.i64(0)], body, b.i64(1), 2)
    b.ret(s)
    values = [i * 5 for i in range(5001)]
    return Case("index_tests", [f], (("q", values), n), outcome, raises, lines)


def index_tests() -> Case:
    return _index_tests(5001, sum((5 * i) ^ (5 * i - 5) for i in range(1, 5001, 2)), None, [])


def index_tests_fail() -> Case:
    return _index_tests(9000, None, "weft_raise_index", [7])


def derived_values() -> Case:
    """A reference as 64 bits and a pair's payload, both used before and after calls that move everything."""
    b, (xs, n), f = _f([REF, I64], INT)
    f.proven = False

    def reference(v: Value) -> Value:
        return b.op("narrow", v, imm=("list", True), rep=REF)

    wide = b.op("i64.extend_i32_u", xs)
    pair = b.op("pair", b.i32(4), wide)
    payload = b.op("pair.payload", pair)

    def body(i: Value, s: Value) -> list[Value]:
        lists = [reference(v) for v in (wide, payload)]
        lengths = [b.op("i64.extend_i32_u", b.op("list.len", x)) for x in lists]
        return [b.op("int.add", _step(b, s), b.op("i64.add", *lengths))]

    (s,) = counted(b, n, [b.word(0)], body)
    b.ret(b.op("int.add", _step(b, s), b.op("i64.extend_i32_u", b.op("list.len", reference(wide)))))
    return Case("derived_values", [f, step()], (("d", [1.0] * 3), 4), 4 * 7 + 1 + 3)


CASES = [
    sum_list, matrix_product, collatz, calls_in_loops, short_circuit, every_result, handler_in_loop,
    loop_in_handler, loop_by_handler, blocking_result, deep_raise, recursion, downward_and_switch,
    i32_strip, index_tests, index_tests_fail, derived_values,
]  # fmt: skip
