"""Bodies that are JSON, as large as they may be, and take long to read and to refuse: fields, lists, escapes."""

from __future__ import annotations

from bench.attacks.client import GoesOn, exchange, main, side_by_side

AT_ONCE = 8
HEAD = "POST /api/compile HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
BODIES = [
    b"{%s}" % b",".join(b'"f%d":1' % number for number in range(65_000)),
    b'{"source":[%s]}' % b",".join([b"[]"] * 250_000),
    b'{"source":"%s"}' % (b"\\u001f" * 125_000),
    b'{"source":%s' % (b'"",' * 250_000),
]


def attack(port: int, source: str, goes_on: GoesOn) -> None:
    def send(number: int) -> None:
        while goes_on():
            body = BODIES[number % len(BODIES)]
            exchange(port, source, f"{HEAD}{len(body)}\r\n\r\n".encode() + body)
            number += 1

    side_by_side(AT_ONCE, send)


if __name__ == "__main__":
    main(attack)
