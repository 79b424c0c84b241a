"""The routes: what each takes, does and answers."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from weft_server.cache import Cache
from weft_server.errors import Problem, error_response
from weft_server.jobs import Job, Kind, Outcome
from weft_server.limits import RateLimits
from weft_server.links import Links
from weft_server.logs import log
from weft_server.schema import (
    CompileAnswer,
    CompileRequest,
    ErrorAnswer,
    Health,
    LinkAnswer,
    LinkRequest,
    ViewAnswer,
    ViewRequest,
)
from weft_server.settings import Settings
from weft_server.workers import Pool
from weftc.version import VERSION

_TOLD = {
    400: "The body is not JSON.",
    404: "There is no such link.",
    408: "The request did not arrive in time.",
    413: "The program, or the body, is too large.",
    415: "The body's Content-Type is not application/json.",
    422: "A field is missing, unknown or of a wrong value; or compiling takes too much time or memory; or the program "
    "has mistakes, so there is no view of it.",
    429: "Too many requests from one address; Retry-After says when to come again.",
    500: "The compiler failed. Please report it, with the request's id.",
    503: "Too much is waiting; Retry-After says when to come again.",
    507: "There is no room for more links.",
}

_NO_LINK = """<!doctype html>
<html lang="en"><title>No such link</title>
<h1>There is no such link</h1>
<p>It may be mistyped, or made on another server. <a href="/">To the playground</a></p>
</html>
"""


def _errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return {status: {"model": ErrorAnswer, "description": _TOLD[status]} for status in statuses}


def make_api(settings: Settings, pool: Pool) -> APIRouter:
    """All routes but the page's."""
    router = APIRouter()
    limits, cache, links = RateLimits(), Cache(settings.cache_bytes), Links(settings.links_file, settings.links_bytes)
    may_compile = Depends(limits.dependency("compile", settings.rate_compile))
    may_link = Depends(limits.dependency("links", settings.rate_links))

    async def answer(job: Job) -> tuple[bytes, bool]:
        """The answer's JSON, and whether it was there already; raises Problem."""
        if len(job.source.encode()) > settings.source_bytes:
            raise Problem(413, "source-too-large", f"the program is larger than {settings.source_bytes} bytes")
        key = cache.key(job)
        found = cache.get(key)
        if found is not None:
            return found, True
        made = _answered(await pool.run(job), settings)
        cache.put(key, made)
        return made, False

    @router.post(
        "/api/compile",
        summary="Compile a program",
        dependencies=[may_compile],
        response_model=CompileAnswer,
        responses=_errors(400, 408, 413, 415, 422, 429, 500, 503),
    )
    async def compile_program(request: CompileRequest) -> Response:
        """To a WebAssembly module, or to messages that say why there is none: mistakes in a program are no errors of
        the request."""
        made, cached = await answer(Job(request.source, request.target))
        # the worker's JSON goes out as it is: it may be megabytes
        return Response(b'{"cached":%s,' % (b"true" if cached else b"false") + made[1:], media_type="application/json")

    @router.post(
        "/api/views",
        summary="Show what the compiler makes of a program",
        dependencies=[may_compile],
        response_model=ViewAnswer,
        responses=_errors(400, 408, 413, 415, 422, 429, 500, 503),
    )
    async def view_program(request: ViewRequest) -> Response:
        """As text, with the line of the program that each of its lines belongs to. Of a program with mistakes there is
        none: that is an error, `mistakes`."""
        made, _ = await answer(Job(request.source, request.target, request.view))
        return Response(made, media_type="application/json")

    @router.post(
        "/api/links",
        summary="Make a short link",
        status_code=201,
        dependencies=[may_link],
        response_model=LinkAnswer,
        responses=_errors(400, 408, 413, 415, 422, 429, 503, 507),
    )
    async def make_link(request: LinkRequest) -> Response:
        """The same text has the same link."""
        name = await run_in_threadpool(links.keep, request.fragment)
        return JSONResponse({"id": name, "path": f"/s/{name}"}, 201)

    @router.get(
        "/s/{name}",
        summary="Follow a short link",
        status_code=302,
        response_class=RedirectResponse,
        responses={302: {"description": "To the page, with the link's text after `#`."}, **_errors(404, 422, 503)},
    )
    async def follow_link(name: str, request: Request) -> Response:
        """A browser gets a page if there is no such link, others get JSON."""
        fragment = await run_in_threadpool(links.find, name)
        if fragment is not None:
            return Response(status_code=302, headers={"Location": f"/#{fragment}"})
        if "text/html" in request.headers.get("accept", ""):
            return HTMLResponse(_NO_LINK, 404)
        return error_response(Problem(404, "no-such-link", "there is no such link on this server"))

    @router.get("/healthz", summary="Say whether programs can be compiled", responses={503: {"model": Health}})
    async def health() -> Response:
        """503 while there is no worker."""
        told = Health(
            status="ok" if pool.alive else "starting",
            version=VERSION,
            workers=pool.alive,
            idle=pool.idle,
            waiting=pool.waiting,
        )
        return JSONResponse(told.model_dump(), 200 if pool.alive else 503, {"Cache-Control": "no-store"})

    return router


def _answered(outcome: Outcome, settings: Settings) -> bytes:
    """The answer, if it is one; raises Problem."""
    match outcome.kind:
        case Kind.ANSWER:
            return outcome.body
        case Kind.MISTAKES:
            raise Problem(422, "mistakes", f"the program has mistakes: {outcome.body.decode()}")
        case Kind.TIME:
            message = f"compiling this program takes more than {settings.compile_seconds:g} s"
            raise Problem(422, "compile-time", message)
        case Kind.MEMORY:
            message = f"compiling this program takes more than {settings.memory_bytes} bytes of memory"
            raise Problem(422, "compile-memory", message)
        case Kind.STOPPING:
            raise Problem(503, "stopping", "the server is being stopped", {"Retry-After": "5"})
        case Kind.BUG:
            bug = json.loads(outcome.body)
            log.error("compiler bug", what=bug["what"], traceback=bug["traceback"])
            message = f"Weft failed on this program: {bug['what']}. This is a mistake in Weft, not in your program"
            raise Problem(500, "compiler-bug", message)
    log.error("worker died at its job", outcome=outcome.kind.name)
    raise Problem(500, "compiler-died", "the compiler's process ended in the middle of this program")
