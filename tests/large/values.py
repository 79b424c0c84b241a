"""Programs with large expressions: displays, chains, calls, nesting, texts."""

from __future__ import annotations

from tests.large.family import family, lines, listed, numbered

# --- displays ---------------------------------------------------------------------------------------------------------


@family(3000)
def tuple_of_numbers(n: int) -> str:
    return lines(f"t = ({listed('#', n)},)", f"print(len(t), t[{n - 1}])", "x = 3", "print(t[x])")


@family(3000)
def tuple_of_variables(n: int) -> str:
    return lines("def f(x):", f"    return ({listed('x + #', n)},)", "t = f(2)", f"print(len(t), t[{n - 1}], t[0])")


@family(3000)
def tuple_printed(n: int) -> str:
    return lines("def f(x):", f"    return ({listed('x + #', n)},)", "print(f(2), f(2) == f(3))")


@family(3000)
def tuple_taken_apart(n: int) -> str:
    return lines("def f(x):", f"    return ({listed('x + #', n)},)", f"{listed('a#', n)}, = f(2)",
                 f"print(a0, a{n - 1})")  # fmt: skip


@family(3000)
def tuple_in_list(n: int) -> str:
    return lines(f"rows = [({listed('#', n)},), ({listed('1', n)},)]", "for row in rows:",
                 f"    print(len(row), row[{n - 1}])")  # fmt: skip


@family(3000)
def tuple_of_kinds(n: int) -> str:
    some = ", ".join(("#", "'a#'", "#.5", "[#]")[k % 4].replace("#", str(k)) for k in range(n))
    return lines(f"t = ({some},)", "for x in t[1:6]:", "    print(x)")


@family(3000)
def tuples_added(n: int) -> str:
    return lines("t = (1,)", f"u = t{' + t' * (n - 1)}", "print(len(u))")


@family(3000)
def list_of_variables(n: int) -> str:
    return lines("def f(x):", f"    return [{listed('x + #', n)}]", "t = f(2)", f"print(len(t), t[{n - 1}])")


@family(3000)
def list_of_texts(n: int) -> str:
    words = listed("'word #'", n)
    return lines(f"t = [{words}]", f"print(len(t), t[{n - 1}])")


@family(3000)
def list_of_lists(n: int) -> str:
    return lines(f"t = [{listed('[#, #]', n)}]", f"print(len(t), t[{n - 1}])")


@family(3000)
def list_of_kinds(n: int) -> str:
    some = ", ".join(("#", "'a#'", "#.5", "[#]")[k % 4].replace("#", str(k)) for k in range(n))
    return lines(f"t = [{some}]", f"print(len(t), t[{n - 1}])")


@family(3000)
def dict_of_variables(n: int) -> str:
    return lines("def f(x):", f"    return {{{listed('x + #: x', n)}}}", "t = f(2)", f"print(len(t), t[{n + 1}])")


@family(3000)
def dict_of_texts(n: int) -> str:
    return lines(f"t = {{{listed(chr(39) + 'k#' + chr(39) + ': #', n)}}}", f"print(len(t), t['k{n - 1}'])")


@family(3000)
def set_of_variables(n: int) -> str:
    return lines("def f(x):", f"    return {{{listed('x + #', n)}}}", "t = f(2)", "print(len(t), 5 in t)")


@family(3000)
def stars_in_display(n: int) -> str:
    return lines("a = [1, 2]", f"t = [{listed('*a', n)}]", "print(len(t))")


@family(1000)
def stars_in_tuple(n: int) -> str:
    return lines("a = (1, 2)", f"t = ({listed('*a', n)},)", "print(len(t))")


@family(3000)
def stars_in_dict(n: int) -> str:
    return lines("a = {1: 2}", f"t = {{{listed('**a', n)}}}", "print(len(t))")


# --- chains -----------------------------------------------------------------------------------------------------------


@family(3000)
def sum_of_ints(n: int) -> str:
    return lines("def f(x):", f"    return {listed('x', n, ' + ')}", "print(f(2))")


