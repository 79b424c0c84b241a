"""Every operation of the untyped form, a row each: operands, what it does, meaning. The verifier, the analyses of changes
and the tidying of what is unused make their tables of the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import NamedTuple


class Does(Enum):
    """What an operation does besides giving its value, what it calls apart."""

    NOTHING = auto()
    CHANGES = auto()  # its first operand, if that is of a kind that can change (infer/changes.py)
    BINDS = auto()  # a global; `attr.set` of a module may, too
    CALLS = auto()


NOTHING, CHANGES, BINDS, CALLS = Does


class Op(NamedTuple):
    """`operands`: how many, "1", "0..1", or "1.." and more. `makes`: its result is an object of its own. `passes`: its
    result is the first operand. `truth`: the result is a truth value. `quiet`: it can't raise."""

    operands: str
    does: Does
    meaning: str
    makes: bool = False
    passes: bool = False
    truth: bool = False
    quiet: bool = False


OPS: dict[str, Op] = {
    "param": Op("0", NOTHING, "a parameter of a block or of the body; imm: name of the variable"),
    "const": Op("0", NOTHING, "imm: int, float, str, bool or None", makes=True, quiet=True),
    "unbound": Op("0", NOTHING, "the value of a variable that isn't bound (never read: guarded by check_bound)", quiet=True),
    "check_bound": Op("1", NOTHING, "args flag; imm name: UnboundLocalError unless flag"),
    "gload": Op("0", NOTHING, "imm (Module, name): a global; NameError if not bound"),
    "gstore": Op("1", BINDS, "imm (Module, name), args value"),
    "gdel": Op("0", BINDS, "imm (Module, name)"),
    "builtin": Op("0", NOTHING, "imm name: a built-in function, class or constant (`len`, `ValueError`, `int`)", quiet=True),
    "module": Op("0", NOTHING, "imm dotted name: a module as a value (of the program, or of the library: math, time, sys, weft)", quiet=True),
    "import": Op("0", BINDS, "imm dotted name: runs that module's body if it has not run"),
    "box": Op("0..1", NOTHING, "args [initial] or []: a fresh box; imm name", makes=True),
    "box.load": Op("1", NOTHING, "args box; imm name: NameError/UnboundLocalError if empty"),
    "box.store": Op("2", CHANGES, "args box, value"),
    "box.del": Op("1", CHANGES, "args box"),
    "closure": Op("0..", NOTHING, "imm Code, args captures then defaults (positional ones in order, then keyword-only): a function value", makes=True),
    "class": Op("0..", BINDS, "imm Class, args [base], attribute values, then for each method in order its captures and defaults: the class as a value"),
    "attr": Op("1", NOTHING, "args obj; imm name: obj.name"),
    "attr.set": Op("2", CHANGES, "args obj, value; imm name"),
    "index": Op("2", NOTHING, "args obj, key"),
    "index.set": Op("3", CHANGES, "args obj, key, value"),
    "index.del": Op("2", CHANGES, "args obj, key"),
    "slice": Op("4", NOTHING, "args obj, start, stop, step (const None where absent)", makes=True),
    "slice.set": Op("5", CHANGES, "args obj, start, stop, step, value"),
    "slice.del": Op("4", CHANGES, "args obj, start, stop, step"),
    "unary": Op("1", NOTHING, "imm '-', '+', '~'"),
    "annotated": Op("1", NOTHING, "args value; imm ast.expr: the value of `x: T = value`, to be checked against T", passes=True),
    "not": Op("1", NOTHING, "args truth value", truth=True),
    "binary": Op("2", NOTHING, "imm '+', '-', '*', '/', '//', '%', '**', '<<', '>>', '&', '|', '^', '@'"),
    "inplace": Op("2", CHANGES, "the same for `a += b`: lists change in place, the rest is binary; the result is stored back"),
    "compare": Op("2", NOTHING, "imm '<', '<=', '==', '!=', '>', '>=', 'in', 'not in', 'is', 'is not'; what __eq__ and the like return"),
    "truth": Op("1", NOTHING, "args x: bool(x)", truth=True),
    "call": Op("1..", CALLS, "args callee, arguments; imm CallShape"),
    "call_method": Op("1..", CALLS, "args obj, arguments; imm (name, CallShape): obj.name(...) without making a bound method"),
    "super": Op("1", NOTHING, "args self; imm Class: super() as written in a method of that class, only as the object of attr or call_method"),
    "tuple": Op("0..", NOTHING, "args items", makes=True),
    "keywords": Op("1", NOTHING, "args the parameter **named: a dict of what it got", makes=True),
    "list": Op("0..", NOTHING, "args items; or imm: a tuple of constants, which are the items", makes=True),
    "dict": Op("0..", NOTHING, "args key, value, key, value ...", makes=True),
    "list.append": Op("2", CHANGES, "args list, item: of comprehensions"),
    "list.extend": Op("2", CHANGES, "args list, iterable: star items of displays"),
    "set": Op("0..", NOTHING, "args items; imm None, or how CPython makes it of constants: 'made ahead', where a loop goes through it, 'copied' from that; or, of many, imm: that and a tuple of them", makes=True),
    "set.add": Op("2", CHANGES, "args set, item: of comprehensions, and after star items of displays"),
    "set.update": Op("2", CHANGES, "args set, iterable: star items of displays"),
    "dict.set": Op("3", CHANGES, "args dict, key, value: of comprehensions"),
    "dict.update": Op("2", CHANGES, "args dict, dict: ** items of displays"),
    "to_tuple": Op("1", NOTHING, "args list: displays with star items", makes=True),
    "format": Op("1..2", NOTHING, "args value [, spec]; imm conversion '', 'r', 's', 'a': one piece of an f-string, a str", makes=True),
    "concat": Op("0..", NOTHING, "args strs: an f-string", makes=True),
    "iter": Op("1", NOTHING, "args iterable: an iterator; used only by ForNext"),
    "unpack": Op("1", NOTHING, "args iterable; imm (before, star, after): exactly that many items (or at least, with star), ValueError otherwise"),
    "item": Op("1", NOTHING, "args unpack; imm position: one of its parts; the starred one is a list"),
    "sum.add": Op("3", NOTHING, "args total, correction, item: the new total of sum() (floats are summed with Neumaier's correction, as CPython 3.12+)"),
    "sum.correct": Op("3", NOTHING, "args total, correction, item: the new correction (a float)"),
    "sum.end": Op("2", NOTHING, "args total, correction: what sum() returns"),
    "isinstance": Op("2", NOTHING, "args x, class or tuple of classes: bool", truth=True),
    "refine": Op("1..3", NOTHING, "args x [, class]; imm (kind, positive): x, whose type is known better here. kinds: 'isinstance', 'none' (x is None), 'truth', 'equal' (args[1] is what it equals), 'sequence', 'waits_on' (args y, class: see match.waits_on)", passes=True, quiet=True),
    "match.sequence": Op("1", NOTHING, "args x; imm (minimum, exact): is x a list or tuple of that length (or longer)?", truth=True),
    "match.attr": Op("2", NOTHING, "args x, class; imm position or name: the attribute that a class pattern binds"),
    "match.has_attr": Op("2", NOTHING, "args x, class; imm position or name: is there what `match.attr` gives?", truth=True),
    "match.waits_on": Op("3", NOTHING, "args x, y, class; imm 'is' or '==': is the first attribute that a class pattern binds of x the object y?", truth=True),
    "match.end": Op("2", NOTHING, "args subject, what is left of it; imm ((class, numbers of arms), ...), if it is a `select` that has cases by channels: control gets past all cases of a `match` whose subject is a call"),
    "catch": Op("0", NOTHING, "first in a handler block: the exception that came", quiet=True),
    "handling.enter": Op("1", NOTHING, "args exception: it is being handled now; the value is what was handled before", quiet=True),
    "handling.leave": Op("1", NOTHING, "args what handling.enter gave", quiet=True),
    "exc.current": Op("0", NOTHING, "for a bare `raise`: the exception being handled (RuntimeError 'No active exception to reraise' if none)"),
    "star.match": Op("2", NOTHING, "args what earlier clauses of `except*` have left, or None, class or tuple of classes: a tuple, the group that this clause takes and what it leaves, each or None"),
    "star.end": Op("3", NOTHING, "args what was caught, list of what the clauses of `except*` raised, what they left, or None: what goes on, or None"),
    "with.exit": Op("2", NOTHING, "args manager, exception or const None: calls __exit__ with (type, value, None) or three Nones; its result"),
}


def those(holds: Callable[[Op], object]) -> frozenset[str]:
    """The operations whose rows are so."""
    return frozenset([name for name, op in OPS.items() if holds(op)])
