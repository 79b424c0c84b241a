"""Links, as large as they may be and no two the same."""

from __future__ import annotations

import itertools

from bench.attacks.client import GoesOn, exchange, main, post, side_by_side

AT_ONCE = 8
FRAGMENT_BYTES = 16 << 10
_numbers = itertools.count()


def attack(port: int, source: str, goes_on: GoesOn) -> None:
    def flood(_: int) -> None:
        while goes_on():
            fragment = f"{source}-{next(_numbers)}-".ljust(FRAGMENT_BYTES, "x")
            exchange(port, source, post("/api/links", {"fragment": fragment}))

    side_by_side(AT_ONCE, flood)


if __name__ == "__main__":
    main(attack)
