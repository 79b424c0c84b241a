"""What attacks have in common: connections from an address of choice, requests as bytes, and an end."""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
from collections.abc import Callable

#: told how long it goes on, an attack asks this whether it should
GoesOn = Callable[[], bool]
Attack = Callable[[int, str, GoesOn], None]


def connect(port: int, source: str) -> socket.socket:
    """A connection from an address; raises OSError."""
    connection = socket.create_connection(("127.0.0.1", port), 5, (source, 0))
    connection.settimeout(5)
    return connection


def post(path: str, content: object) -> bytes:
    """A POST of JSON as bytes."""
    body = json.dumps(content).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def exchange(port: int, source: str, request: bytes) -> int:
    """Sends a request on a connection of its own, reads all of the answer: its status, 0 if there was none."""
    try:
        with connect(port, source) as connection:
            connection.settimeout(60)
            connection.sendall(request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
            head = connection.recv(65536)
            while connection.recv(65536):
                pass
            return int(head[9:12] or b"0")
    except (OSError, ValueError):
        return 0


def side_by_side(count: int, work: Callable[[int], None]) -> None:
    """Does something in so many threads, numbered from 0, until all have ended."""
    threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main(attack: Attack) -> None:
    """The script: PORT SOURCE SECONDS."""
    port, source, seconds = int(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    end = time.monotonic() + seconds
    last = threading.Timer(seconds + 5, os._exit, (0,))  # a thread may wait for an answer
    last.daemon = True
    last.start()
    attack(port, source, lambda: time.monotonic() < end)