@family(3000)
def sum_of_texts(n: int) -> str:
    return lines("def f(x):", f"    return {listed('x', n, ' + ')}", "print(len(f('ab')))")


@family(3000)
def sum_of_literals(n: int) -> str:
    words = listed("'w#'", n, " + ")
    return lines(f"s = {words}", "print(len(s))")


@family(3000)
def sum_of_constants(n: int) -> str:
    return lines(f"s = {listed('#', n, ' + ')}", "print(s)")


@family(1000)
def sum_of_kinds(n: int) -> str:
    return lines("x = 1", "y = 1.5", f"s = {listed('x * y', n, ' - ')}", "print(s)")


@family(3000)
def literals_side_by_side(n: int) -> str:
    words = listed("'w#'", n, " ")
    return lines(f"s = ({words})", "print(len(s))")


@family(3000)
def comparisons(n: int) -> str:
    return lines("def f(x):", f"    return {listed('x + #', n, ' < ')}", "print(f(2))")


@family(3000)
def comparisons_of_texts(n: int) -> str:
    return lines("def f(x):", f"    return {listed('x', n, ' <= ')}", "print(f('a'))")


@family(3000)
def ands(n: int) -> str:
    return lines("def f(x):", f"    return {listed('x + #', n, ' and ')}", "print(f(2))")


@family(3000)
def ors_of_calls(n: int) -> str:
    return lines("def g(x):", "    print(x)", "    return x > 5", "def f(x):",
                 f"    return {listed('g(x + #)', n, ' or ')}", "print(f(2))")  # fmt: skip


@family(3000)
def condition_of_ands(n: int) -> str:
    tests = listed("x != -1 - #", n, " and ")
    return lines("def f(x):", f"    if {tests}:", "        return 1", "    return 2", "print(f(2), f(-5))")


@family(300)
def conditional_expressions(n: int) -> str:
    return lines("def f(x):", f"    return {listed('# if x == # else ', n, '')}-1", "print(f(2), f(-1))")


@family(2000)
def attribute_chain(n: int) -> str:
    return lines("class A:", "    def __init__(self):", "        self.b = self", "a = A()", f"print(a{'.b' * n} is a)")


@family(2000)
def method_chain(n: int) -> str:
    return lines("class A:", "    k = 0", "    def m(self, x):", "        self.k += x", "        return self",
                 "a = A()", f"a{listed('.m(#)', n, '')}", "print(a.k)")  # fmt: skip


@family(1000)
def text_method_chain(n: int) -> str:
    return lines("s = 'abc'", f"print(s{'.strip()' * n})")


@family(100)
def subscript_chain(n: int) -> str:
    return lines("x0 = [7]", [f"x{k + 1} = [x{k}]" for k in range(n - 1)], f"print(x{n - 1}{'[0]' * n})")


@family(2000)
def subscripts_of_text(n: int) -> str:
    return lines("s = 'abc'", f"print(s{'[0]' * n})")


@family(2000)
def call_chain(n: int) -> str:
    return lines("def f():", "    return f", f"print(f{'()' * n} is f)")


# --- nesting ----------------------------------------------------------------------------------------------------------


def nested(before: str, middle: str, after: str, n: int) -> str:
    return lines("def f(x, *y):", "    return x", "a = 1", f"v = {before * n}{middle}{after * n}", "print(v)")


@family(80, 200)
def nested_calls(n: int) -> str:
    return nested("f(", "1", ")", n)


@family(80, 200)
def nested_parentheses(n: int) -> str:
    return nested("(", "1", ")", n)


@family(80, 200)
def nested_lists(n: int) -> str:
    return nested("[", "1", "]", n)


@family(80, 200)
def nested_tuples(n: int) -> str:
    return nested("(", "1", ",)", n)


@family(80, 200)
def nested_dicts(n: int) -> str:
    return nested("{1: ", "1", "}", n)


@family(300, 1000)
def nested_minus(n: int) -> str:
    return nested("- ", "a", "", n)


