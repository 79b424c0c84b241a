# Sets in annotations, unions, fields, patterns, globals, closures, and as arguments.
from __future__ import annotations

from typing import FrozenSet, Optional, Set


def size(s: set[int]) -> int:
    return len(s)


def maybe(flag: bool) -> set[str] | None:
    return {"a"} if flag else None


def either(flag: bool) -> set[int] | list[int]:
    return {3, 1} if flag else [1, 3]


def old(s: Set[int], f: FrozenSet[str], o: Optional[Set[int]] = None) -> frozenset[int]:
    return frozenset(s) | (o or set())


class Graph:
    def __init__(self) -> None:
        self.edges: dict[str, set[str]] = {}
        self.seen: set[str] = set()

    def join(self, a: str, b: str) -> None:
        self.edges.setdefault(a, set()).add(b)
        self.edges.setdefault(b, set()).add(a)

    def reach(self, start: str) -> set[str]:
        todo = [start]
        found: set[str] = set()
        while todo:
            at = todo.pop()
            if at not in found:
                found.add(at)
                todo.extend(self.edges.get(at, set()) - found)
        self.seen |= found
        return found


def kind(x):
    match x:
        case set():
            return "set of " + str(len(x))
        case frozenset(f):
            return f"frozenset {sorted(f)}"
        case [a, *_]:
            return f"list from {a}"
        case {"k": v}:
            return f"dict {v}"
    return "else"


EMPTY: set[int] = set()
names: frozenset[str] = frozenset(["x"])
print(size({1, 2}), size(EMPTY), old({1}, names), old({1}, names, {2}))
for flag in (True, False):
    m = maybe(flag)
    if m is not None:
        print(m, "a" in m)
    e = either(flag)
    print(sorted(e), 3 in e, len(e), isinstance(e, set), [x * 2 for x in e], sum(e), e == {1, 3}, type(e).__name__)
    if isinstance(e, set):
        e.add(9)
    else:
        e.append(9)
    print(sorted(e))
g = Graph()
for a, b in ("ab", "bc", "de", "ca"):
    g.join(a, b)
print(sorted(g.reach("a")), sorted(g.reach("d")), sorted(g.seen), {k: sorted(v) for k, v in g.edges.items()})
print([kind(x) for x in ({1}, frozenset([2, 1]), [5, 6], {"k": 1}, 7)])


def counter():
    seen = set()

    def see(x):
        new = x not in seen
        seen.add(x)
        return new, len(seen)

    return see


see = counter()
print(see(1), see(1), see(2))
if {0}:
    print("true")
if not set():
    print("false")
print({1, 2} and "both", set() or {3}, [s for s in ({1}, set(), {2, 3}) if s])
groups = {}
for word in ["apple", "bob", "avocado", "bean"]:
    groups.setdefault(word[0], set()).add(word)
print({k: sorted(v) for k, v in groups.items()})
grid = [[set() for _ in range(2)] for _ in range(2)]
grid[0][1].add("x")
print(grid, [len(c) for row in grid for c in row])
x, y = {1}, {2}
x, y = y, x
print(x, y, x is not y, x is x)
s = t = {1}
s |= {2}
print(t, s is t)
del s
print(t)
print(*{5}, sep="-")
print("%d" % 3 if False else f"{len({1, 2}):>4}", f"{frozenset([1])}", f"{ {1} !r:>8}")
