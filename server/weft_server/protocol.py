"""uvicorn's HTTP/1.1, and what it leaves open: headers that never end time out, and the answer to what is no HTTP at
all looks like all other errors.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from weft_server.errors import error_body
from weft_server.headers import common_headers
from weft_server.logs import begin_request, log
from weft_server.settings import Settings


def protocol_class(settings: Settings) -> type[H11Protocol]:
    """uvicorn makes one for each connection, and passes nothing of ours."""

    class Protocol(_Protocol):
        seconds = settings.request_seconds

    return Protocol


class _Protocol(H11Protocol):
    seconds: float

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._deadline: asyncio.TimerHandle | None = None

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        in_headers = self.conn.their_state is h11.IDLE and not self.transport.is_closing()
        if not in_headers:
            self._forget_deadline()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(self.seconds, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_deadline()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """In uvicorn's stead, when h11 can't read what came."""
        self._refuse(HTTPStatus.BAD_REQUEST, "invalid-http", "this is no HTTP request that the server understands")

    def _too_slow(self) -> None:
        message = f"the request's headers have not arrived within {self.seconds:g} s"
        self._refuse(HTTPStatus.REQUEST_TIMEOUT, "slow-headers", message)

    def _refuse(self, status: HTTPStatus, code: str, message: str) -> None:
        headers = common_headers(begin_request())
        body = error_body(code, message)
        log.info("request refused", status=int(status), code=code, client=self.client[0] if self.client else None)
        headers += [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
        ]
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):  # else the answer is on its way already
            response = h11.Response(status_code=status, headers=headers, reason=status.phrase.encode())
            for event in (response, h11.Data(data=body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _forget_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