@family(300, 1000)
def nested_not(n: int) -> str:
    return nested("not ", "a", "", n)


@family(300, 1000)
def nested_power(n: int) -> str:
    return nested("a ** ", "a", "", n)


@family(300, 1000)
def nested_lambdas(n: int) -> str:
    return lines(f"v = {'lambda: ' * n}1", f"print(v{'()' * n})")


@family(50, 200)
def nested_comprehensions(n: int) -> str:
    return nested("[", "1", " for x in range(1)]", n)


@family(50, 200)
def nested_ternaries(n: int) -> str:
    return nested("(2 if ", "a", " else 3)", n)


@family(50, 200)
def nested_arithmetic(n: int) -> str:
    return nested("(a + ", "a", ")", n)


@family(50, 200)
def nested_subscripts(n: int) -> str:
    return lines("x = [0]", f"print({'x[' * n}0{']' * n})")


@family(80, 200)
def nested_walrus(n: int) -> str:
    return lines(f"v = {''.join(f'(a{k} := ' for k in range(n))}1{')' * n}", "print(v, a0)")


@family(100)
def nested_constants(n: int) -> str:
    return lines("x0 = (1,)", [f"x{k + 1} = (x{k}, {k})" for k in range(n)], f"print(x{n})")


@family(100)
def growing_lists(n: int) -> str:
    return lines("x0 = [1]", [f"x{k + 1} = [x{k}]" for k in range(n)], f"print(x{n})")


@family(20)
def comprehension_loops(n: int) -> str:
    return lines(f"print([1 {listed('for a# in range(1)', n, ' ')}])")


@family(3000)
def comprehension_tests(n: int) -> str:
    return lines(f"print([x for x in range(5) {listed('if x != -#', n, ' ')}])")


@family(3000)
def comprehensions(n: int) -> str:
    return lines("xs = [1, 2]", numbered("v# = [x + # for x in xs]", n), f"print(v{n - 1})")


# --- calls ------------------------------------------------------------------------------------------------------------


@family(2000)
def arguments(n: int) -> str:
    return lines(f"def f({listed('a#', n)}):", f"    return a0 + a{n - 1}", f"print(f({listed('#', n)}))")


@family(1000)
def arguments_by_keyword(n: int) -> str:
    return lines(f"def f({listed('a#', n)}):", f"    return a0 + a{n - 1}", f"print(f({listed('a#=#', n)}))")


@family(1000)
def defaults(n: int) -> str:
    return lines(f"def f({listed('a#=#', n)}):", f"    return a0 + a{n - 1}", "print(f(), f(a1=2))")


@family(1000)
def keyword_only(n: int) -> str:
    return lines(f"def f(*, {listed('a#', n)}):", f"    return a0 + a{n - 1}", f"print(f({listed('a#=#', n)}))")


@family(2000)
def arguments_of_star(n: int) -> str:
    return lines("def f(*args):", "    return len(args)", f"print(f({listed('#', n)}))")


@family(1000)
def arguments_of_stars(n: int) -> str:
    return lines("def f(**args):", "    return len(args)", f"print(f({listed('a#=#', n)}))")


@family(1000)
def starred_arguments(n: int) -> str:
    return lines("def f(*args):", "    return len(args)", "a = [1]", f"print(f({listed('*a', n)}))")


@family(1000)
def parameters_that_recur(n: int) -> str:
    names = listed("a#", n)
    return lines(f"def f(k, {names}):", "    if k == 0:", f"        return a{n - 1}", f"    return f(k - 1, {names})",
                 f"print(f(3, {listed('#', n)}))")  # fmt: skip


@family(1000)
def parameters_of_method(n: int) -> str:
    return lines("class C:", f"    def m(self, {listed('a#', n)}):", f"        return a0 + a{n - 1}",
                 f"print(C().m({listed('#', n)}))")  # fmt: skip


@family(1000)
def parameters_of_class(n: int) -> str:
    return lines("class C:", f"    def __init__(self, {listed('a#', n)}):", f"        self.x = a{n - 1}",
                 f"print(C({listed('#', n)}).x)")  # fmt: skip


