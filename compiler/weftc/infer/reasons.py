"""Every type has a reason: labels for a type error that say where the kinds of its operands came from.

In: diagnostics as the last round of inference made them, each with the operands that it is about. Out: the same with
labels, such as `int: from the 0, through the parameter n of f at 7:5`. Found only once an error is to be shown, by
going backwards along the steps of `origins` to the nearest origin, so inference itself keeps nothing for it.

A mistake that shows in the library's code (two objects without `<` in sort) is told where the program calls it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from weftc.diagnostics import Diagnostic, Label
from weftc.infer.arguments import type_of
from weftc.infer.engine import Complaint, Engine, Instance
from weftc.infer.origins import Origin, Origins, Place
from weftc.kinds.bound import BoundKind
from weftc.kinds.classes import ClassKind, SuperKind
from weftc.kinds.function import BuiltinKind, FunctionKind
from weftc.kinds.kind import Kind, Type, find, ordered, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.module import ModuleKind
from weftc.kinds.none import NONE_ATOM
from weftc.source import Span

MAX_PLACES = 4000  # looked at for one reason: nobody follows a longer way
MAX_HOPS = 3  # told of one reason
MAX_REASONS = 4  # of one diagnostic

#: these are what the program says they are
_PLAIN = FunctionKind | ClassKind | ModuleKind | BuiltinKind | BoundKind | SuperKind


class Reasons:
    """Explains the errors of one program."""

    def __init__(self, engine: Engine) -> None:
        self.origins = Origins(engine)

    def explained(self, complaint: Complaint) -> Diagnostic:
        """The diagnostic with its reasons. A mistake of ours in finding them must not hide the user's."""
        try:
            return self.labelled(complaint)
        except Exception:
            return complaint.diagnostic

    def labelled(self, complaint: Complaint) -> Diagnostic:
        """The diagnostic with its reasons."""
        diagnostic, instance = complaint.diagnostic, complaint.instance
        if instance is None:
            return diagnostic
        if instance.code.module.library:
            diagnostic = self._outside(diagnostic, instance)
        labels: list[Label] = []
        for place in self._named(complaint, instance):
            if len(labels) < MAX_REASONS:
                label = self.reason(place, diagnostic.span)
                if label is not None and label not in labels:
                    labels.append(label)
        return diagnostic._replace(labels=(*diagnostic.labels, *labels)) if labels else diagnostic

    def _named(self, complaint: Complaint, instance: Instance) -> Iterator[Place]:
        """The kinds of the operands, and of the items of arguments, that the message names as wrong."""
        wrong = complaint.diagnostic.message
        if complaint.diagnostic.code != "E0320":
            wrong = wrong.rpartition(", not ")[2]

        def named(type: Type) -> list[Kind]:
            kinds = [atom for atom in map(find, ordered(type)) if not isinstance(atom, _PLAIN) and _names(wrong, atom)]
            return sorted(kinds, key=lambda kind: kind is NONE_ATOM)  # None last, as in the message

        for value in complaint.operands:
            type = type_of(instance, value)
            for atom in named(type):
                yield Place(instance, value, atom)
            for holder in map(find, ordered(type)):
                if complaint.diagnostic.code == "E0303" and isinstance(holder, ListKind) and not _names(wrong, holder):
                    for atom in named(holder.elem.find().type):
                        yield Place(instance, value, atom, "items")

    def reason(self, start: Place, about: Span | None) -> Label | None:
        """The nearest origin of a kind of value. None if none is known, or if it stands inside `about` for all to
        see."""
        seen = {_key(start)}
        before: dict[Place, Place] = {}
        fallback: Place | None = None
        queue = deque([start])
        while queue and len(seen) < MAX_PLACES:
            place = queue.popleft()
            for step in self.origins.steps(place):
                if isinstance(step, Origin):
                    found = self._told(step, place, before, start, about)
                    if found is not None:
                        return found if found.text else None
                elif _key(step) not in seen:
                    seen.add(_key(step))
                    before[step] = place
                    queue.append(step)
                    if fallback is None and step.instance.code.module.library:
                        fallback = step
        if fallback is None:
            return None
        found = self._told(Origin(fallback.value.span, ""), fallback, before, start, about)
        return found if found is not None and found.text else None

    def _told(
        self, origin: Origin, last: Place, before: dict[Place, Place], start: Place, about: Span | None
    ) -> Label | None:
        """The label of an origin that was reached at `last`. Without a text if it need not be told; None if it lies in
        the library and nothing of the program leads there."""
        way = [last]
        while way[-1] is not start:
            way.append(before[way[-1]])
        if last.instance.code.module.library:
            while way and way[0].instance.code.module.library:
                way.pop(0)
            if not way:
                return None
            call = way[0]
            called = call.value.op in ("call", "call_method")
            name = self.origins.called(call.instance, call.value) if called else "here"
            origin = Origin(call.value.span, name or "this call")
        hops: list[str] = []
        last_hop = ""
        for place in way:
            if place.hop and place.hop != last_hop and not place.instance.code.module.library:
                text = f"through {place.hop}"
                if place.at is not None and (place.at.file, place.at.line) != (origin.span.file, origin.span.line):
                    text += f" at {_position(place.at, origin.span)}"
                hops.append(text)
                last_hop = place.hop
        if not hops and origin.plain and about is not None and _within(origin.span, about):
            return Label(origin.span, "")
        if len(hops) > MAX_HOPS:
            hops[MAX_HOPS - 1 : -1] = ["..."]
        return Label(origin.span, ", ".join([f"{show_atom(start.atom)}: from {origin.text}", *hops]))

    def _outside(self, diagnostic: Diagnostic, instance: Instance) -> Diagnostic:
        """The same mistake, told where the program calls into the library."""
        seen = {instance}
        queue = deque([instance])
        while queue:
            for caller, number in queue.popleft().callers:
                call = self.origins.value(caller.code, number)
                if call is not None and not caller.code.module.library:
                    name = self.origins.called(caller, call)
                    return diagnostic._replace(span=call.span, label=f"in {name}" if name else "")
                if caller not in seen:
                    seen.add(caller)
                    queue.append(caller)
        return diagnostic


def _key(place: Place) -> object:
    return place.instance, place.value.id, place.atom, place.part, place.calls


def _names(text: str, atom: Kind) -> bool:
    """Does the text name this kind, not merely as a part of another?"""
    return re.search(rf"(?<![\w\[]){re.escape(show_atom(atom))}(?![\w\[\]])", text) is not None


def _position(span: Span, near: Span) -> str:
    place = f"{span.line}:{span.column + 1}"
    return place if span.file == near.file else f"{span.file}:{place}"


def _within(inner: Span, outer: Span) -> bool:
    return (
        inner.file == outer.file
        and (outer.line, outer.column) <= (inner.line, inner.column)
        and (inner.end_line, inner.end_column) <= (outer.end_line, outer.end_column)
    )
