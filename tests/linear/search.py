"""Whether a history is linearizable: a search for an order of its operations that a sequential object could have taken.

Each operation seems to happen at one instant between its begin and its end. The search takes, again and again, an
operation that no other one's end comes before, and asks the model; it goes back where the model says no, and goes
nowhere twice (the done ones and the state are the key). Wing and Gong, "Testing and Verifying Concurrent Objects"
(1993), with the memory that Lowe, "Testing for linearizability" (2017), describes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Operation:
    """What a task did: stamps of a clock that counts up, and the result as a text."""

    task: int
    begin: int
    end: int
    name: str
    argument: int
    result: str


#: from a state and an operation to the state afterwards; None: that result can't be
Model = Callable[[Hashable, Operation], Hashable | None]


@dataclass(frozen=True)
class Object:
    """A program and its first argument; the model, its first state, and whether a state may be the last."""

    program: str
    argument: int
    model: Model
    state: Hashable
    may_end: Callable[[Hashable], bool] = lambda state: True


def parse(line: str) -> list[Operation]:
    """A history as `history.py` of the programs prints it."""
    rows = [part.split() for part in line.split(";")]
    return [Operation(int(t), int(b), int(e), name, int(argument), result) for t, b, e, name, argument, result in rows]


def linearize(history: Sequence[Operation], which: Object) -> list[Operation] | None:
    """An order in which a sequential object gives these results, from its first state; None: there is none."""
    everything = (1 << len(history)) - 1
    seen = set[tuple[int, Hashable]]()
    order: list[Operation] = []

    def reaches(done: int, state: Hashable) -> bool:
        if done == everything:
            return which.may_end(state)
        if (done, state) in seen:
            return False
        seen.add((done, state))
        left = [n for n in range(len(history)) if not done >> n & 1]
        first_end = min(history[n].end for n in left)
        for n in left:
            if history[n].begin < first_end and (after := which.model(state, history[n])) is not None:
                order.append(history[n])
                if reaches(done | 1 << n, after):
                    return True
                order.pop()
        return False

    return order if reaches(0, which.state) else None
