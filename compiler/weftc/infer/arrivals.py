"""Warnings about values that come by a name to where they aren't handled: one user of `Queue(name="jobs")` puts a str,
and another adds 1 to what it gets.

In: an engine at its fixpoint, without errors. Out: a warning for each operation of the program that raises for a kind
of value which a name brings, with the place where that is put. Whether the program could raise there for other reasons
isn't asked: that is Python's way. But who shares a name need not know the others, and their types join.

Found by going backwards from the operand to the nearest store into what has a name (`origins`). What an operation does
in the library, as `len` of such a value, isn't looked at; nor is a name that isn't constant: all of its kind are of one
type then, though the program may well keep them apart.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from weftc.diagnostics import Diagnostic, Label, warning
from weftc.hir import hir
from weftc.infer.arguments import type_of
from weftc.infer.engine import Engine, Instance
from weftc.infer.origins import Origin, Origins, Place, Step
from weftc.kinds.answer import Around, Cases, PairCases, Raises
from weftc.kinds.gate import CellKind
from weftc.kinds.handle import ChannelKind
from weftc.kinds.kind import Cell, Kind, find, ordered, resolve, show_atom
from weftc.kinds.name import NameKind
from weftc.kinds.objects import ObjectKind
from weftc.source import Span

MAX_PLACES = 2000  # looked at for one operand
MAX_WARNINGS = 20


def unhandled_arrivals(engine: Engine) -> list[Diagnostic]:
    """The warnings of a program that uses names, in the order of its functions."""
    origins = NamedOrigins(engine)
    out: dict[tuple[Span, str], Diagnostic] = {}
    for instance in list(engine.instances.values()):
        if instance.code.module.library:
            continue
        for value in [v for block in instance.order if block in instance.reached for v in block.instrs]:
            for operand, atom in refused(instance, value):
                key = value.span, show_atom(atom)
                if key not in out and len(out) < MAX_WARNINGS and (found := origins.arrival(instance, operand, atom)):
                    out[key] = report(value.span, atom, *found)
    return list(out.values())


def refused(instance: Instance, value: hir.Value) -> Iterator[tuple[hir.Value, Kind]]:
    """The operands of an operation, each with a kind of value for which it raises, whatever the other operand is."""
    answer = instance.answers.get(value.id)
    if isinstance(answer, Around):
        answer = answer.inner
    match answer:
        case Cases(operand=type, answers=answers) if resolve(type) == type_of(instance, value.args[0]):
            supported = {find(atom) for atom, given in answers.items() if not isinstance(given, Raises)}
            yield from ((value.args[0], atom) for atom in map(find, ordered(type)) if atom not in supported)
        case PairCases(left=left, right=right, answers=pairs):
            given = [pair for pair, answer in pairs.items() if not isinstance(answer, Raises)]
            for k, type in enumerate((left, right)):
                supported = {find(pair[k]) for pair in given}
                yield from ((value.args[k], atom) for atom in map(find, ordered(type)) if atom not in supported)


class NamedOrigins(Origins):
    """`hop` of a step out of what has a name says which."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        holders: dict[Cell, set[str]] = {}
        for name in engine.names.values():
            for cell in held_under(name):
                holders.setdefault(cell.find(), set()).add(told(name))
        self.named = {cell: told for cell, (told, *others) in holders.items() if told and not others}

    def _stores(
        self, cell: Cell | None, atom: Kind, hop: str, maker: tuple[Instance, int] | None = None
    ) -> Iterator[Step]:
        known = self.named.get(cell.find()) if cell is not None else None
        yield from super()._stores(cell, atom, hop if known is None else known, maker)

    def arrival(self, instance: Instance, operand: hir.Value, atom: Kind) -> tuple[str, Span] | None:
        """The name by which the operand may come to be of that kind, and where that is put. A mistake of ours in
        finding it must not refuse the program."""
        try:
            return self.nearest(instance, operand, atom)
        except Exception:
            return None

    def nearest(self, instance: Instance, operand: hir.Value, atom: Kind) -> tuple[str, Span] | None:
        names = frozenset(self.named.values())
        start = Place(instance, operand, atom)
        before: dict[Place, Place] = {}
        queue = deque([start])
        while queue and len(before) < MAX_PLACES:
            place = queue.popleft()
            if place is not start and not place.instance.code.module.library:
                if (name := self.came_by(place, before, names)) is not None:
                    last = before[place].instance.code.module
                    is_told = place.at is not None and not (last.library and place.at.file == last.file)
                    return name, place.at if place.at is not None and is_told else place.value.span
            for step in self.steps(place):
                if not isinstance(step, Origin) and step not in before and step != start:
                    before[step] = place
                    queue.append(step)
        return None

    def came_by(self, place: Place, before: dict[Place, Place], names: frozenset[str]) -> str | None:
        """The name that the last part of the way, in the library, has come by."""
        while True:
            if place.hop in names:
                return place.hop
            if place not in before or not before[place].instance.code.module.library:
                return None
            place = before[place]


def held_under(name: NameKind) -> Iterator[Cell]:
    """What the values are in that are got by the name."""
    for kept in map(find, resolve(name.kept.find().type)):
        assert isinstance(kept, CellKind)
        for made in map(find, resolve(kept.elem.find().type)):
            if isinstance(made, ChannelKind):
                yield made.elem
            elif isinstance(made, ObjectKind):
                yield from cells_of(made)


def cells_of(made: ObjectKind) -> Iterator[Cell]:
    for field in made.fields.values():
        yield from (atom.elem for atom in map(find, resolve(field.find().type)) if isinstance(atom, CellKind))


def told(name: NameKind) -> str:
    """As messages name it; "": it isn't constant."""
    of = "the store's value" if name.kind == "store" else f"the {name.kind}"
    return f"{of} {name.name!r}" if name.name is not None else ""


def report(used: Span, atom: Kind, name: str, put: Span) -> Diagnostic:
    kind = show_atom(atom)
    return warning(
        "W0502",
        f"{name} may bring {kind} here, for which this raises",
        used,
        f"not for {kind}",
        labels=(Label(put, f"{kind} comes into it here"),),
        helps=("put values of one type under a name", "or ask of which type they are, by `isinstance` or `match`"),
    )

