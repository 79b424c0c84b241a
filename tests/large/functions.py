"""Programs with many functions, classes, types, modules, tasks or mistakes."""

from __future__ import annotations

from tests.large.family import family, lines, listed, numbered

# --- functions --------------------------------------------------------------------------------------------------------


@family(2000)
def functions(n: int) -> str:
    made = [line for k in range(n) for line in (f"def f{k}(x):", f"    return [x + {k}]")]
    return lines(made, numbered("f#(1)", n), f"print(f{n - 1}(1))")


@family(3000)
def functions_never_called(n: int) -> str:
    return lines([line for k in range(n) for line in (f"def f{k}(x):", f"    return [x + {k}]")], "print(1)")


@family(1000)
def functions_in_chain(n: int) -> str:
    made = [line for k in range(1, n) for line in (f"def f{k}(x):", f"    y = f{k - 1}([x[0]])", "    return y + x")]
    return lines("def f0(x):", "    return x", made, f"print(len(f{n - 1}([1])))")


@family(300)
def functions_in_chain_backwards(n: int) -> str:
    made = [line for k in range(1, n) for line in (f"def f{k}(x):", f"    return f{k - 1}(x + 1)")]
    return lines(made, "def f0(x):", "    return [x]", f"print(f{n - 1}(1))")


@family(300)
def functions_in_cycle(n: int) -> str:
    made = [
        line for k in range(n) for line in (f"def f{k}(x):", f"    return [x] if x > 1000 else f{(k + 1) % n}(x + 1)")
    ]
    return lines(made, "print(f0(1))")


@family(2000)
def functions_in_list(n: int) -> str:
    made = [line for k in range(n) for line in (f"def f{k}(x):", f"    return x + {k}")]
    return lines(made, f"for f in [{listed('f#', n)}]:", "    print(f(1))")


@family(1000)
def lambdas_in_list(n: int) -> str:
    return lines(f"fs = [{listed('lambda x: x + #', n)}]", "print(sum([f(1) for f in fs]))")


@family(1000)
def inner_functions(n: int) -> str:
    made = [line for k in range(n) for line in (f"    def g{k}(y):", f"        return x + y + {k}")]
    return lines("def f(x):", made, f"    return {listed('g#(x)', n, ' + ')}", "print(f(1))")


@family(300)
def decorators(n: int) -> str:
    return lines("def d(f):", "    return f", ["@d"] * n, "def f(x):", "    return x", "print(f(1))")


@family(50)
def decorators_that_wrap(n: int) -> str:
    return lines("def d(f):", "    def g(x):", "        return f(x) + 1", "    return g", ["@d"] * n, "def f(x):",
                 "    return x", "print(f(1))")  # fmt: skip


@family(100)
def versions(n: int) -> str:
    """One function for arguments of many types."""
    return lines("def f(x):", "    return [x]", numbered("class C#: pass", n), numbered("f(C#())", n), "print(1)")


@family(1000)
def lists_of_one_function(n: int) -> str:
    """Called at many places, each with a list of its own."""
    return lines("def f(x):", "    x.append(1)", "    return x", numbered("v# = f([#])", n), f"print(v{n - 1})")


# --- classes ----------------------------------------------------------------------------------------------------------


@family(1000)
def classes(n: int) -> str:
    made = [line for k in range(n) for line in (f"class C{k}:", f"    def m(self): return {k}")]
    return lines(made, f"print(C0().m() + C{n - 1}().m())")


@family(500)
def classes_all_made(n: int) -> str:
    made = [line for k in range(n) for line in (f"class C{k}:", f"    def m(self): return {k}")]
    return lines(made, numbered("v# = C#()", n), f"print({listed('v#.m()', n, ' + ')})")


@family(200)
def classes_in_list(n: int) -> str:
    made = [line for k in range(n) for line in (f"class C{k}:", f"    def m(self): return {k}")]
    return lines(made, f"print(sum([c.m() for c in [{listed('C#()', n)}]]))")


