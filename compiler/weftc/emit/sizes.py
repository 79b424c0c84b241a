"""What becomes too large for an engine: a message about the function, instead of a module that none would take.

Left: a function that is cut into several. What its parts share would have to lie in memory, and nobody writes such
functions by hand.
"""

from __future__ import annotations

from weftc.ir.ir import Function
from weftc.limits import TooLarge
from weftc.wasm import most
from weftc.wasm.objects import Function as Code

_MODULE = "<module>"


def check_size(function: Function, code: Code) -> Code:
    """The code, which an engine takes."""
    if len(code.signature.params) > most.PARAMETERS:
        few = f"the {most.PARAMETERS - 1} that WebAssembly takes"
        message = f"{function.display}() has more parameters and captured variables than {few}"
        raise TooLarge("E0605", message, "pass the values as a list")
    count = len(code.signature.params) + sum(count for count, _ in code.locals)
    if count > most.LOCALS:
        raise _too_large(function, f"more than {most.LOCALS:,} values at a time")
    if len(code.body) + 6 * len(code.locals) + 5 > most.BODY_BYTES:
        raise _too_large(function, "more than 7.6 MB of code")
    return code


def check_targets(function: Function, count: int) -> None:
    """Can one table of branches have so many targets?"""
    if count > most.TARGETS:
        raise _too_large(function, f"a jump to more than {most.TARGETS:,} places")


def _too_large(function: Function, what: str) -> TooLarge:
    if function.display == _MODULE:
        whole, advice = f"the statements of {function.file}", "move parts of them into functions"
        return TooLarge("E0605", f"{whole} become {what}, which WebAssembly doesn't take in one function", advice)
    message = f"{function.display}() becomes {what}, which WebAssembly doesn't take in one function"
    return TooLarge("E0605", message, "make several functions of it")
