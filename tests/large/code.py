"""Programs with many statements or names."""

from __future__ import annotations

from tests.large.family import family, lines, listed, numbered

# --- statements -------------------------------------------------------------------------------------------------------


@family(3000)
def statements_of_module(n: int) -> str:
    return lines("x = 0", numbered("x += #", n), "print(x)")


@family(3000)
def statements_of_function(n: int) -> str:
    return lines("def f(x):", numbered("    x += #", n), "    return x", "print(f(1))")


@family(2000)
def prints(n: int) -> str:
    return lines("x = 1", numbered("print(x + #)", n))


@family(2000)
def prints_of_function(n: int) -> str:
    return lines("def f(x):", numbered("    print(x + #)", n), "f(1)")


@family(2000)
def appends(n: int) -> str:
    return lines("def f(xs):", numbered("    xs.append(#)", n), "    return len(xs)", "print(f([]))")


@family(2000)
def list_stores(n: int) -> str:
    return lines("def f(xs, i):", numbered("    xs[i] = xs[i - 1] + #", n), "    return xs", "print(f([1, 2], 1))")


@family(3000)
def passes(n: int) -> str:
    return lines("def f():", numbered("    pass", n), "f()", numbered("pass", n), "print(1)")


@family(3000)
def one_line(n: int) -> str:
    return lines("x = 0; " + listed("x += #", n, "; "), "print(x)")


@family(50_000)
def comments(n: int) -> str:
    return lines([f"# comment {k}" for k in range(n)], "print(1)")


@family(50_000)
def blank_lines(n: int) -> str:
    return lines([""] * n, "print(1)")


@family(3000)
def continued_lines(n: int) -> str:
    return lines("x = 0 \\", ["  + 1 \\"] * n, "  + 1", "print(x)")


@family(3000)
def elifs(n: int) -> str:
    arms = [line for k in range(n) for line in (f"    elif x == {k}:", f"        return {k + 1}")]
    return lines("def f(x):", "    if x < 0:", "        return 0", arms, "    return -1", f"print(f(3), f({n - 1}))")


@family(2000)
def elifs_of_module(n: int) -> str:
    arms = [line for k in range(n) for line in (f"elif x == {k}:", f"    print({k + 1})")]
    return lines("x = int('3')", "if x < 0:", "    print(0)", arms)


@family(2000)
def elifs_of_texts(n: int) -> str:
    arms = [line for k in range(n) for line in (f"    elif x == 'k{k}':", f"        y = {k + 1}")]
    return lines("def f(x):", "    y = -1", "    if x == '':", "        y = 0", arms, "    return y", "print(f('k3'))")


@family(2000)
def ifs(n: int) -> str:
    tests = [line for k in range(n) for line in (f"    if x == {k}:", f"        t += {k}")]
    return lines("def f(x):", "    t = 0", tests, "    return t", "print(f(5))")


