"""What isn't built and shows only at run time ends the program: no handler takes it for what CPython raises."""

from __future__ import annotations

import pytest
from tests.cli.conftest import Weft

INT = "error[E0420]: an int beyond 61 bits isn't built\nhelp: `weft explain E0420` tells more\n"
POWER = "error[E0421]: an int to a negative power that isn't a constant isn't built\n"
POWER += "help: `weft explain E0421` tells more\n"
#: what makes it, of an int n; what n is; and what is told
MAKES = {
    "2**n": (100, INT),
    "3 << n": (61, INT),
    "int('7' * n)": (30, INT),
    "int(10.0**n)": (30, INT),
    "-(-(2**61)) * n": (5, INT),
    "sum([2**61 - n, 2**61])": (1, INT),
    "10**n": (-2, POWER),
    "pow(10, n)": (-1, POWER),
}
HANDLERS = {
    "except": "    try:\n        print({})\n    except BaseException as e:\n        print('caught', e)\n",
    "bare except": "    try:\n        print({})\n    except:\n        print('caught')\n",
    "finally": "    try:\n        print({})\n    finally:\n        print('finally')\n",
    "with": "    with Swallows():\n        print({})\n    print('swallowed')\n",
    "nothing": "    print({})\n",
    "default": "    print(next(iter([{}]), 3))\n",
}
PROGRAM = """
from weft import spawn


class Swallows:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        print('exit')
        return True


def f(n):
{body}

def work(n):
    f(n)


print('begun')
{call}
print('went on')
"""
CALLS = {"main": "f({})", "task": "spawn(work, {}).join()", "caught": "try:\n    work({})\nexcept Exception:\n    pass"}


@pytest.mark.parametrize("target", ["threads", "portable"])
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("handler", HANDLERS)
def test_it_ends_the_program(weft: Weft, target: str, call: str, handler: str) -> None:
    expression, (n, told) = list(MAKES.items())[list(HANDLERS).index(handler)]
    ended(weft, target, PROGRAM.format(body=HANDLERS[handler].format(expression), call=CALLS[call].format(n)), told)


@pytest.mark.parametrize("expression", MAKES)
def test_whatever_makes_it(weft: Weft, expression: str) -> None:
    n, told = MAKES[expression]
    ended(
        weft, "threads", PROGRAM.format(body=HANDLERS["except"].format(expression), call=CALLS["main"].format(n)), told
    )


def ended(weft: Weft, target: str, program: str, told: str) -> None:
    weft.write("p.py", program)
    done = weft("run", "--target", target, "p.py")
    assert (done.returncode, done.stdout) == (1, "begun\n"), done.stderr
    assert done.stderr.startswith("Traceback (most recent call last):\n  File")
    assert done.stderr.endswith(told)
