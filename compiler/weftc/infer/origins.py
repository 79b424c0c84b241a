"""Why a value has a type: the steps backwards along which one kind of value came, for explanations.

In: an engine at its fixpoint. `steps(place)` gives what a place has its kind from: nearer places, or the origin itself
(a literal, a call of a built-in, a display, ...). Each step is one that inference took: an argument that was passed, a
result, a store into a cell, an edge into a block. So every chain of steps is true, though not the only one. Where
nothing certain is known there is no step.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from weftc.hir import hir
from weftc.hir.operands import global_of, method_of, unpacking_of
from weftc.infer.arguments import Default, passed, type_of
from weftc.infer.changes import variable_cell
from weftc.infer.contents import Contents, Part, is_spawn
from weftc.infer.engine import Engine, Instance
from weftc.kinds.classes import ClassKind
from weftc.kinds.dict import DictKind
from weftc.kinds.file import FILE_ATOM
from weftc.kinds.function import BoxKind, FunctionKind
from weftc.kinds.gate import CellKind
from weftc.kinds.handle import ChannelKind, TaskKind
from weftc.kinds.indexing import constant_index
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.keyed import KeyedKind
from weftc.kinds.kind import Cell, Kind, find, ordered, resolve
from weftc.kinds.list import ListKind
from weftc.kinds.module import ModuleKind
from weftc.kinds.none import NONE_ATOM
from weftc.kinds.numbers import FLOAT_ATOM, INT_ATOM, NUMBERS
from weftc.kinds.objects import ObjectKind
from weftc.kinds.range import RANGE_ATOM
from weftc.kinds.text import STR_ATOM
from weftc.kinds.tuple import TupleKind
from weftc.source import Span

#: a literal's text that is longer is not repeated
LITERAL_LIMIT = 24
#: from a name to the call that made the object
MAX_ALIASES = 20
MAX_CALLS = 12  # that a way remembers


class Place(NamedTuple):
    """A part of a value of an instance, where values of the kind `atom` come. `hop` says what lies between it and the
    place that it was reached from; `at` is where that is in the program. `calls` are the calls into which the way has
    gone, the innermost last: it comes out of them at the same places."""

    instance: Instance
    value: hir.Value
    atom: Kind
    part: Part = "value"
    hop: str = ""
    at: Span | None = None
    calls: tuple[tuple[Instance, int], ...] = ()


class Origin(NamedTuple):
    """Where a kind of value begins: `text` follows "from". What is `plain` can be seen where it stands."""

    span: Span
    text: str
    plain: bool = False


Step = Place | Origin


class Origins:
    """Answers for one engine; what it looks up is kept."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._contents: Contents | None = None
        self._closures: dict[FunctionKind, tuple[Instance, hir.Value]] | None = None
        self._values: dict[hir.Code, dict[int, hir.Value]] = {}
        self._entering: dict[Instance, dict[int, list[tuple[hir.Value, Part]]]] = {}

    @property
    def contents(self) -> Contents:
        if self._contents is None:
            self._contents = Contents(self.engine)
        return self._contents

    def value(self, code: hir.Code, number: int) -> hir.Value | None:
        """The operation of a function by its number."""
        known = self._values.get(code)
        if known is None:
            known = self._values[code] = {v.id: v for block in code.body().blocks for v in block.instrs}
        return known.get(number)

    def closure(self, func: FunctionKind) -> tuple[Instance, hir.Value] | None:
        """The operation that makes a function value which captures something."""
        if self._closures is None:
            self._closures = {}
            for instance in self.engine.instances.values():
                for (number, detail), atom in instance.made.items():
                    value = self.value(instance.code, number) if detail == "closure" else None
                    if isinstance(atom, FunctionKind) and value is not None:
                        self._closures[atom] = (instance, value)
        return self._closures.get(func)

    # --- one step -----------------------------------------------------------------------------------------------------

    def steps(self, place: Place) -> Iterator[Step]:
        if place.part == "items":
            yield from self._items(place)
        elif place.part in ("keys", "values"):
            yield from self._entries(place)
        elif place.part == "result":
            yield from self._returns(place, None)
        else:
            yield from self._value(place)

    def _value(self, place: Place) -> Iterator[Step]:
        instance, value, atom = place.instance, place.value, place.atom
        args = value.args
        match value.op:
            case "const":
                yield self._literal(instance, value)
            case "param":
                yield from self._parameter(place)
            case "gload":
                module, name = global_of(value)
                yield from self._stores(self.engine.globals.get((module.name, name)), atom, f"the global {name}")
            case "box.load":
                for cell in ordered(type_of(instance, args[0])):
                    if isinstance(cell, BoxKind):
                        yield from self._stores(cell.content, atom, "")
            case "annotated" | "refine" | "match.end" | "sum.end" | "iter" | "unpack":
                yield from self._same(place, args[:1])
            case "sum.add":
                yield from self._same(place, [args[2], args[0]])
            case "attr" | "match.attr":
                yield from self._attribute(place)
            case "index":
                yield from self._index(place)
            case "slice":
                yield from self._same(place, args[:1])
            case "item":
                yield from self._item(place)
            case "call" | "call_method":
                yield from self._call(place)
            case "binary" | "inplace" | "unary":
                yield from self._arithmetic(place)
            case op if op in _MAKERS:
                yield Origin(value.span, _MAKERS[op], plain=True)

    def _literal(self, instance: Instance, value: hir.Value) -> Origin:
        code = instance.code
        begins = (value.span.line, value.span.column) == (code.span.line, code.span.column)
        if value.imm is None and begins and code.kind != "lambda":
            return Origin(code.span, f"the end of {code.name}()")
        if value.imm is None and self.text(code.module, value.span).startswith("return"):
            return Origin(value.span, "the bare return")
        text = repr(value.imm)
        if isinstance(value.imm, str):
            text = '"' + text[1:-1] + '"' if '"' not in text else text
        return Origin(value.span, f"the {text}" if len(text) <= LITERAL_LIMIT else "this literal", plain=True)

    def text(self, module: hir.Module, span: Span) -> str:
        """What is written there, in the first line of it."""
        lines = module.source.split("\n")
        line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
        return line[span.column : span.end_column] if span.end_line == span.line else line[span.column :]

    def _same(self, place: Place, values: list[hir.Value]) -> Iterator[Place]:
        """Operands that have the kind themselves."""
        for value in values:
            if place.atom in type_of(place.instance, value):
                yield Place(place.instance, value, place.atom, calls=place.calls)

    def _stores(
        self, cell: Cell | None, atom: Kind, hop: str, maker: tuple[Instance, int] | None = None
    ) -> Iterator[Step]:
        """The places that put the kind into a cell. `maker` is the call that made the object whose field it is."""
        if cell is None or atom not in resolve(cell.find().type):
            return
        for store in self.contents.of(cell):
            if store.part != "value" or atom in type_of(store.instance, store.value):
                inside = maker is not None and maker in store.instance.callers
                calls = (maker,) if maker is not None and inside else ()
                yield Place(store.instance, store.value, atom, store.part, hop, store.by.span, calls)

    def _held(self, place: Place, source: hir.Value, holder: Kind, cell: Cell, hop: str) -> Iterator[Step]:
        """What a container holds; where nothing is seen to be put in, it is as the container was made."""
        found = False
        for step in self._stores(cell, place.atom, hop):
            found = True
            yield step
        if not found and place.atom in resolve(cell.find().type):
            yield Place(place.instance, source, holder, calls=place.calls)

    # --- variables and parameters -------------------------------------------------------------------------------------

    def _parameter(self, place: Place) -> Iterator[Step]:
        instance, value, atom = place.instance, place.value, place.atom
        params = instance.code.body().params
        for position, param in enumerate(params):
            if param.id == value.id:
                yield from self._passed(place, position - len(instance.func.captures))
                return
        for source, part in self.entering(instance).get(value.id, []):
            if part == "items" or atom in type_of(instance, source):
                yield Place(instance, source, atom, part, calls=place.calls)

    def _passed(self, place: Place, position: int) -> Iterator[Step]:
        """What the callers pass, or that one of them where the way came in; a negative position means a capture."""
        instance, atom, calls = place.instance, place.atom, place.calls
        code = instance.code
        if position < 0:
            made = self.closure(instance.func)
            captured = position + len(instance.func.captures)
            if made is not None and captured < len(made[1].args):
                yield from self._same(Place(made[0], made[1], place.atom), [made[1].args[captured]])
            return
        for caller, number in calls[-1:] or instance.callers:
            call = self.value(caller.code, number)
            given = passed(caller, call, instance.func, position) if call is not None else None
            if call is None or given is None:
                continue
            if isinstance(given, Default):
                if atom in resolve(instance.params[position].find().type):
                    yield Origin(given.parameter.span, f"the default of {given.parameter.name}")
            elif atom in type_of(caller, given):
                own = position == 0 and code.owner is not None
                name = code.owner.name if code.owner is not None and code.name == "__init__" else code.name
                hop = "" if own or code.module.library else f"the parameter {place.value.imm} of {name}"
                yield Place(caller, given, atom, "value", hop, call.span, calls[:-1])

    def entering(self, instance: Instance) -> dict[int, list[tuple[hir.Value, Part]]]:
        """For each parameter of a block what comes in over the edges that are taken."""
        known = self._entering.get(instance)
        if known is not None:
            return known
        known = self._entering[instance] = {}

        def edge(params: list[hir.Value], args: list[hir.Value]) -> None:
            for param, arg in zip(params, args, strict=False):
                known.setdefault(param.id, []).append((arg, "value"))

        for block in instance.order:
            if block not in instance.reached:
                continue
            if block.handler is not None:
                edge(block.handler.params, block.handler_args)
            match block.term:
                case hir.Jump(target, args):
                    edge(target.params, args)
                case hir.Branch(cond, then, otherwise):
                    for jump, side in ((then, True), (otherwise, False)):
                        if instance.known.get(cond.id, side) is side:
                            edge(jump.target.params, jump.args)
                case hir.Switch(_, targets):
                    for jump in targets:
                        edge(jump.target.params, jump.args)
                case hir.ForNext(iterator, body, exit):
                    known.setdefault(body.target.params[0].id, []).append((iterator, "items"))
                    edge(body.target.params[1:], body.args)
                    edge(exit.target.params, exit.args)
        return known

    # --- parts of things ----------------------------------------------------------------------------------------------

    def _items(self, place: Place) -> Iterator[Step]:
        """What going through the value gives."""
        instance, value, atom = place.instance, place.value, place.atom
        for holder in ordered(type_of(instance, value)):
            match find(holder):
                case ListKind(elem=cell) as made:
                    yield from self._held(place, value, made, cell, "an item of a list")
                case KeyedKind(key=cell) as made:
                    yield from self._held(place, value, made, cell, made.key_noun)
                case ChannelKind(elem=cell) as made:
                    yield from self._stores(cell, atom, f"a {made.class_name.lower()}")
                case TupleKind(items=items):
                    for cell in items:
                        yield from self._stores(cell, atom, "")
                case IteratorKind(item=cell):
                    yield from self._stores(cell, atom, "")
                case made if (made is RANGE_ATOM and atom is INT_ATOM) or (made is STR_ATOM and atom is STR_ATOM):
                    yield Place(instance, value, made, calls=place.calls)
                case made if made is FILE_ATOM and atom is STR_ATOM:
                    yield Origin(value.span, "a line of the file")
                case ObjectKind():
                    yield from self._returns(place, "__next__")

    def _entries(self, place: Place) -> Iterator[Step]:
        """The keys, or the values, of a dict."""
        for holder in ordered(type_of(place.instance, place.value)):
            if isinstance(holder, DictKind):
                cell, hop = (
                    (holder.key, "a key of a dict") if place.part == "keys" else (holder.value, "a value of a dict")
                )
                yield from self._held(place, place.value, find(holder), cell, hop)

    def _index(self, place: Place) -> Iterator[Step]:
        instance, value, atom = place.instance, place.value, place.atom
        source = value.args[0]
        for holder in ordered(type_of(instance, source)):
            match find(holder):
                case ListKind(elem=cell) as made:
                    yield from self._held(place, source, made, cell, "an item of a list")
                case DictKind(value=cell) as made:
                    yield from self._held(place, source, made, cell, "a value of a dict")
                case TupleKind(items=items):
                    k = constant_index(value.args[1])
                    chosen = items if k is None else items[k : k + 1] if k >= 0 else items[k:][:1]
                    for cell in chosen:
                        yield from self._stores(cell, atom, "")
                case made if (made is STR_ATOM and atom is STR_ATOM) or (made is RANGE_ATOM and atom is INT_ATOM):
                    yield Place(instance, source, made, calls=place.calls)
                case ObjectKind():
                    yield from self._returns(place, "__getitem__")

    def _item(self, place: Place) -> Iterator[Step]:
        """One part of an unpacking."""
        instance, value, atom = place.instance, place.value, place.atom
        unpack, position = value.args[0], value.imm
        before, star, after = unpacking_of(unpack)
        source = unpack.args[0]
        if not isinstance(position, int) or (star and position == before):
            return
        for holder in ordered(type_of(instance, source)):
            if isinstance(holder, TupleKind):
                n = len(holder.items)
                k = position if position < before else n - after + (position - before - bool(star))
                if 0 <= k < n:
                    yield from self._stores(holder.items[k], atom, "")
            else:
                yield from self._items(Place(instance, source, atom, calls=place.calls))

    def _attribute(self, place: Place) -> Iterator[Step]:
        instance, value, atom = place.instance, place.value, place.atom
        name = value.imm
        if not isinstance(name, str):
            return
        for holder in ordered(type_of(instance, value.args[0])):
            match find(holder):
                case ObjectKind() as inst:
                    maker = self._maker(Place(instance, value.args[0], inst, calls=place.calls))
                    yield from self._stores(inst.fields.get(name), atom, f"the field {name}", maker)
                    yield from self._stores(variable_cell(inst.cls, name), atom, f"the class variable {name}")
                    yield from self._returns(place, name)
                case ClassKind(cls=cls):
                    yield from self._stores(variable_cell(cls, name), atom, f"the class variable {name}")
                case ModuleKind(name=module):
                    yield from self._stores(self.engine.globals.get((module, name)), atom, f"the global {name}")
                    if module not in self.engine.program.modules:
                        yield Origin(value.span, f"{module}.{name}")

    def _maker(self, place: Place) -> tuple[Instance, int] | None:
        """The call that made the object, if the value is one object alone."""
        for _ in range(MAX_ALIASES):
            made = list(self.steps(place))
            if len(made) != 1:
                return None
            if isinstance(made[0], Origin):
                return (place.instance, place.value.id) if place.value.op == "call" else None
            place = made[0]
        return None

    # --- operations and calls -----------------------------------------------------------------------------------------

    def _arithmetic(self, place: Place) -> Iterator[Step]:
        """A number is from the operation where that decides (a division); else the kind comes from an operand."""
        instance, value, atom = place.instance, place.value, place.atom
        yield from self._returns(place, None)
        operands = [a for a in value.args if atom in type_of(instance, a)]
        if atom not in NUMBERS:
            yield from self._same(place, operands)
        elif (atom is FLOAT_ATOM and value.imm == "/") or all(a.op == "const" for a in operands):
            yield Origin(value.span, "the division" if value.imm == "/" else "this calculation", plain=True)
        else:
            yield from self._same(place, [a for a in operands if a.op != "const"])

    def _call(self, place: Place) -> Iterator[Step]:
        instance, value, atom = place.instance, place.value, place.atom
        name = self.called(instance, value)
        method = method_of(value)[0] if value.op == "call_method" else ""
        if is_spawn(instance, value):
            if isinstance(atom, TaskKind):
                yield Origin(value.span, name)
            return
        for holder in ordered(type_of(instance, value.args[0])):
            match find(holder):
                case TaskKind(result=cell) if method == "join":
                    yield from self._stores(cell, atom, "")
                    return
                case ChannelKind(elem=cell, class_name=kind, receives=receives) if method in receives:
                    yield from self._stores(cell, atom, f"a {kind.lower()}")
                    return
                case ModuleKind(name="rt") if method:
                    yield from self._primitive(place, method)
                    return
                case ClassKind() if isinstance(atom, ObjectKind) and value.op == "call":
                    yield Origin(value.span, name, plain=True)
                    return
        given = False
        for step in self._returns(place, None):
            given = True
            yield step
        if not given:
            what = f"{name}, which returns nothing" if atom is NONE_ATOM and name else name
            yield Origin(value.span, what or "this call")

    def _primitive(self, place: Place, name: str) -> Iterator[Step]:
        """What the library takes out of a container without a test."""
        source = place.value.args[1] if len(place.value.args) > 1 else None
        for holder in ordered(type_of(place.instance, source)) if source is not None else []:
            assert source is not None
            match find(holder), name:
                case ListKind(elem=cell) as made, "unchecked":
                    yield from self._held(place, source, made, cell, "an item of a list")
                    return
                case CellKind(elem=cell), "cell_get":
                    yield from self._stores(cell, place.atom, "a cell")
                    return
                case KeyedKind(key=cell) as made, "key_at":
                    yield from self._held(place, source, made, cell, made.key_noun)
                    return
                case DictKind(value=cell) as made, "value_at" | "item_or" | "take_item" | "item_or_put":
                    yield from self._held(place, source, made, cell, "a value of a dict")
                    yield from self._same(place, place.value.args[3:])  # the default
                    return
        yield Origin(place.value.span, name)

    def _callees(self, instance: Instance, value: hir.Value, name: str | None) -> list[Instance]:
        return [
            callee
            for (number, func), callees in instance.sites.items()
            if number == value.id and (name is None or func.code.name == name)
            for callee in callees
        ]

    def _returns(self, place: Place, name: str | None) -> Iterator[Step]:
        """What the functions (of that name) return that the value calls."""
        instance, value, atom = place.instance, place.value, place.atom
        calls = (*place.calls, (instance, value.id))[-MAX_CALLS:]
        for callee in self._callees(instance, value, name):
            if atom not in resolve(callee.ret.find().type):
                continue
            hop = "" if callee.code.module.library else f"the result of {callee.code.name}"
            for block in callee.order:
                if block in callee.reached and isinstance(block.term, hir.Return):
                    result = block.term.value
                    if atom in type_of(callee, result):
                        yield Place(callee, result, atom, "value", hop, value.span, calls)

    def called(self, instance: Instance, value: hir.Value) -> str:
        """`name()` as a call is written; nothing where the callee is no plain name."""
        if value.op == "call_method":
            return f"{method_of(value)[0]}()"
        if value.args[0].op in ("call", "call_method", "index"):
            return ""
        written = self.text(instance.code.module, value.span).partition("(")[0].strip()
        return f"{written}()" if written.replace(".", "").isidentifier() else ""


#: operations whose value's kind is theirs
_MAKERS = {
    "compare": "the comparison", "not": "the comparison", "isinstance": "isinstance()", "truth": "the test",
    "list": "this list", "set": "this set", "dict": "this dict", "tuple": "this tuple", "to_tuple": "this tuple",
    "keywords": "the keywords", "format": "the f-string", "concat": "the f-string",
}  # fmt: skip
