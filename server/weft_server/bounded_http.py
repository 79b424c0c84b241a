"""HTTP/1.1 as h11 reads it, with bounds for what is small in bytes and takes long."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import h11

#: of an address and headers together, however they arrive
HEADERS_BYTES = 16 << 10
#: a chunk of fewer bytes is a crumb: it takes as long as one of 64 KiB
CRUMB_BYTES = 512
#: of one body
CRUMBS = 200


class BoundedHttp(h11.Connection):
    """The server's side of a connection."""

    def __init__(self) -> None:
        super().__init__(h11.SERVER, HEADERS_BYTES)
        self.method = b""  # of the request that came last
        self._chunked = False
        self._crumbs = 0

    def next_event(self) -> Any:
        """h11's, or RemoteProtocolError beyond the bounds."""
        event = super().next_event()
        if isinstance(event, h11.Request):
            self._begin(event)
        elif isinstance(event, h11.Data) and self._chunked and len(event.data) < CRUMB_BYTES:
            self._crumbs += 1
            if self._crumbs > CRUMBS:
                raise h11.RemoteProtocolError("the body comes in chunks that are too small", HTTPStatus.BAD_REQUEST)
        return event

    def _begin(self, request: h11.Request) -> None:
        self.method, self._crumbs = request.method, 0
        self._chunked = any(name == b"transfer-encoding" for name, _ in request.headers)
        if len(request.target) + sum(len(name) + len(value) for name, value in request.headers) > HEADERS_BYTES:
            raise h11.RemoteProtocolError("headers are too large", HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
