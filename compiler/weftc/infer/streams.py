"""print, input and open."""

from __future__ import annotations

from weftc.infer.builtins import Call, row, starred
from weftc.infer.iteration import item_type
from weftc.infer.text import str_of
from weftc.infer.types import FILE, NEVER, NONE, STR, Type, show


@row("print")
def print_(call: Call) -> Type:
    for k in call.shape.keywords:
        if k not in ("sep", "end", "file", "flush"):
            return call.complain("E0310", f"print() got an unexpected keyword argument '{k}'")
    if not all(call.args):
        return NEVER
    for type in call.positional:
        str_of(call.engine, call.instance, call.value, type)
    return between_and_after(call)


@starred("print")
def print_starred(call: Call) -> Type:
    engine, instance, value = call.engine, call.instance, call.value
    for k, type in enumerate(call.args):
        str_of(engine, instance, value, item_type(engine, instance, value, type) if k in call.shape.stars else type)
    return between_and_after(call)


def between_and_after(call: Call) -> Type:
    """What print() puts between values and behind them is a str, or None."""
    for name in ("sep", "end"):
        type = call.keyword(name)
        if type is not None and not type <= STR | NONE:
            call.complain("E0303", f"{name} must be None or a string, not {show(type)}", f"in print(), {name}=")
    return NONE


@row("input")
def input_(call: Call) -> Type:
    return STR if call.arity(0, 1) else NEVER


@row("open")
def open_(call: Call) -> Type:
    if not call.arity(1, 2, ("mode", "encoding", "newline")):
        return NEVER
    return FILE
