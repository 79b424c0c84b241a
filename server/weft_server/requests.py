"""Around every request: an id, the headers that all responses have, a line in the log, a bound of how many one client
may make, and an answer if we fail.
"""

from __future__ import annotations

import asyncio
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from weft_server.addresses import address_of, client_of, shown_address
from weft_server.errors import Problem, error_response, failed
from weft_server.headers import common_headers, secure_header
from weft_server.limits import RateLimits
from weft_server.logs import begin_request, log
from weft_server.metrics import Metrics
from weft_server.settings import Settings

#: until who asks too often is told so: it would only ask again
REFUSED_SECONDS = 1.0
#: characters of a path that are logged
SHOWN_PATH = 200


class Requests:
    """The outermost layer. `status` 0 in the log: the client left before it had an answer."""

    def __init__(self, app: ASGIApp, settings: Settings, limits: RateLimits, metrics: Metrics) -> None:
        self.app, self.settings, self.limits, self.metrics = app, settings, limits, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = common_headers(begin_request())
        if scope["scheme"] == "https" and self.settings.hsts_seconds:
            headers.append(secure_header(self.settings.hsts_seconds))
        started = time.perf_counter()
        inner = _inner(scope, self.settings.root_path)
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", []), *headers]
            await send(message)

        try:
            await self._count(scope)
            await self.app(inner, receive, send_with_headers)
        except Problem as problem:
            await error_response(problem)(inner, receive, send_with_headers)
        except Exception:
            log.exception("request failed")
            if not status:
                await error_response(failed())(inner, receive, send_with_headers)
        finally:
            seconds = time.perf_counter() - started
            route = _route(inner)
            self.metrics.requests.labels(route, str(status)).inc()
            self.metrics.request_seconds.labels(route).observe(seconds)
            log.info(
                "request",
                method=scope["method"],
                path=scope["raw_path"][:SHOWN_PATH].decode("ascii", "backslashreplace"),
                status=status,
                seconds=round(seconds, 6),
                client=shown_address(address_of(scope), self.settings.log_addresses),
            )

    async def _count(self, scope: Scope) -> None:
        try:
            await self.limits.count("requests", client_of(scope))
        except Problem as problem:
            await asyncio.sleep(REFUSED_SECONDS)
            problem.headers["Connection"] = "close"
            raise


def _inner(scope: Scope, root_path: str) -> Scope:
    """The request as routes see it: HEAD is GET (whoever sends the answer leaves out the body), and the path has its
    prefix, whether the proxy in front takes that off or not."""
    inner = dict(scope)
    if scope["method"] == "HEAD":
        inner["method"] = "GET"
    path: str = scope["path"]
    if root_path and path != root_path and not path.startswith(root_path + "/"):
        inner["path"] = root_path + path
    inner["root_path"] = root_path
    return inner


def _route(scope: Scope) -> str:
    """The route that served a request, by its pattern: there are as many as routes."""
    return getattr(scope.get("route"), "path", "page")
