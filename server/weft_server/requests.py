"""Around every request: an id, the headers that all responses have, a line in the log, and an answer if we fail."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from weft_server.errors import error_response, failed
from weft_server.headers import common_headers
from weft_server.logs import begin_request, log


class Requests:
    """The outermost layer. `status` 0 in the log: the client left before it had an answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = common_headers(begin_request())
        started = time.perf_counter()
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", []), *headers]
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            log.exception("request failed")
            if not status:
                await error_response(failed())(scope, receive, send_with_headers)
        finally:
            client = scope.get("client")
            log.info(
                "request",
                method=scope["method"],
                path=scope["raw_path"].decode("ascii", "backslashreplace"),
                status=status,
                seconds=round(time.perf_counter() - started, 6),
                client=client[0] if client else None,
            )