@family(1000)
def parameters_by_value(n: int) -> str:
    """Of functions that are called as values."""
    names = listed("a#", n)
    return lines(f"def f({names}):", "    return a0", f"def g({names}):", f"    return a{n - 1}", "for h in [f, g]:",
                 f"    print(h({listed('#', n)}))")  # fmt: skip


@family(1000)
def parameters_of_task(n: int) -> str:
    return lines("from weft import spawn", f"def f({listed('a#', n)}):", f"    return a0 + a{n - 1}",
                 f"t = spawn(f, {listed('#', n)})", "print(t.join())")  # fmt: skip


@family(1000)
def parameters_of_lambda(n: int) -> str:
    return lines(f"f = lambda {listed('a#', n)}: a{n - 1}", f"print(f({listed('#', n)}))")


@family(1000)
def printed_arguments(n: int) -> str:
    return lines("x = 1", f"print({listed('x', n)})")


@family(1000)
def maximum_of_arguments(n: int) -> str:
    return lines("x = 1", f"print(max({listed('x + #', n)}), min({listed('x + #', n)}))")


@family(1000)
def formatted_arguments(n: int) -> str:
    return lines("x = 1", f"print('{'{} ' * n}'.format({listed('x', n)}))")


@family(1000)
def percent_arguments(n: int) -> str:
    return lines("x = 1", f"print('{'%d ' * n}' % ({listed('x', n)},))")


@family(1000)
def classes_of_isinstance(n: int) -> str:
    return lines(numbered("class C#: pass", n), "def f(x):", f"    return isinstance(x, ({listed('C#', n)},))",
                 "print(f(C0()), f(1))")  # fmt: skip


# --- texts ------------------------------------------------------------------------------------------------------------


@family(300_000)
def long_text(n: int) -> str:
    return lines(f"s = '{'abcdefghij' * (n // 10)}'", "print(len(s))")


@family(100_000)
def long_text_of_lines(n: int) -> str:
    return lines(f"s = '''{chr(10) * n}'''", "print(len(s))")


@family(100_000)
def long_text_of_wide_signs(n: int) -> str:
    return lines(f"s = '{chr(0x1F600) * n}'", "print(len(s))")


@family(100_000)
def long_text_in_f_string(n: int) -> str:
    return lines("x = 1", f"s = f'{'a' * n}{{x}}{'b' * n}'", "print(len(s))")


@family(1000)
def parts_of_f_string(n: int) -> str:
    return lines("x = 1", f"s = f'{'{x} ' * n}'", "print(len(s))")


@family(1000)
def parts_with_formats(n: int) -> str:
    return lines("x = 1.5", f"s = f'{'{x:6.2f}{x!r}' * n}'", "print(len(s))")


@family(3000)
def f_strings(n: int) -> str:
    return lines("x = 1", numbered("s# = f'{x}a#'", n), f"print(s{n - 1})")


@family(3000)
def digits_of_int(n: int) -> str:
    return lines(f"x = {'1' * n}", "print(x)")


@family(3000)
def digits_of_float(n: int) -> str:
    return lines(f"x = 1.{'1' * n}", "print(x)", f"y = 0x{'f' * n}", "print(y > 5)")


@family(50_000)
def long_name(n: int) -> str:
    name = "v" * n
    return lines(f"{name} = 1", f"print({name})")


@family(50_000)
def long_name_of_function(n: int) -> str:
    name = "v" * n
    return lines(f"def {name}(x):", "    return [x]", f"print({name}(1))")


@family(50_000)
def long_name_of_class(n: int) -> str:
    name = "V" * n
    return lines(f"class {name}:", "    def m(self):", "        return 1", f"print({name}().m())")


@family(50_000)
def long_names_misspelt(n: int) -> str:
    return lines(f"{'v' * n} = 1", f"{'v' * (n - 5)}w = 1", f"print({'v' * (n - 1)}w)", "x = [1]", f"x.{'a' * n}()")
