"""The routes of short links."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from weft_server.addresses import client_of
from weft_server.errors import Problem, error_response
from weft_server.parts import Parts
from weft_server.routes import counted_route
from weft_server.schema import LinkAnswer, LinkRequest, told_errors

_NO_LINK = """<!doctype html>
<html lang="en"><title>No such link</title>
<h1>There is no such link</h1>
<p>It may be mistyped, made on another server, or so old that it was given up.
<a href="%s/">To the playground</a></p>
</html>
"""


def make_links_api(parts: Parts) -> APIRouter:
    """One to make a link, one to follow it."""
    settings, links = parts.settings, parts.links
    router = APIRouter(lifespan=links.running, route_class=counted_route(parts.limits, "links"))

    @router.post(
        "/api/links",
        summary="Make a short link",
        status_code=201,
        response_model=LinkAnswer,
        responses=told_errors(400, 408, 413, 415, 422, 429, 503, 507),
    )
    async def make_link(wanted: LinkRequest, request: Request) -> Response:
        """The same text has the same link."""
        name = await links.make(wanted.fragment, client_of(request.scope))
        return JSONResponse({"id": name, "path": links.path(name)}, 201)

    @router.get(
        "/s/{name}",
        summary="Follow a short link",
        status_code=302,
        response_class=RedirectResponse,
        responses={302: {"description": "To the page, with the link's text after `#`."}, **told_errors(404, 422, 503)},
    )
    async def follow_link(name: str, request: Request) -> Response:
        """A browser gets a page if there is no such link, others get JSON."""
        fragment = await links.follow(name)
        if fragment is not None:
            return Response(status_code=302, headers={"Location": links.page(fragment)})
        if "text/html" in request.headers.get("accept", ""):
            return HTMLResponse(_NO_LINK % settings.root_path, 404)
        return error_response(Problem(404, "no-such-link", "there is no such link on this server"))

    return router
