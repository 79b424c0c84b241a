"""Whatever makes the server write a line: no HTTP, no JSON, nothing there, wrong methods, long paths."""

from __future__ import annotations

from bench.attacks.client import GoesOn, connect, main, post, side_by_side

AT_ONCE = 8
REQUESTS = [
    b"nothing\r\n\r\n",
    b"GET /" + b"x" * 12_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 40_000 + b"\r\n\r\n",
    b"DELETE /api/compile HTTP/1.1\r\nHost: x\r\n\r\n",
    post("/api/compile", {"sauce": 1}),
    post("/api/compile", {"source": "\x00"}),
    b"GET /s/x HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
]


def attack(port: int, source: str, goes_on: GoesOn) -> None:
    def flood(number: int) -> None:
        while goes_on():
            try:
                with connect(port, source) as connection:
                    connection.sendall(REQUESTS[number % len(REQUESTS)])
                    connection.recv(65536)
            except OSError:
                pass
            number += 1

    side_by_side(AT_ONCE, flood)


if __name__ == "__main__":
    main(attack)
