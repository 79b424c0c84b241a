"""Reading a request: its body whole, within limits of size and time, before anything else is done for it.

And what becomes of a client that leaves: the work for it is cancelled.
"""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from weft_server.errors import Problem, error_response
from weft_server.settings import MIB, Settings

#: what is over the limit is read all the same, up to this, and thrown away: a client that is still sending when the
#: connection closes sees a broken connection instead of the answer
DRAIN_BYTES = 64 * MIB


class Disconnected(Exception):
    """The client has left before its request was whole."""


class Bodies:
    """Hands on requests that have arrived whole. The layers inside read the body from memory."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.limit, self.seconds = app, settings.body_bytes, settings.request_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self.seconds):
                body = await self._read(receive)
        except Disconnected:
            return
        except TimeoutError:
            text = f"the request's body has not arrived within {self.seconds:g} s"
            problem = Problem(408, "slow-body", text, {"Connection": "close"})
            await error_response(problem)(scope, receive, send)
        except Problem as problem:
            await error_response(problem)(scope, receive, send)
        else:
            await self._serve(scope, body, receive, send)

    async def _read(self, receive: Receive) -> bytes:
        parts: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Disconnected
            size += len(message.get("body", b""))
            if size <= self.limit:
                parts.append(message.get("body", b""))
            if size > DRAIN_BYTES or not message.get("more_body", False):
                break
        if size > self.limit:
            text = f"the request's body is larger than {self.limit} bytes"
            raise Problem(413, "body-too-large", text, {"Connection": "close"})
        return b"".join(parts)

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
