"""The routes of compiling: what each takes, does and answers."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from weft_server.addresses import client_of
from weft_server.cache import Cache
from weft_server.errors import Problem
from weft_server.jobs import Job, Kind, Outcome
from weft_server.logs import log
from weft_server.packing import Packed, PackedResponse
from weft_server.parts import Parts
from weft_server.pool import RETRY_AFTER
from weft_server.routes import counted_route
from weft_server.schema import CompileAnswer, CompileRequest, ViewAnswer, ViewRequest, told_errors
from weft_server.settings import Settings


def make_api(parts: Parts) -> APIRouter:
    """Programs go to the pool, unless their answers are kept."""
    settings, pool, limits = parts.settings, parts.pool, parts.limits
    router = APIRouter(route_class=counted_route(limits, "compile"))
    cache = Cache(settings.cache_bytes, parts.metrics)

    async def answer(job: Job, request: Request) -> tuple[Packed, bool]:
        """The answer, and whether it was there already; raises Problem."""
        if len(job.source.encode()) > settings.source_bytes:
            raise Problem(413, "source-too-large", f"the program is larger than {settings.source_bytes} bytes")
        key = cache.key(job)
        found = cache.get(key)
        if found is not None:
            return found, True
        made = _answered(await pool.run(job, client_of(request.scope)), settings)
        cache.put(key, made)
        return made, False

    @router.post(
        "/api/compile",
        summary="Compile a program",
        response_model=CompileAnswer,
        responses=told_errors(400, 408, 413, 415, 422, 429, 500, 503),
    )
    async def compile_program(wanted: CompileRequest, request: Request) -> Response:
        """To a WebAssembly module, or to messages that say why there is none: mistakes in a program are no errors of
        the request."""
        made, cached = await answer(Job(wanted.source, wanted.target), request)
        return PackedResponse(made, b', "cached": %s}' % (b"true" if cached else b"false"))

    @router.post(
        "/api/views",
        summary="Show what the compiler makes of a program",
        response_model=ViewAnswer,
        responses=told_errors(400, 408, 413, 415, 422, 429, 500, 503),
    )
    async def view_program(wanted: ViewRequest, request: Request) -> Response:
        """As text, with the line of the program that each of its lines belongs to. Of a program with mistakes there is
        none: that is an error, `mistakes`."""
        made, _ = await answer(Job(wanted.source, wanted.target, wanted.view), request)
        return PackedResponse(made, b"}")

    return router


def _answered(outcome: Outcome, settings: Settings) -> Packed:
    """The answer, if it is one; raises Problem."""
    match outcome.kind:
        case Kind.ANSWER:
            return Packed.from_bytes(outcome.body)
        case Kind.MISTAKES:
            raise Problem(422, "mistakes", f"the program has mistakes: {outcome.body.decode()}")
        case Kind.TIME:
            message = f"compiling this program takes more than {settings.compile_seconds:g} s"
            raise Problem(422, "compile-time", message)
        case Kind.MEMORY:
            message = f"compiling this program takes more than {settings.memory_bytes} bytes of memory"
            raise Problem(422, "compile-memory", message)
        case Kind.BUSY:
            message = "others wait, and compiling this program takes long"
            raise Problem(503, "busy", message, RETRY_AFTER)
        case Kind.STOPPING | Kind.LEFT:
            raise Problem(503, "stopping", "the server is being stopped", {"Retry-After": "5"})
        case Kind.BUG:
            what = outcome.facts["what"]
            log.error("compiler bug", what=what, traceback=outcome.facts["traceback"])
            message = f"Weft failed on this program: {what}. This is a mistake in Weft, not in your program"
            raise Problem(500, "compiler-bug", message)
        case Kind.DIED | Kind.READY | Kind.REFUSED:
            log.error("worker died at its job, twice")
            raise Problem(500, "compiler-died", "the compiler's process ended in the middle of this program")