@family(200)
def classes_with_fields_in_list(n: int) -> str:
    made = [
        line for k in range(n) for line in (f"class C{k}:", f"    def __init__(self): self.x{k % 7} = self.x = {k}")
    ]
    return lines(made, f"print(sum([c.x for c in [{listed('C#()', n)}]]))")


@family(100)
def classes_derived(n: int) -> str:
    made = [line for k in range(1, n) for line in (f"class C{k}(C{k - 1}):", f"    def m{k}(self): return {k}")]
    return lines(
        "class C0:", "    def m0(self): return 0", made, f"c = C{n - 1}()", f"print({listed('c.m#()', n, ' + ')})"
    )


@family(100)
def classes_derived_empty(n: int) -> str:
    return lines("class C0:", "    x = 1", [f"class C{k}(C{k - 1}): pass" for k in range(1, n)], f"print(C{n - 1}().x)")


@family(60)
def classes_with_super(n: int) -> str:
    made = [
        line for k in range(1, n) for line in (f"class C{k}(C{k - 1}):", f"    def m(self): return super().m() + {k}")
    ]
    return lines("class C0:", "    def m(self): return 0", made, f"c = C{n - 1}()", "print(c.m())")


@family(60)
def classes_with_init(n: int) -> str:
    made = [
        line
        for k in range(1, n)
        for line in (f"class C{k}(C{k - 1}):", "    def __init__(self):", "        super().__init__()",
                     f"        self.x{k} = {k}")
    ]  # fmt: skip
    return lines("class C0:", "    def __init__(self): self.x0 = 0", made, f"c = C{n - 1}()", f"print(c.x{n - 1})")


@family(60)
def classes_derived_in_list(n: int) -> str:
    made = [
        line for k in range(1, n) for line in (f"class C{k}(C{k - 1}):", f"    def m(self): return super().m() + {k}")
    ]
    return lines("class C0:", "    def m(self): return 0", made, f"print(sum([c.m() for c in [{listed('C#()', n)}]]))")


@family(100)
def exceptions_derived(n: int) -> str:
    return lines("class E0(Exception): pass", [f"class E{k}(E{k - 1}): pass" for k in range(1, n)], "try:",
                 f"    raise E{n - 1}('a')", "except E0 as e:", "    print(e)")  # fmt: skip


@family(50)
def bases(n: int) -> str:
    return lines(numbered("class C#:\n    x# = #", n), f"class D({listed('C#', n)}): pass", f"print(D().x{n - 1})")


@family(1000)
def methods(n: int) -> str:
    made = [line for k in range(n) for line in (f"    def m{k}(self):", f"        return {k}")]
    return lines("class C:", made, "c = C()", f"print({listed('c.m#()', n, ' + ')})")


@family(1000)
def class_variables(n: int) -> str:
    return lines(
        "class C:", numbered("    v# = #", n), "c = C()", f"print(c.v0 + C.v{n - 1})", "C.v0 = 3", "print(c.v0)"
    )


@family(1000)
def fields(n: int) -> str:
    return lines("class C:", "    def __init__(self):", numbered("        self.f# = #", n), "c = C()",
                 f"print(c.f0 + c.f{n - 1})")  # fmt: skip


@family(1000)
def fields_of_lists(n: int) -> str:
    return lines("class C:", "    def __init__(self):", numbered("        self.f# = [#]", n), "c = C()",
                 f"print(c.f{n - 1})")  # fmt: skip


@family(1000)
def fields_of_unions(n: int) -> str:
    made = numbered("        self.f# = x if x < 5 else 'a'", n)
    return lines("class C:", "    def __init__(self, x):", made, "c = C(7)", f"print(c.f{n - 1})")


@family(1000)
def slots(n: int) -> str:
    names = listed("'f#'", n)
    return lines("class C:", f"    __slots__ = ({names},)", "    def __init__(self):", numbered("        self.f# = #", n),
                 "c = C()", f"print(c.f{n - 1})")  # fmt: skip


