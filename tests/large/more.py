"""More."""

from __future__ import annotations

from tests.large.family import family, lines, listed, numbered


@family(1000)
def quoted_annotation(n: int) -> str:
    return lines(numbered("class C#: pass", n), f"def f(x: '{listed('C#', n, ' | ')}'):", "    return 1",
                 "print(f(C0()))")  # fmt: skip


@family(1000)
def quoted_nested(n: int) -> str:
    return lines(f"def f(x: '{'list[' * n}int{']' * n}'):", "    return 1", "print(f([]))")


@family(1000)
def annotation_that_doesnt_fit(n: int) -> str:
    return lines(numbered("class C#: pass", n), f"def f(x: {listed('C#', n, ' | ')}):", "    return 1", "print(f(5))")


@family(1000)
def annotated_attribute(n: int) -> str:
    return lines("from __future__ import annotations", "import math", f"def f(x: math{'.a' * n}):", "    return 1",
                 "print(f(5))")  # fmt: skip


@family(1000)
def decorator_of_attributes(n: int) -> str:
    return lines(
        "class C:", f"    @a{'.b' * n}.setter", "    def m(self): pass", f"@a{'.dataclass' * n}", "class D: pass"
    )


@family(1000)
def deleted_attribute(n: int) -> str:
    return lines("class A:", "    def __init__(self): self.b = self", "a = A()", f"del a{'.b' * n}")


@family(1000)
def stored_attribute(n: int) -> str:
    return lines("class A:", "    def __init__(self):", "        self.b = self", "        self.x = 1", "a = A()",
                 f"a{'.b' * n}.x = 5", f"a{'.b' * n}.x += 5", "print(a.x)")  # fmt: skip


@family(1000)
def in_tuple(n: int) -> str:
    return lines("def f(x):", f"    return x in ({listed('#', n)},)", "print(f(3), f(-1))")


@family(1000)
def in_set(n: int) -> str:
    return lines("def f(x):", f"    return x in {{{listed(chr(39) + 'k#' + chr(39), n)}}}", "print(f('k3'), f('a'))")


@family(200)
def isinstance_chain(n: int) -> str:
    arms = [line for k in range(n) for line in (f"    elif isinstance(x, C{k}):", f"        return x.v + {k}")]
    return lines(numbered("class C#:\n    v = #", n), "def f(x):", "    if x is None:", "        return 0", arms,
                 f"for c in [{listed('C#()', n)}, None]:", "    print(f(c))")  # fmt: skip


@family(1000)
def isinstance_union(n: int) -> str:
    return lines(numbered("class C#: pass", n), "def f(x):", f"    return isinstance(x, {listed('C#', n, ' | ')})",
                 "print(f(C0()), f(1))")  # fmt: skip


@family(1000)
def tuples_compared(n: int) -> str:
    return lines("def f(x):", f"    return ({listed('x + #', n)},) < ({listed('x + #', n)}, 1)", "print(f(1))")


@family(1000)
def tuple_indexed(n: int) -> str:
    return lines(
        "def f(x, k):", f"    t = ({listed('x + #', n)},)", "    return t[k]", f"print(f(1, {n - 1}), f(1, -1))"
    )


@family(1000)
def tuple_gone_through(n: int) -> str:
    return lines("def f(x):", f"    t = ({listed('x + #', n)},)", "    s = 0", "    for y in t:", "        s += y",
                 "    return s", "print(f(1))", f"for z in ({listed('#', n)}, 'a'):", "    last = z", "print(last)")  # fmt: skip


@family(1000)
def tuple_as_key(n: int) -> str:
    return lines("def f(x):", f"    return ({listed('x + #', n)},)", "d = {f(1): 2}", "print(d[f(1)], f(1) in {f(2)})")


@family(1000)
def tuple_sent(n: int) -> str:
    return lines("from weft import Channel, spawn", "c = Channel(3)", "def f(x):", f"    c.send(({listed('x + #', n)},))",
                 f"    c.send(({listed('[x]', n)},))" if n < 0 else "    pass", "t = spawn(f, 1)", "t.join()",
                 "print(c.recv()[1])")  # fmt: skip


@family(1000)
def tuple_of_lists(n: int) -> str:
    return lines("def f(x):", f"    return ({listed('[x]', n)},)", "t = f(2)", f"print(len(t), t[{n - 1}])")


@family(1000)
def tuple_sliced(n: int) -> str:
    return lines("def f(x):", f"    return ({listed('x + #', n)},)", f"print(len(f(2)[1:]), (f(1) + f(2))[{n}])")


@family(1000)
def star_import(n: int) -> dict[str, str]:
    return {"m.py": lines(numbered("v# = #", n)), "main.py": lines("from m import *", f"print(v0 + v{n - 1})")}


