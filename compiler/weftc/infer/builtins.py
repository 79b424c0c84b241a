"""The types of built-in functions that the compiler itself knows. Everything else built in is Weft's Python in
weftc/lib: `sorted` is lib/builtins.py's, `str.find` is lib/strings.py's, `list.pop` lib/lists.py's, and so on.

Each row of CALLS names a function of (context) -> Type; lower.builtins.CALLS has a row for each of the same names. Both
are beside what they are about: conversions.py, numbers.py, inspection.py, streams.py, iterators.py, hashing.py,
sync.py, select.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from weftc.hir import hir
from weftc.hir.operands import method_of
from weftc.infer.binding import call_function, listed, refuse_spread
from weftc.infer.engine import Engine, Instance
from weftc.infer.iteration import is_iterable, item_type
from weftc.infer.rules import complain, invoke
from weftc.infer.spread import is_spread
from weftc.kinds.function import BuiltinKind, FunctionKind
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import NEVER, Cell, Kind, Type, find, one, resolve, show_atom


@dataclass(slots=True)
class Call:
    """A call of a built-in: argument types, positional ones first, then one for each keyword."""

    engine: Engine
    instance: Instance
    value: hir.Value
    name: str
    args: list[Type]
    shape: hir.CallShape

    @property
    def positional(self) -> list[Type]:
        return self.args[: len(self.args) - len(self.shape.keywords)]

    def keyword(self, name: str) -> Type | None:
        if name in self.shape.keywords:
            return self.args[len(self.args) - len(self.shape.keywords) + self.shape.keywords.index(name)]
        return None

    def arity(self, least: int, most: int, keywords: tuple[str, ...] = ()) -> bool:
        """Complains unless the call has that many positional arguments and only these keywords."""
        n = len(self.positional)
        if n < least or n > most:
            want = str(least) if least == most else f"{least} to {most}"
            self.complain("E0310", f"{self.name}() takes {want} argument{'s' if want != '1' else ''} ({n} given)")
            return False
        for k in self.shape.keywords:
            if k not in keywords:
                self.complain("E0310", f"{self.name}() got an unexpected keyword argument '{k}'")
                return False
        return all(self.args)

    def invoke(self, function: FunctionKind, args: list[Type]) -> Type:
        """What a call of `function`, made for this one, gives."""
        return invoke(self.engine, self.instance, self.value, function, args)

    def complain(self, code: str, message: str, label: str = "", helps: tuple[str, ...] = ()) -> Type:
        return complain(self.engine, code, self.value, message, label, helps)


Row = Callable[[Call], Type]
CALLS: dict[str, Row] = {}
#: calls with a `*` whose arguments need not be counted when compiling; None: those of this one must be
Starred = Callable[[Call], Type | None]
STARRED: dict[str, Starred] = {}


def row(*names: str) -> Callable[[Row], Row]:
    def add(function: Row) -> Row:
        for name in names:
            CALLS[name] = function
        return function

    return add


def starred(name: str) -> Callable[[Starred], Starred]:
    def add(function: Starred) -> Starred:
        STARRED[name] = function
        return function

    return add


def call_builtin(
    engine: Engine, instance: Instance, value: hir.Value, name: str, args: list[Type], shape: hir.CallShape
) -> Type:
    call = Call(engine, instance, value, name, args, shape)
    if name in CALLS:
        if is_spread(shape):
            return refuse_spread(engine, value, f"{name.rpartition('.')[2]}()")
        return CALLS[name](call)
    function = engine.library(*library_member(name, shape))
    if function is not None:
        return call_function(engine, instance, value, function, listed(engine, instance, value, args), shape)
    return call.complain("E0401", f"{name}() isn't built")


def library_member(name: str, shape: hir.CallShape) -> tuple[str, str]:
    """Module and name of the library function behind a built-in's call. `min` and `max` with a default are functions of
    their own: a parameter that may be left out has no literal that says so."""
    module, _, member = name.rpartition(".")
    if member in ("min", "max") and "default" in shape.keywords:
        member += "_or_default"
    elif member in ("min", "max") and shape.stars:
        member += "_of_list"
    return module or "builtins", member


def call_with_stars(engine: Engine, instance: Instance, value: hir.Value, callee: Kind) -> Type | None:
    """print(*items) of any iterable, select(*arms), zip(*rows); other starred calls are spread out when their length is
    known."""
    if not isinstance(callee, BuiltinKind) or callee.name not in STARRED:
        return None
    shape = value.imm if value.op == "call" else method_of(value)[1]
    assert isinstance(shape, hir.CallShape)
    types = [resolve(instance.types.get(a.id, NEVER)) for a in value.args[1:]]
    return STARRED[callee.name](Call(engine, instance, value, callee.name, types, shape))


def iterator(call: Call, kind: str, parts: list[Type], item: Type) -> Type:
    """An iterator that exists only while compiling."""
    atom = call.engine.make(
        call.instance,
        call.value,
        ("iter", kind, len(parts)),
        lambda: IteratorKind(kind, [Cell() for _ in parts], Cell()),
    )
    assert isinstance(atom, IteratorKind)
    for cell, part in zip(atom.parts, parts, strict=True):
        call.engine.flow(cell, part)
    call.engine.flow(atom.item, item)
    return one(find(atom))


def items_of(call: Call, type: Type) -> Type:
    for atom in type:
        if not is_iterable(atom) and len(type) == 1:
            call.complain("E0303", f"{show_atom(atom)} is not iterable")
    return item_type(call.engine, call.instance, call.value, type)