@family(1000)
def properties(n: int) -> str:
    made = [line for k in range(n) for line in ("    @property", f"    def p{k}(self): return {k}")]
    return lines("class C:", made, "c = C()", f"print({listed('c.p#', n, ' + ')})")


@family(1000)
def fields_of_variable(n: int) -> str:
    """One function changes what many classes hold."""
    made = [line for k in range(n) for line in (f"class C{k}:", "    def __init__(self, x): self.x = x")]
    return lines(made, numbered("c# = C#([#])", n), f"print(c{n - 1}.x)")


# --- unions and annotations -------------------------------------------------------------------------------------------


@family(100)
def union_of_classes(n: int) -> str:
    arms = [line for k in range(n) for line in (f"    if k == {k}:", f"        x = C{k}()")]
    return lines(numbered("class C#:\n    v = #", n), "def f(k):", "    x = None", arms, "    return x",
                 f"x = f({n - 1})", "print(x is None)")  # fmt: skip


@family(100)
def union_of_lists(n: int) -> str:
    arms = [line for k in range(n) for line in (f"    if k == {k}:", f"        x = [{'[' * (k % 50)}{']' * (k % 50)}]")]
    return lines("def f(k):", "    x = []", arms, "    return x", "print(f(3))")


@family(100)
def union_of_tuples(n: int) -> str:
    arms = [line for k in range(n) for line in (f"    if k == {k}:", f"        x = ({'1, ' * (k + 1)})")]
    return lines("def f(k):", "    x = ()", arms, "    return x", "print(f(3))", "for y in f(5): print(y)")


@family(1000)
def annotated_union(n: int) -> str:
    return lines("from __future__ import annotations", numbered("class C#: pass", n), f"def f(x: {listed('C#', n, ' | ')}):",
                 "    return 1", "print(f(C0()))")  # fmt: skip


@family(1000)
def annotated_names(n: int) -> str:
    return lines(numbered("v#: int = #", n), f"print(v{n - 1})")


@family(1000)
def annotated_tuple(n: int) -> str:
    return lines(f"def f(x: tuple[{listed('int', n)}]):", "    return len(x)", f"print(f(({listed('#', n)},)))")


@family(50, 200)
def annotated_nested(n: int) -> str:
    return lines(f"def f(x: {'list[' * n}int{']' * n}):", "    return len(x)", "print(f([]))")


@family(20)
def tuple_doubles(n: int) -> str:
    return lines("x0 = (1,)", [f"x{k + 1} = (x{k}, x{k})" for k in range(n)], f"print(len(x{n}))")


@family(100)
def types_that_grow(n: int) -> str:
    return lines(
        "def f0(x): return x", [f"def f{k}(x): return f{k - 1}([x])" for k in range(1, n)], f"print(f{n - 1}(1))"
    )


# --- modules ----------------------------------------------------------------------------------------------------------


@family(1000)
def imports(n: int) -> str:
    return lines(numbered("import math as m#", n), f"print(m0.sqrt(4) + m{n - 1}.sqrt(4))")


@family(1000)
def imported_names(n: int) -> str:
    return lines(f"from math import {listed('sqrt as s#', n)}", f"print(s0(4) + s{n - 1}(4))")


@family(100)
def modules(n: int) -> dict[str, str]:
    made = {f"m{k}.py": f"x = {k}\ndef f(y):\n    return [x + y]\n" for k in range(n)}
    return made | {"main.py": lines(numbered("import m#", n), f"print(m0.x + m{n - 1}.x, m0.f(1))")}


@family(100)
def modules_in_chain(n: int) -> dict[str, str]:
    made = {f"m{k}.py": f"import m{k + 1}\nx = m{k + 1}.x + 1\n" for k in range(n - 1)}
    return made | {f"m{n - 1}.py": "x = 0\n", "main.py": "import m0\nprint(m0.x)\n"}