@family(1000)
def from_import(n: int) -> dict[str, str]:
    return {
        "m.py": lines(numbered("v# = [#]", n)),
        "main.py": lines(f"from m import {listed('v#', n)}", f"print(v{n - 1})"),
    }


@family(1000)
def arguments_of_exception(n: int) -> str:
    return lines("x = 1", "try:", f"    raise ValueError({listed('x + #', n)})", "except ValueError as e:",
                 "    print(len(e.args))")  # fmt: skip


@family(300)
def items_of_nested_pattern(n: int) -> str:
    return lines("def f(x):", "    match x:", f"        case {'[' * min(n, 90)}a{']' * min(n, 90)}:", "            return a",
                 "    return -1", "print(f([1]))")  # fmt: skip


@family(1000)
def pattern_of_class(n: int) -> str:
    return lines("class C:", "    def __init__(self):", numbered("        self.f# = #", n), "match C():",
                 f"    case C({listed('f#=a#', n)}):", f"        print(a0 + a{n - 1})")  # fmt: skip


@family(1000)
def slices(n: int) -> str:
    return lines("s = 'abcdef'", f"print(s{'[0:]' * min(n, 380)})", numbered("x# = s[#:]", n), f"print(x{n - 1})")


@family(3000)
def negated(n: int) -> str:
    return lines("x = 1", f"print({listed('not x', n, ' or ')})", f"print({listed('-x', n, ' - ')})")


@family(1000)
def lambdas_as_defaults(n: int) -> str:
    return lines(f"def f({listed('a#=lambda x: x + #', n)}):", f"    return a{n - 1}(1)", "print(f())")


@family(1000)
def floats(n: int) -> str:
    return lines(f"xs = [{listed('#.25', n)}]", "print(sum(xs))", "def f(x):", f"    return {listed('x * #.5', n, ' + ')}",
                 "print(f(2.0))")  # fmt: skip


@family(1000)
def nonlocals(n: int) -> str:
    return lines("def f():", f"    {listed('a#', n, ' = ')} = 1", "    def g():", f"        nonlocal {listed('a#', n)}",
                 "        a0 = 2", "    g()", f"    return a0 + a{n - 1}", "print(f())")  # fmt: skip


@family(1000)
def loop_targets(n: int) -> str:
    return lines("def f(xs):", f"    for {listed('a#', n)} in xs:", f"        print(a0 + a{n - 1})",
                 f"f([[1] * {n}, [2] * {n}])", f"for {listed('b#', n)}, in [({listed('#', n)},)]: print(b0)")  # fmt: skip


@family(1000)
def sorted_by(n: int) -> str:
    return lines(numbered("x# = sorted([3, 1, 2], key=lambda v: -v + #)", n), f"print(x{n - 1})")


@family(1000)
def many_methods_of_built_ins(n: int) -> str:
    return lines(
        "s = 'a b'", "xs = [1]", numbered("s = s.upper() + str(#)\nxs.append(len(s.split()))", n), "print(len(s))"
    )


@family(1000)
def generators(n: int) -> str:
    return lines("xs = [1, 2]", numbered("v# = sum(x + # for x in xs)", n), f"print(v{n - 1})")


@family(1000)
def ternaries(n: int) -> str:
    return lines("def f(x):", numbered("    y# = # if x else 'a'", n), f"    return y{n - 1}", "print(f(1), f(0))")


@family(1000)
def class_statements(n: int) -> str:
    return lines("class C:", "    t = 0", numbered("    t = t + #", n), "print(C.t)")


@family(300)
def classes_in_functions(n: int) -> str:
    made = [line for k in range(n) for line in (f"def f{k}(x):", "    class C:", "        y = x", "    return C.y")]
    return lines(made, f"print({listed('f#(#)', n, ' + ')})")


@family(300)
def derived_from_built_ins(n: int) -> str:
    bases = ["list", "dict", "int", "str", "tuple", "set", "float"]
    return lines([f"class C{k}({bases[k % 7]}): pass" for k in range(n)], numbered("c# = C#()", n), f"print(len(c{n // 7 * 7}))"
                 if n % 7 else "print(1)")  # fmt: skip


@family(300)
def try_in_loop(n: int) -> str:
    tried = [line for k in range(n) for line in ("        try:", f"            t += 10 // (i - {k})",
                                                 "        except ZeroDivisionError:", f"            t -= {k}")]  # fmt: skip
    return lines("def f(n):", "    t = 0", "    for i in range(n):", tried, "    return t", "print(f(5))")


@family(1000)
def big_ints(n: int) -> str:
    """Each operation may overflow, and goes on in a generic body."""
    return lines("def f(x):", "    for i in range(3):", numbered("        x = x * 3 + #", n), "        x = x % 1000",
                 "    return x", "print(f(1) if 1 > 2 else 5)")  # fmt: skip


