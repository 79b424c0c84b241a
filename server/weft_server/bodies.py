"""Reading a request: its body whole, within limits of size and time, before anything else is done for it.

And what becomes of a client that leaves: the work for it is cancelled.
"""

from __future__ import annotations

import asyncio
from collections import Counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from weft_server.addresses import client_of
from weft_server.errors import Problem, error_response
from weft_server.settings import MIB, Settings

#: what is over the limit is read all the same, up to this, and thrown away: a client that is still sending when the
#: connection closes sees a broken connection instead of the answer
DRAIN_BYTES = 64 * MIB
RETRY_AFTER = {"Retry-After": "2"}


class Disconnected(Exception):
    """The client has left before its request was whole."""


class Bodies:
    """Hands on requests that have arrived whole. The layers inside read the body from memory."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self._held: Counter[str] = Counter()  # bytes, by client, of requests that are being read and served
        self._held_by_all = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        client, parts = client_of(scope), list[bytes]()
        try:
            try:
                async with asyncio.timeout(self.settings.request_seconds):
                    await self._read(client, receive, parts)
            except Disconnected:
                return
            except TimeoutError:
                text = f"the request's body has not arrived within {self.settings.request_seconds:g} s"
                problem = Problem(408, "slow-body", text, {"Connection": "close"})
                await error_response(problem)(scope, receive, send)
            except Problem as problem:
                await error_response(problem)(scope, receive, send)
            else:
                await self._serve(scope, b"".join(parts), receive, send)
        finally:
            self._hold(client, -sum(map(len, parts)))

    async def _read(self, client: str, receive: Receive, parts: list[bytes]) -> None:
        """Reads a body; what there is to be kept of it goes to `parts`."""
        problem: Problem | None = None
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Disconnected
            part: bytes = message.get("body", b"")
            size += len(part)
            problem = problem or self._too_much(client, size, len(part))
            if problem is None:
                parts.append(part)
                self._hold(client, len(part))
            if size > DRAIN_BYTES or not message.get("more_body", False):
                break
        if problem is not None:
            raise problem

    def _too_much(self, client: str, size: int, more: int) -> Problem | None:
        close = {"Connection": "close"}
        if size > self.settings.body_bytes:
            text = f"the request's body is larger than {self.settings.body_bytes} bytes"
            return Problem(413, "body-too-large", text, close)
        if self._held[client] + more > self.settings.held_bytes_by_address:
            text = "too much is being sent from your address at once"
            return Problem(429, "too-much-at-once", text, close | RETRY_AFTER)
        if self._held_by_all + more > self.settings.held_bytes:
            return Problem(503, "busy", "too much is being sent at once", close | RETRY_AFTER)
        return None

    def _hold(self, client: str, size: int) -> None:
        self._held[client] += size
        self._held_by_all += size
        if not self._held[client]:
            del self._held[client]

    async def _serve(self, scope: Scope, body: bytes, receive: Receive, send: Send) -> None:
        """Runs the layers inside until they are done or the client leaves."""
        unread: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            if unread:
                return unread.pop()
            await asyncio.Event().wait()  # the client's leaving is seen to here
            raise AssertionError

        async def left() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass

        async def inside() -> None:
            await self.app(scope, replay, send)

        work = asyncio.create_task(inside())
        leaving = asyncio.create_task(left())
        try:
            await asyncio.wait([work, leaving], return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            work.cancel()  # nothing happens if it is done
        await asyncio.wait([work])
        if not work.cancelled():
            work.result()  # raises what it raised
