"""uvicorn's HTTP/1.1, and what it leaves open: deadlines of connections, a bound of what is read ahead, and the answer
to what is no HTTP at all, which looks like all other errors.
"""

from __future__ import annotations

import asyncio
import socket
import sys
import time
from http import HTTPStatus
from typing import Any

import h11
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.h11_impl import H11Protocol

from weft_server.addresses import client_key, shown_address
from weft_server.bounded_http import BoundedHttp
from weft_server.connections import Connections
from weft_server.errors import error_body
from weft_server.headers import common_headers
from weft_server.logs import begin_request, log, request_id
from weft_server.settings import Settings

#: states of TCP in which the other side has ended its part: CLOSE and CLOSE_WAIT
_LEFT = (7, 8)
#: a second, that a client must take of what is sent to it
SEND_RATE = 2048
_STATUS_CODES = {HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "headers-too-large"}
_STATUS_MESSAGES = {HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "the request's address and headers are too large"}


def protocol_class(settings: Settings, connections: Connections) -> type[H11Protocol]:
    """uvicorn makes one for each connection, and passes nothing of ours."""

    class Protocol(_Protocol):
        pass

    Protocol.settings, Protocol.all_connections = settings, connections
    return Protocol


def too_many_connections() -> bytes:
    """The answer to a connection that isn't let in."""
    begin_request()
    message = "too many connections are open, from your address or at all"
    return _answer(h11.Connection(h11.SERVER), HTTPStatus.SERVICE_UNAVAILABLE, "too-many-connections", message)


def _answer(
    conn: h11.Connection, status: HTTPStatus, code: str, message: str, to_head: bool = False
) -> bytes:
    """An error as bytes, in the place of what an application would answer."""
    headers, body = common_headers(request_id()), error_body(code, message)
    headers += [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    response = h11.Response(status_code=status, headers=headers, reason=status.phrase.encode())
    data = h11.Data(data=b"" if to_head else body)
    return b"".join(conn.send(event) or b"" for event in (response, data, h11.EndOfMessage()))


class _Counting:
    """A transport that knows how much was written to it."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self.written = 0

    def write(self, data: bytes) -> None:
        self.written += len(data)
        self._transport.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class _Flow(FlowControl):
    """Reads no further while a request is served and the next has begun to arrive: else a client that sends request
    after request would fill the memory. (Without that reading goes on meanwhile, to see the client leave.)"""

    def __init__(self, transport: asyncio.Transport, conn: h11.Connection) -> None:
        super().__init__(transport)
        self.conn = conn

    def resume_reading(self) -> None:
        served = self.conn.their_state is h11.DONE and self.conn.our_state is not h11.DONE
        if not (self.read_paused and served and self.conn.trailing_data[0]):
            super().resume_reading()


#: of connections that are lost: who is still at work for one, or waits to refuse it, keeps nothing of what it has read
_GONE = BoundedHttp()


class _Protocol(H11Protocol):
    settings: Settings
    all_connections: Connections
    conn: BoundedHttp

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._counting = _Counting(transport)
        super().connection_made(self._counting)  # type: ignore[arg-type]
        self.conn = BoundedHttp()
        self.flow = self._flow = _Flow(transport, self.conn)
        address = self.client[0] if self.client else ""
        self.client_key = client_key(address)
        self._idle_since = time.monotonic()
        self._began: float | None = None  # the headers that are arriving
        self._window: tuple[float, int] | None = None  # since when something waits to be sent; what was sent then
        self.all_connections.opened(self)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look_for_headers()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._idle_since = time.monotonic()
        self._began = None
        self._look_for_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        self.all_connections.closed(self)
        super().connection_lost(exc)
        self.conn = self._flow.conn = _GONE
        if self.cycle is not None:
            self.cycle.conn = _GONE

    # -- deadlines -------------------------------------------------------------------------------------------------

    def silent_since(self) -> float | None:
        return None if self._at_work() or self._began is not None else self._idle_since

    def overdue(self, now: float) -> str | None:
        if self.flow.read_paused and self._peer_has_left():
            return "left"
        unsent = self.transport.get_write_buffer_size()
        if unsent:
            return self._slow_reading(now, self._counting.written - unsent)
        self._window = None
        if self.transport.is_closing() or self._at_work():
            return None  # what is at work has deadlines of its own
        if self._began is not None:
            return "slow-headers" if now - self._began > self.settings.request_seconds else None
        return "idle" if now - self._idle_since > self.settings.idle_seconds else None

    def end(self, reason: str) -> None:
        if reason == "slow-headers":
            message = f"the request's headers have not arrived within {self.settings.request_seconds:g} s"
            self._refuse(HTTPStatus.REQUEST_TIMEOUT, reason, message)
        elif self.silent_since() is not None:
            self.transport.close()
        if not self.transport.is_closing() or self.transport.get_write_buffer_size():
            self.transport.abort()

    def _at_work(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _peer_has_left(self) -> bool:
        """Whoever doesn't read isn't told by the event loop."""
        connection: socket.socket | None = self.transport.get_extra_info("socket")
        if connection is None or sys.platform != "linux":
            return False
        return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] in _LEFT

    def _look_for_headers(self) -> None:
        if self._at_work() or self.conn.their_state is not h11.IDLE or not self.conn.trailing_data[0]:
            self._began = None
        elif self._began is None:
            self._began = time.monotonic()

    def _slow_reading(self, now: float, sent: int) -> str | None:
        if self._window is None:
            self._window = (now, sent)
        since, before = self._window
        if now - since >= self.settings.send_seconds:
            if sent - before < SEND_RATE * (now - since):
                return "slow-reading"
            self._window = (now, sent)
        return None

    # -- refusals --------------------------------------------------------------------------------------------------

    def send_400_response(self, msg: str) -> None:
        """In uvicorn's stead, when h11 can't read what came: its error is being handled."""
        hint = getattr(sys.exc_info()[1], "error_status_hint", HTTPStatus.BAD_REQUEST)
        message = _STATUS_MESSAGES.get(hint, "this is no HTTP request that the server understands")
        self._refuse(HTTPStatus(hint), _STATUS_CODES.get(hint, "invalid-http"), message)

    def _refuse(self, status: HTTPStatus, code: str, message: str) -> None:
        begin_request()
        address = self.client[0] if self.client else ""
        told = shown_address(address, self.settings.log_addresses)
        log.info("request refused", status=int(status), code=code, client=told)
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):  # else the answer is on its way already
            to_head = self.conn.our_state is h11.SEND_RESPONSE and self.conn.method == b"HEAD"
            self.transport.write(_answer(self.conn, status, code, message, to_head))
        self.transport.close()
