"""The type of each operation of the untyped form, a rule each: RULES is filled in by the files of operations/.

A rule looks at the types of its operands and gives the type of its value; it keeps what lowering is to do
(`Site.decide`); it may make instances of what it calls. Where some atoms of a union support an operation and others
don't, the result comes from those that do: the others raise TypeError at run time, as in CPython. Only where nothing
supports it is there a diagnostic.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from weftc.kinds.kind import Type

if TYPE_CHECKING:
    from weftc.infer.site import Site

Rule: TypeAlias = "Callable[[Site], Type]"
RULES: dict[str, Rule] = {}


def rule(*ops: str) -> Callable[[Rule], Rule]:
    def add(function: Rule) -> Rule:
        for op in ops:
            RULES[op] = function
        return function

    return add
