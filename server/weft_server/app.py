"""All parts put together: layers around, routes inside, errors as JSON, the page at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp

from weft_server.api import make_api
from weft_server.bodies import Bodies
from weft_server.errors import Problem, error_response, failed
from weft_server.examples import add_examples
from weft_server.invalid import invalid_field
from weft_server.links_api import make_links_api
from weft_server.logs import log
from weft_server.operating import make_operating
from weft_server.pages import Page, find_page, not_built
from weft_server.parts import Parts
from weft_server.requests import Requests
from weftc.version import VERSION

_DESCRIPTION = """Compiles ordinary Python to WebAssembly that runs in parallel.

Every response has the header `X-Request-ID`; every error is JSON with a code, a message and that id.
"""
#: how many things that are wrong with a request are named
_SHOWN_ERRORS = 3


class _App(FastAPI):
    """Its document shows an answer to each example."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            add_examples(super().openapi())
        assert self.openapi_schema is not None
        return self.openapi_schema


def make_app(parts: Parts) -> ASGIApp:
    """The whole server as an ASGI application; its lifespan starts and ends the pool."""
    app = Bodies(make_routes(parts), parts.settings)
    return Requests(app, parts.settings, parts.limits, parts.metrics)


def make_routes(parts: Parts) -> FastAPI:
    """The server without the layers around; its `openapi()` is the document."""
    settings = parts.settings

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        asyncio.get_running_loop().set_exception_handler(_loop_failed)
        await parts.pool.start()
        watch = asyncio.create_task(parts.connections.watch())
        try:
            yield
        finally:
            watch.cancel()
            await parts.pool.close()

    # the documentation pages of FastAPI load scripts from elsewhere, which our policy forbids
    app = _App(
        title="Weft", version=VERSION, description=_DESCRIPTION, lifespan=lifespan, docs_url=None, redoc_url=None
    )
    for make in (make_api, make_links_api, make_operating):
        app.include_router(make(parts))
    app.add_exception_handler(Exception, _failed)
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)
    page = find_page(settings)
    if page is not None:
        app.router.default = Page(page)  # a route for all paths would answer what has the wrong method with 404
    else:
        app.add_api_route("/", not_built, include_in_schema=False)
    return app


async def _failed(_: Request, __: Exception) -> Response:
    """The failure goes on to `Requests`, which logs it."""
    return error_response(failed())


async def _problem(_: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)
    return error_response(problem)


async def _invalid(request: Request, invalid: Exception) -> Response:
    """What is wrong with a request's body. What the client sent isn't repeated, but for names of fields."""
    assert isinstance(invalid, RequestValidationError)
    errors = invalid.errors()
    if any(error["type"] == "json_invalid" for error in errors):
        reason = errors[0].get("ctx", {}).get("error", "")
        return error_response(Problem(400, "invalid-json", f"the body is not JSON: {reason}"))
    if "json" not in request.headers.get("content-type", ""):
        return error_response(Problem(415, "not-json", "the body's Content-Type is not application/json"))
    told = "; ".join(invalid_field(error) for error in errors[:_SHOWN_ERRORS])
    return error_response(Problem(422, "invalid-request", told))


async def _http_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    codes = {400: "invalid-json", 404: "not-found", 405: "method-not-allowed"}
    messages = {
        400: "the body is not JSON that the server can read",
        404: "there is nothing at this address",
        405: "this address does not take this method",
    }
    status = error.status_code
    problem = Problem(status, codes.get(status, "error"), messages.get(status, error.detail), error.headers)
    return error_response(problem)


def _loop_failed(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What the event loop has to say, such as that no more connections can be taken: bounded as all of the log is."""
    log.error(context["message"], exc_info=context.get("exception"))
