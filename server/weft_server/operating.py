"""The routes for whoever runs the server: health, readiness, metrics."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from weft_server.addresses import address_of, lies_in, split_networks
from weft_server.parts import Parts
from weft_server.schema import Health, Ready
from weftc.version import VERSION

_NOT_KEPT = {"Cache-Control": "no-store"}


def make_operating(parts: Parts) -> APIRouter:
    """None of them is counted against anybody's share of compiling."""
    pool, links, metrics = parts.pool, parts.links, parts.metrics
    router, readers = APIRouter(), split_networks(parts.settings.metrics_to)

    @router.get("/healthz", summary="Say whether programs can be compiled", responses={503: {"model": Health}})
    async def health() -> Response:
        """503 while there is no worker."""
        told = Health(
            status="stopping" if pool.stopping else "ok" if pool.alive else "starting",
            version=VERSION,
            workers=pool.alive,
            idle=pool.idle,
            waiting=pool.waiting,
            links=(await links.trouble()) or "ok",
        )
        return JSONResponse(told.model_dump(), 200 if pool.alive else 503, _NOT_KEPT)

    @router.get("/readyz", summary="Say whether requests should be sent here", responses={503: {"model": Ready}})
    async def readiness() -> Response:
        """503 before there is a worker, and from the moment that the server is told to stop."""
        ready = bool(pool.alive) and not pool.stopping
        return JSONResponse({"ready": ready}, 200 if ready else 503, _NOT_KEPT)

    @router.get("/metrics", include_in_schema=False)
    async def measures(request: Request) -> Response:
        if not lies_in(address_of(request.scope), readers):
            raise HTTPException(404)  # as if there were none
        return Response(metrics.text(), media_type=metrics.content_type, headers=_NOT_KEPT)

    return router
