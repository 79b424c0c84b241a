"""What the stages made of a program, as text: for `weft build --dump`, and for a page that shows it beside the program.

Each line comes with the line of the program that it belongs to.
"""

from __future__ import annotations

from typing import Literal

from weftc.driver import Compilation, Stage
from weftc.source import Listing

View = Literal["types", "ir", "wat"]
#: the last stage that a view needs
LAST_STAGE: dict[View, Stage] = {"types": "infer", "ir": "passes", "wat": "link"}


def list_view(made: Compilation, view: View, file: str) -> Listing:
    """The view of a program without mistakes, compiled up to its stage at least; `file` is what the lines are of."""
    if view == "types":
        from weftc.views.types_text import list_types

        assert made.types is not None
        return list_types(made.types, file)
    if view == "ir":
        from weftc.ir.printer import list_program

        assert made.ir is not None
        return list_program(made.ir, file)
    from weftc.wasm.wat import list_module

    assert made.linked is not None
    lines = [(place.offset, place.line if place.function.file == file else 0) for place in made.linked.places()]
    return list_module(made.linked.wasm, lines)


def view_text(listing: Listing) -> str:
    """The text alone."""
    return "".join(f"{text}\n" for text, _ in listing)