@family(300)
def dicts_of_kinds(n: int) -> str:
    return lines(numbered("d# = {#: [#], 'a': #}", n), "print(d0)", f"print(d{n - 1})")


@family(300)
def containers_of_classes(n: int) -> str:
    made = [line for k in range(n) for line in (f"class C{k}:", "    def __init__(self, x): self.x = x")]
    return lines(
        made, numbered("v# = [C#(#), C#(1)]", n), numbered("w# = {#: v#}", n), f"print(w{n - 1}[{n - 1}][0].x)"
    )


@family(300)
def reprs_of_classes(n: int) -> str:
    made = [line for k in range(n) for line in (f"class C{k}:", f"    def __repr__(self): return 'C{k}'")]
    return lines(made, f"print([{listed('C#()', n)}])")


@family(300)
def equals_of_classes(n: int) -> str:
    made = [line for k in range(n) for line in (f"class C{k}:", f"    def __eq__(self, o): return isinstance(o, C{k})")]
    return lines(made, f"xs = [{listed('C#()', n)}]", "print(xs.count(xs[3]))")


@family(300)
def operators_of_classes(n: int) -> str:
    made = [line for k in range(n) for line in (f"class C{k}:", f"    def __add__(self, o): return {k}")]
    return lines(
        made, f"xs = [{listed('C#()', n)}]", "print(sum([x + 1 for x in xs]), sum([x + y for x, y in zip(xs, xs)]))"
    )


@family(300)
def functions_by_kind(n: int) -> str:
    made = [line for k in range(n) for line in (f"def f{k}(x):", f"    return [x] * {k}")]
    return lines(made, f"fs = {{{listed(chr(39) + 'f#' + chr(39) + ': f#', n)}}}", f"print(fs['f{n - 1}'](1)[0])")


@family(300)
def closures_in_list(n: int) -> str:
    made = [line for k in range(n) for line in (f"def f{k}(x):", f"    def g(y): return x + y + {k}", "    return g")]
    return lines(made, f"print(sum([g(1) for g in [{listed('f#(#)', n)}]]))")


@family(300)
def mutual_globals(n: int) -> str:
    made = [line for k in range(n) for line in (f"def f{k}():", f"    global v{k}", f"    v{k} = v{(k + 1) % n} + 1")]
    return lines(numbered("v# = #", n), made, numbered("f#()", n), f"print(v0, v{n - 1})")


@family(100)
def union_variable(n: int) -> str:
    """A variable of many classes, used in many places."""
    return lines(numbered("class C#:\n    v = #\n    def m(self): return self.v", n), f"xs = [{listed('C#()', n)}]", "t = 0",
                 "for x in xs:", numbered("    t += x.m() + #", n), "print(t)")  # fmt: skip


@family(1000)
def selects(n: int) -> str:
    used = [
        line
        for k in range(n)
        for line in (
            f"c.send({k})",
            "match select(recv(c)):",
            "    case Recv(ch, value):",
            "        t += value",
            "    case ClosedArm(ch):",
            "        t -= 1",
        )
    ]
    return lines("from weft import Channel, ClosedArm, Recv, recv, select", "c = Channel(1)", "t = 0", used, "print(t)")


@family(1000)
def mutexes(n: int) -> str:
    used = [line for k in range(n) for line in ("with m:", f"    t += {k}")]
    return lines("from weft import Mutex", "m = Mutex()", "t = 0", used, "print(t)")


@family(1000)
def joins(n: int) -> str:
    return lines(
        "from weft import spawn",
        "def f(x):",
        "    return [x]",
        "t = 0",
        numbered("t += spawn(f, #).join()[0]", n),
        "print(t)",
    )


@family(1000)
def tracebacks(n: int) -> str:
    """The program fails, deep down."""
    made = [line for k in range(1, n) for line in (f"def f{k}(x):", f"    return f{k - 1}(x) + 1")]
    return lines("def f0(x):", "    return 1 // x", made, f"f{n - 1}(0)")


@family(1000)
def strings_formatted(n: int) -> str:
    return lines("x = 3", numbered("print(f'{x:>#}'[-3:], f'{x!r:<5}|')", min(n, 1000)))


@family(10)
def powers(n: int) -> str:
    return lines(f"x = {'10 ** ' * n}10", "print(x > 5)")


@family(18)
def large_repeated(n: int) -> str:
    """The constants would be large, were they worked out."""
    return lines(
        "def f():",
        f"    return 'a' * 10 ** {n}",
        "def g():",
        f"    return [0] * 10 ** {n}",
        "def h():",
        f"    return (1, 2) * 10 ** {n}",
        "def i(): return 1 << 10 ** 10",
        "print(1)",
        "if len('a') > 1:",
        "    print(len(f()), len(g()), len(h()), i())",
    )


@family(1000)
def tabs(n: int) -> str:
    return lines("if 1:", f"{chr(9) * n}print(1)")


