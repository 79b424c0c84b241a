"""Walks of directed graphs, for all forms of a program: orders, dominators, components. All are linear for the
reducible graphs that Python gives, and none recurs, since chains may be long."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def reverse_postorder(entry: T, successors: Callable[[T], Sequence[T]]) -> list[T]:
    """Nodes that can be reached from `entry`, each before its successors but along back edges. Of the successors of a
    node the first comes soonest. Each node is asked once."""
    seen = {entry}
    order: list[T] = []
    stack: list[tuple[T, Iterator[T]]] = [(entry, reversed(successors(entry)))]
    while stack:
        node, rest = stack[-1]
        for successor in rest:
            if successor not in seen:
                seen.add(successor)
                stack.append((successor, reversed(successors(successor))))
                break
        else:
            order.append(node)
            stack.pop()
    order.reverse()
    return order


def reachable(starts: Iterable[T], successors: Callable[[T], Iterable[T]]) -> set[T]:
    """The starts, and all that can be reached from them."""
    found = set(starts)
    work = list(found)
    while work:
        fresh = [node for node in successors(work.pop()) if node not in found]
        found.update(fresh)
        work += fresh
    return found


def dominators(predecessors: Sequence[Sequence[int]]) -> list[int]:
    """Immediate dominators of nodes numbered in reverse postorder; the entry's is the entry, 0.

    Method: Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm" (2001): in a reducible graph one sweep finds
    them, since sources of back edges are dominated by their targets, and a second one confirms it."""
    idom = [-1] * len(predecessors)
    idom[0] = 0
    changed = True
    while changed:
        changed = False
        for node in range(1, len(predecessors)):
            best = -1
            for other in predecessors[node]:
                if idom[other] < 0:
                    continue
                if best < 0:
                    best = other
                    continue
                while best != other:
                    if best > other:
                        best = idom[best]
                    else:
                        other = idom[other]
            if idom[node] != best:
                idom[node] = best
                changed = True
    return idom


def intervals(parents: Sequence[int]) -> tuple[list[int], list[int]]:
    """Of a tree whose nodes are numbered parents first: of each node its number in preorder, and the last one below it.
    So a is above b, or is b, if first[a] <= first[b] <= last[a]."""
    size = [1] * len(parents)
    for node in range(len(parents) - 1, 0, -1):
        size[parents[node]] += size[node]
    first, free = [0] * len(parents), [1] * len(parents)
    for node in range(1, len(parents)):
        parent = parents[node]
        first[node] = free[parent]
        free[parent] += size[node]
        free[node] = first[node] + 1
    return first, [number + count - 1 for number, count in zip(first, size, strict=True)]


def strongly_connected(graph: dict[T, list[T]]) -> list[list[T]]:
    """Tarjan's components, callees before callers; without recursion, since call chains may be long."""
    number: dict[T, int] = {}
    low: dict[T, int] = {}
    on_stack: set[T] = set()
    stack: list[T] = []
    out: list[list[T]] = []
    for root in graph:
        if root in number:
            continue
        work = [(root, iter(graph[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            for target in rest:
                if target not in graph:
                    continue
                if target not in number:
                    number[target] = low[target] = len(number)
                    stack.append(target)
                    on_stack.add(target)
                    work.append((target, iter(graph[target])))
                    break
                if target in on_stack:
                    low[node] = min(low[node], number[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    component = [stack.pop()]
                    while component[-1] != node:
                        component.append(stack.pop())
                    on_stack.difference_update(component)
                    out.append(component[::-1])
    return out
