"""The order in which a body's blocks are gone through."""

from __future__ import annotations

from weftc.hir import hir


def reverse_postorder(blocks: list[hir.Block]) -> list[hir.Block]:
    seen: set[hir.Block] = {blocks[0]}
    post: list[hir.Block] = []
    stack: list[tuple[hir.Block, list[hir.Block]]] = [(blocks[0], successors(blocks[0])[::-1])]
    while stack:
        block, rest = stack[-1]
        while rest:
            nxt = rest.pop(0)
            if nxt not in seen:
                seen.add(nxt)
                stack.append((nxt, successors(nxt)[::-1]))
                break
        else:
            post.append(block)
            stack.pop()
    return post[::-1]


def successors(block: hir.Block) -> list[hir.Block]:
    out: list[hir.Block] = []
    match block.term:
        case hir.Jump(target, _):
            out = [target]
        case hir.Branch(_, then, otherwise):
            out = [then.target, otherwise.target]
        case hir.Switch(_, targets):
            out = [j.target for j in targets]
        case hir.ForNext(_, body, exit):
            out = [body.target, exit.target]
    if block.handler is not None:
        out.append(block.handler)
    return out
