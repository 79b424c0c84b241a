"""What inference decides of an operation, and lowering carries out: its type together with the code that it becomes.

Both sides of what a kind can do stand in one function: it looks at types, and gives an `Answer`; the answer is kept for
the operation, and lowering asks it to emit. So the two can't disagree, and lowering infers nothing.

    def length(self, site):                                   # of str
        return Answer(INT, lambda f, v: f.b.op("i64.extend_i32_u", f.b.op("str.len", v)))

None in place of an answer means that values of the kind don't support the operation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.abi.memory import Tag
from weftc.ir import ir
from weftc.kinds.kind import NEVER, Kind, Type, ordered

if TYPE_CHECKING:
    from weftc.lower.function import FunctionLowering
    from weftc.lower.loops import Iterator

#: makes code at the cursor; operands are values in the representations of their types. Gives the value in the
#: representation of the answer's type; None: there is no value, or control doesn't come back
Emit = Callable[..., "ir.Value | None"]
#: raises what CPython raises for a kind that doesn't support the operation
Refuse = Callable[["FunctionLowering", Kind], None]


class Answer:
    """The type of what an operation gives, and its code."""

    __slots__ = ("type", "_emit")

    def __init__(self, type: Type, emit: Emit) -> None:
        self.type = type
        self._emit = emit

    def emit(self, f: FunctionLowering, *operands: object) -> ir.Value | None:
        return self._emit(f, *operands)

    def then(self, type: Type, go_on: Emit) -> Answer:
        """What `go_on` makes of its value. emit as of the answer itself."""

        def emit(f: FunctionLowering, *operands: object) -> ir.Value | None:
            out = self.emit(f, *operands)
            return None if out is None else go_on(f, out)

        return Answer(type, emit)

    def value(self, f: FunctionLowering, *operands: object) -> ir.Value:
        """The same, for going on with: any value of the type where control doesn't come back."""
        out = self.emit(f, *operands)
        return out if out is not None else f.zero(self.type)


class Around(Answer):
    """Another answer, with some code around its own: warnings look at the `inner` one."""

    __slots__ = ("inner",)

    def __init__(self, inner: Answer, emit: Emit) -> None:
        super().__init__(inner.type, emit)
        self.inner = inner


class Raises(Answer):
    """The kind has the operation, but these operands always make it raise."""

    __slots__ = ()

    def __init__(self, emit: Emit) -> None:
        super().__init__(NEVER, emit)


class Cases(Answer):
    """One answer for each kind that the first operand may be of; `refuse` is for those that have none."""

    __slots__ = ("operand", "answers", "refuse", "statement")

    def __init__(
        self, type: Type, operand: Type, answers: dict[Kind, Answer], refuse: Refuse, statement: bool = False
    ) -> None:
        self.type = type
        self.operand, self.answers, self.refuse, self.statement = operand, answers, refuse, statement

    def emit(self, f: FunctionLowering, *operands: object) -> ir.Value | None:
        value, *rest = operands

        def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
            answer = self.answers.get(atom)
            if answer is None:
                self.refuse(f, atom)
                return None
            out = answer.emit(f, v, *rest)
            return out if out is None else f.convert(out, answer.type, self.type)

        assert isinstance(value, ir.Value)
        return f.dispatch(value, self.operand, one_kind, None if self.statement else self.type, self.alike(f))

    def alike(self, f: FunctionLowering) -> Type:
        """References for which the same is done: the largest such group."""
        groups: dict[object, set[Kind]] = {}
        rep = f.layout.rep(self.type)
        for atom in ordered(self.answers):
            answer = self.answers[atom]
            is_told_apart = atom.tag is not Tag.REF or atom.view is not None or type(answer) is not Answer
            if not is_told_apart and f.layout.rep(answer.type).serves_as(rep):
                groups.setdefault(answer._emit, set()).add(atom)
        return frozenset(max(groups.values(), key=len, default=()))


def never_refused(f: FunctionLowering, atom: Kind) -> None:
    """For what every kind answers."""
    raise AssertionError(atom)


def unreachable(f: FunctionLowering, *_: object) -> None:
    """Where an operand has no type control doesn't come."""
    f.b.unreachable()
    f.dead()


#: of an operation on what has no type
NOTHING = Answer(NEVER, unreachable)


def about_view(ask: Callable[[Kind], Answer | None], atom: Kind) -> Answer | None:
    """What is answered of an object's view, about the object. emit(v, ...)."""
    view = atom.view
    answer = ask(view.kind) if view is not None else None
    if view is None or answer is None:
        return None
    seen, found = view, answer
    return Answer(found.type, lambda f, v, *rest: found.emit(f, seen.of(f, v), *rest))


def seen_as(ask: Callable[[Kind], Answer | None], other: Kind) -> Answer | None:
    """What a built-in kind answers of the other operand, which it knows by its view. emit(v, other)."""
    view = other.view
    if view is None:
        return ask(other)
    answer = ask(view.kind)
    if answer is None:
        return None
    found = answer
    return Answer(found.type, lambda f, x, y: found.emit(f, x, view.of(f, y)))


@dataclass(slots=True)
class Iteration:
    """How a value is gone through: the type of what comes, and how its iterator is made."""

    item: Type
    open: Callable[[FunctionLowering, ir.Value], Iterator]


class PairCases(Answer):
    """One answer for each pair of kinds of the two operands; `refuse` is for those that have none."""

    __slots__ = ("left", "right", "answers", "refuse")

    def __init__(
        self,
        type: Type,
        left: Type,
        right: Type,
        answers: dict[tuple[Kind, Kind], Answer],
        refuse: Callable[[FunctionLowering, Kind, Kind], None],
    ) -> None:
        self.type = type
        self.left, self.right, self.answers, self.refuse = left, right, answers, refuse

    def emit(self, f: FunctionLowering, *operands: object) -> ir.Value | None:
        x, y = operands
        assert isinstance(x, ir.Value) and isinstance(y, ir.Value)

        def with_left(a: Kind, u: ir.Value) -> ir.Value | None:
            def with_right(b: Kind, v: ir.Value) -> ir.Value | None:
                answer = self.answers.get((a, b))
                if answer is None:
                    self.refuse(f, a, b)
                    return None
                out = answer.emit(f, u, v)
                return out if out is None else f.convert(out, answer.type, self.type)

            return f.dispatch(y, self.right, with_right, self.type)

        return f.dispatch(x, self.left, with_left, self.type)