@family(1000)
def nested_elses(n: int) -> str:
    """Blocks that stand in each other, up to 90 deep, one after another."""
    blocks: list[str] = []
    for k in range(n // 90 + 1):
        blocks += [f"{' ' * (d + 1)}if x > {d + k}:" for d in range(90)]
        blocks += [f"{' ' * 92}x += 1"]
    return lines("def f(x):", blocks, " return x", "print(f(200))")


@family(90, 200)
def nested_ifs(n: int) -> str:
    return lines("def f(x):", [f"{' ' * (d + 1)}if x > {d}:" for d in range(n)], f"{' ' * (n + 1)}x += 1", " return x",
                 "print(f(200))")  # fmt: skip


@family(18, 30)
def nested_loops(n: int) -> str:
    return lines("def f(x):", [f"{' ' * (d + 1)}for a{d} in range(1):" for d in range(n)], f"{' ' * (n + 1)}x += 1",
                 " return x", "print(f(200))")  # fmt: skip


@family(18, 30)
def nested_tries(n: int) -> str:
    return lines("def f(x):", [f"{' ' * (d + 1)}try:" for d in range(n)], f"{' ' * (n + 1)}x += 1",
                 [f"{' ' * (d + 1)}finally: x += 1" for d in range(n)[::-1]], " return x", "print(f(200))")  # fmt: skip


@family(18, 30)
def nested_withs(n: int) -> str:
    return lines("class M:", "    def __enter__(self): return 1", "    def __exit__(self, a, b, c): return False",
                 "def f(x):", [f"{' ' * (d + 1)}with M() as v{d}:" for d in range(n)], f"{' ' * (n + 1)}x += 1",
                 " return x", "print(f(200))")  # fmt: skip


@family(90, 200)
def nested_functions(n: int) -> str:
    return lines([f"{' ' * d}def f{d}(x):" for d in range(n)], f"{' ' * n}return x",
                 [f"{' ' * d}return f{d}(x{' + 1' * (d % 3)})" for d in range(1, n)[::-1]], "print(f0(1))")  # fmt: skip


@family(90, 200)
def nested_classes(n: int) -> str:
    return lines([f"{' ' * d}class C{d}:" for d in range(n)], f"{' ' * n}x = 1",
                 f"print({'.'.join(f'C{d}' for d in range(n))}.x)")  # fmt: skip


@family(1000)
def loops(n: int) -> str:
    return lines(
        "def f(n):", "    t = 0", numbered("    for i# in range(n): t += i#", n), "    return t", "print(f(3))"
    )


@family(1000)
def loops_of_module(n: int) -> str:
    return lines("t = 0", "n = 3", numbered("for i# in range(n): t += i#", n), "print(t)")


@family(1000)
def while_loops(n: int) -> str:
    loops = [line for k in range(n) for line in (f"    while x < {k}:", "        x += 1")]
    return lines("def f(x):", loops, "    return x", "print(f(3))")


@family(1000)
def breaks(n: int) -> str:
    tests = [line for k in range(n) for line in (f"        if i == {k}: break", f"        if x == {k}: continue")]
    return lines("def f(x):", "    i = 0", "    for i in range(5000):", tests, "    else:", "        i = -1",
                 "    return i", "print(f(-3))")  # fmt: skip


@family(2000)
def returns(n: int) -> str:
    tests = [line for k in range(n) for line in (f"    if x == {k}:", f"        return x * {k}")]
    return lines("def f(x):", tests, "    return -1", "print(f(5))")


@family(100)
def returns_in_finally(n: int) -> str:
    tests = [line for k in range(n) for line in (f"        if x == {k}:", f"            return x * {k}")]
    return lines("def f(x):", "    try:", tests, "    finally:", "        print('end')", "    return -1", "print(f(5))")


@family(20)
def returns_in_finallies(n: int) -> str:
    tests = [line for k in range(n) for line in (f"          if x == {k}:", f"            return x * {k}")]
    return lines("def f(x):", [f"{' ' * (d + 1)}try:" for d in range(8)], tests,
                 [f"{' ' * (d + 1)}finally: print({d})" for d in range(8)[::-1]], " return -1", "print(f(5))")  # fmt: skip


@family(1000)
def cases_of_ints(n: int) -> str:
    arms = [line for k in range(n) for line in (f"        case {k}:", f"            return {k + 1}")]
    return lines("def f(x):", "    match x:", arms, "    return -1", "print(f(3), f(-1))")


@family(1000)
def cases_of_texts(n: int) -> str:
    arms = [line for k in range(n) for line in (f"        case 'k{k}':", f"            return {k + 1}")]
    return lines("def f(x):", "    match x:", arms, "    return -1", "print(f('k3'), f(''))")


@family(1000)
def cases_of_tuples(n: int) -> str:
    arms = [line for k in range(n) for line in (f"        case ({k}, y):", f"            return y + {k}")]
    return lines("def f(x):", "    match x:", arms, "    return -1", "print(f((3, 4)))")


@family(300)
def cases_of_classes(n: int) -> str:
    classes = [f"class C{k}:\n    def __init__(self, x): self.x = x" for k in range(n)]
    arms = [line for k in range(n) for line in (f"        case C{k}(x=y):", f"            return y + {k}")]
    return lines(classes, "def f(x):", "    match x:", arms, "    return -1", f"for c in [{listed('C#(#)', n)}]:",
                 "    print(f(c))")  # fmt: skip


@family(3000)
def alternatives_of_case(n: int) -> str:
    return lines("def f(x):", "    match x:", f"        case {listed('#', n, ' | ')}:", "            return 1",
                 "    return -1", "print(f(3), f(-1))")  # fmt: skip


@family(1000)
def items_of_case(n: int) -> str:
    return lines("def f(x):", "    match x:", f"        case [{listed('a#', n)}]:", f"            return a0 + a{n - 1}",
                 "    return -1", f"print(f(list(range({n}))), f([1]))")  # fmt: skip


@family(500)
def keys_of_case(n: int) -> str:
    return lines("def f(x):", "    match x:", f"        case {{{listed('#: a#', n)}}}:",
                 f"            return a0 + a{n - 1}", "    return -1",
                 f"print(f({{k: k for k in range({n})}}), f({{1: 1}}))")  # fmt: skip


@family(300)
def excepts(n: int) -> str:
    classes = numbered("class E#(Exception): pass", n)
    arms = [line for k in range(n) for line in (f"    except E{k}:", f"        return {k}")]
    return lines(classes, "def f(x):", "    try:", "        if x: raise E1('a')", f"        raise E{n - 1}('b')", arms,
                 "print(f(True), f(False))")  # fmt: skip


@family(300)
def classes_of_except(n: int) -> str:
    classes = numbered("class E#(Exception): pass", n)
    return lines(classes, "def f(x):", "    try:", "        if x: raise E1('a')", f"        raise E{n - 1}('b')",
                 f"    except ({listed('E#', n)}) as e:", "        return str(e)", "print(f(True), f(False))")  # fmt: skip


@family(500)
def tries(n: int) -> str:
    tried = [
        line
        for k in range(n)
        for line in ("    try:", f"        x += int(s) + {k}", "    except ValueError:", "        x -= 1")
    ]
    return lines("def f(s):", "    x = 0", tried, "    return x", "print(f('1'), f('a'))")


@family(500)
def raises(n: int) -> str:
    tests = [line for k in range(n) for line in (f"    if x == {k}:", f"        raise ValueError('no {k}')")]
    return lines("def f(x):", tests, "    return -1", "try:", "    f(5)", "except ValueError as e:", "    print(e)")


@family(2000)
def asserts(n: int) -> str:
    return lines("def f(x):", numbered("    assert x != #, 'no #'", n), "    return x", "print(f(-1))")


@family(20)
def managers(n: int) -> str:
    return lines("class M:", "    def __init__(self, k): self.k = k", "    def __enter__(self): return self.k",
                 "    def __exit__(self, a, b, c): return False", f"with {listed('M(#) as v#', n)}:",
                 f"    print(v0 + v{n - 1})")  # fmt: skip


@family(500)
def withs(n: int) -> str:
    used = [line for k in range(n) for line in (f"    with M({k}) as v:", "        x += v")]
    return lines("class M:", "    def __init__(self, k): self.k = k", "    def __enter__(self): return self.k",
                 "    def __exit__(self, a, b, c): return False", "def f():", "    x = 0", used, "    return x",
                 "print(f())")  # fmt: skip


@family(3000)
def targets(n: int) -> str:
    return lines(f"{listed('a#', n)}, = range({n})", f"print(a0 + a{n - 1})")


@family(3000)
def targets_of_list(n: int) -> str:
    return lines("def f(xs):", f"    {listed('a#', n)}, = xs", f"    return a0 + a{n - 1}", f"print(f([1] * {n}))")


@family(3000)
def targets_of_display(n: int) -> str:
    return lines("x = 1", f"{listed('a#', n)}, = {listed('x + #', n)},", f"print(a0 + a{n - 1})")


@family(1000)
def targets_with_star(n: int) -> str:
    names = listed("a#", n)
    return lines(
        "def f(xs):", f"    {names}, *rest, b, c = xs", f"    return a0 + a{n - 1} + b", f"print(f([1] * {n + 3}))"
    )


@family(3000)
def targets_in_chain(n: int) -> str:
    return lines(f"{listed('a#', n, ' = ')} = 5", f"print(a0 + a{n - 1})")


@family(3000)
def deleted(n: int) -> str:
    return lines("def f(xs):", numbered("    a# = #", n), f"    del {listed('a#', n)}", "    return 1", "print(f(1))")


@family(2000)
def deleted_items(n: int) -> str:
    return lines(f"d = {{k: k for k in range({n})}}", f"del {listed('d[#]', n)}", "print(d)")


# --- names ------------------------------------------------------------------------------------------------------------


@family(3000)
def module_names(n: int) -> str:
    return lines(numbered("v# = #", n), f"print(v0 + v{n - 1})")


@family(3000)
def module_names_of_functions(n: int) -> str:
    """They are read by functions, and change."""
    total = listed("v#", n, " + ")
    return lines(numbered("v# = #", n), "def f():", f"    return {total}", "v0 = 5", f"v{n - 1} = 7", "print(f())")


@family(1000)
def module_names_that_change(n: int) -> str:
    changed = [line for k in range(n) for line in (f"    global v{k}", f"    v{k} += 1")]
    return lines(numbered("v# = #", n), "def f():", changed, "f()", f"print(v0 + v{n - 1})")


@family(1000)
def module_lists(n: int) -> str:
    return lines(numbered("v# = [#]", n), "def f():", numbered("    v#.append(1)", n), "f()", f"print(v{n - 1})")


@family(1000)
def module_names_of_tasks(n: int) -> str:
    """Each task has its own."""
    return lines("from weft import spawn", numbered("v# = [#]", n), "def f():", numbered("    v#.append(1)", n),
                 f"    return v{n - 1}", "t = spawn(f)", "print(t.join(), v0)")  # fmt: skip


@family(3000)
def global_names(n: int) -> str:
    return lines(
        "def f():", f"    global {listed('v#', n)}", "    v0 = 1", f"    v{n - 1} = 2", "f()", f"print(v{n - 1})"
    )


@family(3000)
def local_names(n: int) -> str:
    made = numbered("    v# = x + #", n)
    return lines("def f(x):", made, f"    return v0 + v{n - 1}", "print(f(1))")


@family(1000)
def local_names_in_loop(n: int) -> str:
    """All are live where the function can be suspended."""
    return lines("def f(n):", numbered("    v# = n + #", n), "    for i in range(n):", numbered("        v# += i", n),
                 f"    return v0 + v{n - 1}", "print(f(3))")  # fmt: skip


@family(1000)
def local_names_over_call(n: int) -> str:
    total = listed("v#", n, " + ")
    return lines("def g(x):", "    return [x] if x < 1 else g(x - 1)", "def f(n):", numbered("    v# = n + #", n),
                 "    xs = g(n)", f"    return {total} + len(xs)", "print(f(3))")  # fmt: skip


@family(1000)
def local_lists_over_call(n: int) -> str:
    total = listed("v#", n, " + ")
    return lines("def g(x):", "    return [x] if x < 1 else g(x - 1)", "def f(n):", numbered("    v# = [n, #]", n),
                 "    xs = g(n)", f"    return len({total} + xs)", "print(f(3))")  # fmt: skip


@family(1000)
def local_unions_over_call(n: int) -> str:
    total = listed("v#", n)
    return lines("def g(x):", "    return [x] if x < 1 else g(x - 1)", "def f(n):",
                 numbered("    v# = n if n > # else 'a'", n), "    xs = g(n)", f"    return [{total}], xs",
                 "print(f(3))")  # fmt: skip


@family(1000)
def locals_of_module_over_call(n: int) -> str:
    total = listed("v#", n, " + ")
    return lines("def g(x):", "    return [x] if x < 1 else g(x - 1)", "n = 3", numbered("v# = n + #", n), "xs = g(n)",
                 f"print({total} + len(xs))")  # fmt: skip


@family(1000)
def lists_of_module_in_loop(n: int) -> str:
    return lines("n = 3", numbered("v# = [n, #]", n), "for i in range(3):", numbered("    v#.append(i)", n),
                 f"print(v{n - 1})")  # fmt: skip


@family(1000)
def captures(n: int) -> str:
    total = listed("v#", n, " + ")
    return lines("def f(x):", numbered("    v# = x + #", n), "    def g():", f"        return {total}", "    return g",
                 "print(f(1)())")  # fmt: skip


@family(1000)
def captures_that_change(n: int) -> str:
    changed = [line for k in range(n) for line in (f"        nonlocal v{k}", f"        v{k} += 1")]
    return lines("def f(x):", numbered("    v# = x + #", n), "    def g():", changed, f"        return v{n - 1}",
                 "    return g", "print(f(1)())")  # fmt: skip


@family(1000)
def walruses(n: int) -> str:
    return lines("def f(x):", f"    return [{listed('(v# := x + #)', n)}]", "print(len(f(1)))")