@family(50)
def packages_in_chain(n: int) -> dict[str, str]:
    folders = ["/".join(numbered("p#", k + 1)) for k in range(n)]
    name = folders[-1].replace("/", ".")
    made = {f"{folder}/__init__.py": "" for folder in folders}
    return made | {f"{folders[-1]}/m.py": "x = 1\n", "main.py": f"import {name}.m\nprint({name}.m.x)\n"}


# --- tasks ------------------------------------------------------------------------------------------------------------


@family(500)
def spawns(n: int) -> str:
    return lines("from weft import spawn", "def f(x):", "    return x + 1", numbered("t# = spawn(f, #)", n),
                 f"print({listed('t#.join()', n, ' + ')})")  # fmt: skip


@family(500)
def spawned_functions(n: int) -> str:
    made = [line for k in range(n) for line in (f"def f{k}(x):", f"    return x + {k}")]
    return lines("from weft import spawn", made, numbered("t# = spawn(f#, #)", n),
                 f"print({listed('t#.join()', n, ' + ')})")  # fmt: skip


@family(200)
def spawned_in_scopes(n: int) -> str:
    """By turns with one and with two arguments."""
    made = [line for k in range(n) for line in (f"def f{k}(x, y=1):", f"    return x + y + {k}")]
    spawned = [
        line
        for k in range(n)
        for line in ("with scope() as s:", f"    t = s.spawn(f{k}, 1{', 2' * (k % 2)})", "print(t.join())")
    ]
    return lines("from weft import scope", made, spawned)


@family(100)
def arms_of_select(n: int) -> str:
    return lines("from weft import Channel, ClosedArm, Recv, recv, select", numbered("c# = Channel(1)", n), "c3.send(5)",
                 f"match select({listed('recv(c#)', n)}):", "    case Recv(ch, value):", "        print(value)",
                 "    case ClosedArm(ch):", "        print('closed')")  # fmt: skip


@family(100)
def cases_of_select(n: int) -> str:
    cases = [
        line for k in range(n) for line in (f"    case Recv(ch, value) if ch is c{k}:", f"        print({k}, value)")
    ]
    return lines("from weft import Channel, ClosedArm, Recv, recv, select", numbered("c# = Channel(1)", n), "c3.send(5)",
                 f"match select({listed('recv(c#)', n)}):", cases, "    case Recv(ch, value):", "        print(value)",
                 "    case ClosedArm(ch):", "        print('closed')")  # fmt: skip


@family(500)
def channels(n: int) -> str:
    return lines("from weft import Channel", numbered("c# = Channel(1)", n), numbered("c#.send(#)", n),
                 f"print({listed('c#.recv()', n, ' + ')})")  # fmt: skip


# --- mistakes ---------------------------------------------------------------------------------------------------------


@family(3000)
def unknown_names(n: int) -> str:
    return lines(numbered("print(unknown#)", n))


@family(1000)
def misspelt_names(n: int) -> str:
    return lines(numbered("value# = #", n), numbered("print(valeu#)", n))


@family(1000)
def wrong_types(n: int) -> str:
    return lines(numbered("v# = [#] + 1", n))


@family(1000)
def wrong_calls(n: int) -> str:
    return lines("def f(x): return x", numbered("f(#, 1)", n))


@family(1000)
def misspelt_attributes(n: int) -> str:
    return lines("class C:", "    def __init__(self):", numbered("        self.value# = #", n), "c = C()",
                 numbered("def f#(c): return c.valeu#", n), numbered("print(f#(c))", n))  # fmt: skip


@family(1000)
def warned(n: int) -> str:
    return lines("s = ''", ["s = '\\d'"] * n, "print(s)")


@family(300)
def lost_changes(n: int) -> str:
    return lines("from weft import spawn", "def f(xs):", "    xs.append(1)", "    return xs",
                 numbered("v# = [#]", n), numbered("t# = spawn(f, v#)", n), numbered("t#.join()", n),
                 numbered("print(v#)", n))  # fmt: skip
