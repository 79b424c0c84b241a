"""The order in which a body's blocks are gone through."""

from __future__ import annotations

from collections.abc import Iterator

from weftc.hir.hir import Block


def reverse_postorder(blocks: list[Block]) -> list[Block]:
    """Those that control can reach from the first, each before its successors, but for loops."""
    seen: set[Block] = {blocks[0]}
    post: list[Block] = []
    stack: list[tuple[Block, Iterator[Block]]] = [(blocks[0], reversed(blocks[0].successors()))]
    while stack:
        block, rest = stack[-1]
        for successor in rest:
            if successor not in seen:
                seen.add(successor)
                stack.append((successor, reversed(successor.successors())))
                break
        else:
            post.append(block)
            stack.pop()
    return post[::-1]
