"""How much of what engines take in a module: V8, SpiderMonkey and wasmtime have agreed on the same numbers
(https://webassembly.github.io/spec/js-api/#limits), but for tables of branches, of which V8 takes the fewest targets.
A module with more is refused when it is about to run, so a program that would become one is refused before.
"""

from __future__ import annotations

from typing import Final

#: of a function; a value that is a tag and a payload takes two
PARAMETERS: Final = 1000
#: of a function, parameters among them
LOCALS: Final = 50_000
#: of a function, with what declares its locals
BODY_BYTES: Final = 7_654_321
#: of one table of branches
TARGETS: Final = 65_520
#: of a module
FUNCTIONS: Final = 1_000_000
