"""The module `weft.store`: each constant key has values of a type of its own, as names have objects."""

from __future__ import annotations

from weftc.builtins.table import Call, row
from weftc.hir import hir
from weftc.infer.args import Args
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer
from weftc.kinds.kind import one
from weftc.lower.function import FunctionLowering
from weftc.operations.names import constant_name, name_kind

LIBRARY = "std.weft.store"
#: what each takes behind the key
PARAMETERS: dict[str, tuple[str, ...]] = {
    "share": ("value", "ttl"),
    "fetch": ("default", "timeout"),
    "update": ("f", "timeout"),
    "compare_and_set": ("old", "new", "timeout"),
    "delete": (),
}


@row(*(f"weft.store.{name}" for name in PARAMETERS))
def use_key(call: Call) -> Answer:
    site, args, name = call.site, call.args, call.own_name
    parameters = ("key", *PARAMETERS[name])
    if not call.arity(0, len(parameters), parameters):
        return NOTHING
    place = args.at(0, "key")
    key = name_kind(site.engine, "store", constant_name(args.operands[place] if place is not None else None))
    if name == "fetch" and args.at(1, "default") is not None:
        name = "_fetch_or_default"
    function = site.engine.library(LIBRARY, name)
    assert function is not None
    shape = hir.CallShape(args.shape.positional + 1, args.shape.keywords)
    given = Args([one(key), *args.types], shape, [None, *args.operands], [])
    answer = site.call_written(function, given)

    def emit(f: FunctionLowering, v: ir.Value, values: list[ir.Value]) -> ir.Value | None:
        return answer.emit(f, None, [f.zero(one(key)), *values])

    return Answer(answer.type, emit)


@row("weft.store.keys")
def keys(call: Call) -> Answer:
    if not call.arity(0, 0):
        return NOTHING
    answer = call.site.library(LIBRARY, "keys")
    return Answer(answer.type, lambda f, v, values: answer.emit(f))