@family(100000)
def spaces(n: int) -> str:
    return lines("if 1:", f"{' ' * n}print(1)", f"x ={' ' * n}2", "print(x)")


@family(1000)
def semicolons(n: int) -> str:
    return lines(f"x = 1{'; x += 1' * n}", "print(x)")


@family(1000)
def docstrings(n: int) -> str:
    return lines([f'def f{k}():\n    """{"x" * 1000}"""\n    return {k}' for k in range(n)], f"print(f{n - 1}())")


@family(1000)
def strings_with_nul(n: int) -> str:
    return lines(
        f"s = '{chr(92)}0{chr(92)}ud800' * 2 + '{chr(92)}x00' * {n}",
        "print(len(s))",
        f"t = '{(chr(92) + 'x00') * n}'",
        "print(len(t))",
    )


@family(1000)
def attribute_chain_in_task(n: int) -> str:
    return lines("from weft import spawn", "class A:", "    def __init__(self):", "        self.b = self", "        self.x = [1]",
                 "a = A()", "def f(c):", f"    a{'.b' * n}.x.append(1)", f"    return len(a.x) + len(c{'.b' * n}.x)",
                 "print(spawn(f, a).join(), a.x)")  # fmt: skip


@family(1000)
def invariants_of_loop(n: int) -> str:
    return lines("def f(xs, x, y):", "    t = 0.0", "    for i in range(len(xs)):",
                 f"        t += xs[i] + ({listed('x * y', n, ' - ')})", f"        t += xs[int({listed('x', n, ' - ')}) * 0]",
                 "    return t", "print(f([1.0, 2.0], 3.0, 4.0))")  # fmt: skip


@family(1000)
def invariants_of_int_loop(n: int) -> str:
    return lines("def f(xs, x, y):", "    t = 0", "    for i in range(len(xs)):",
                 f"        t += xs[i] + ({listed('(x & y)', n, ' ^ ')})", f"        t += xs[({listed('x', n, ' & ')}) & 1]",
                 "    return t", "print(f([1, 2], 3, 4))")  # fmt: skip


@family(1000)
def conditions_of_bits(n: int) -> str:
    tests = listed("(x > #)", n, " & ")
    others = listed("(x > #)", n, " | ")
    return lines("def f(x):", f"    if {tests}:", "        return 1", f"    if not ({others}):", "        return 2",
                 "    return 3", "print(f(1), f(-1), f(100000))")  # fmt: skip


@family(1000)
def negations(n: int) -> str:
    return lines("def f(x):", f"    y = {'not ' * min(n, 380)}x", numbered("    y = not y", n), "    if y:", "        return 1",
                 "    return 2", "print(f(1), f(0))")  # fmt: skip


@family(1000)
def refined(n: int) -> str:
    tests = [line for k in range(n) for line in ("    if x is not None:", f"        x = x + {k} if x > {k} else None")]
    return lines("def f(x):", tests, "    return x", "print(f(1), f(10 ** 6), f(None))")


@family(1000)
def late_class_variables(n: int) -> str:
    return lines("class C0: pass", [f"class C{k}(C{k - 1}): pass" for k in range(1, min(n, 300))], "C0.x = 1",
                 [f"C{k}.x = {k}" for k in range(1, min(n, 300))], f"print(C{min(n, 300) - 1}().x)")  # fmt: skip


@family(300)
def not_implemented(n: int) -> str:
    made = [f"class C{k}(C{k - 1}):\n    def __add__(self, o): return NotImplemented\n    def __radd__(self, o): return {k}"
            for k in range(1, n)]  # fmt: skip
    return lines("class C0:\n    def __add__(self, o): return NotImplemented", made, f"print(C0() + C{n - 1}())")


@family(1000)
def inits_in_chain(n: int) -> str:
    made = [line for k in range(1, n) for line in (f"class C{k}:", "    def __init__(self):", f"        self.c = C{k - 1}()")]
    return lines("class C0:", "    def __init__(self): self.x = 1", made, f"c = C{n - 1}()", "print(c.c.c is not None)")


@family(1000)
def calls_inlined_in_chain(n: int) -> str:
    made = [line for k in range(1, n) for line in (f"def f{k}(x):", f"    return f{k - 1}(x) // (x + 1)")]
    return lines("def f0(x):", "    return 1 // x", made, "try:", f"    print(f{n - 1}(1))", "except RecursionError:", "    print(0)")


@family(1000)
def slots_in_chain(n: int) -> str:
    made = [f"class C{k}(C{k - 1}):\n    __slots__ = ('x{k}',)\n    def __init__(self):\n        super().__init__()\n        self.x{k} = {k}" for k in range(1, n)]
    return lines("class C0:\n    __slots__ = ('x0',)\n    def __init__(self): self.x0 = 0", made, f"print(C{n - 1}().x0)")
