"""Five hundred small programs at once, each on a connection of its own, and again when they have been answered."""

from __future__ import annotations

import itertools

from bench.attacks.client import GoesOn, exchange, main, post, side_by_side

AT_ONCE = 500
_numbers = itertools.count()


def attack(port: int, source: str, goes_on: GoesOn) -> None:
    while goes_on():
        side_by_side(AT_ONCE, lambda _: _ask(port, source))


def _ask(port: int, source: str) -> None:
    exchange(port, source, post("/api/compile", {"source": f"print({next(_numbers)})\n", "target": "portable"}))


if __name__ == "__main__":
    main(attack)
