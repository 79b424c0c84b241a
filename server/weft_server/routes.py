"""Routes that take JSON: counted, and looked at, before the body is parsed for them.

A body that consists of anything but a few texts takes the parser, and what tells its mistakes, a second for each
megabyte, in which nobody else is served.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from weft_server.addresses import client_of
from weft_server.errors import Problem
from weft_server.limits import RateLimits

#: of a body's texts, and outside them
QUOTES = 100
STRUCTURE_BYTES = 1000
_TEXT = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)', re.DOTALL)
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def is_few_texts(body: bytes) -> bool:
    """Whether there is little in JSON besides a few texts. Takes milliseconds for a megabyte, whatever is in it."""
    quotes = body.count(b'"') - body.count(b'\\"')  # those within texts are escaped
    return quotes <= QUOTES and len(_TEXT.sub(b"", body)) <= STRUCTURE_BYTES


def counted_route(limits: RateLimits, name: str) -> type[APIRoute]:
    """A class of routes of which those for POST are counted by `name` in `limits`."""

    class Counted(APIRoute):
        def get_route_handler(self) -> Handler:
            handle = super().get_route_handler()

            async def count_and_handle(request: Request) -> Response:
                if request.method != "POST":
                    return await handle(request)
                await limits.count(name, client_of(request.scope))
                if not is_few_texts(await request.body()):
                    message = "the body is not what this address takes: an object of a few texts"
                    raise Problem(422, "invalid-request", message)
                return await handle(request)

            return count_and_handle

    return Counted
