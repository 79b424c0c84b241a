"""The built page: its files, and how long browsers may keep them. Where it isn't built, a word on how to do so."""

from __future__ import annotations

import os
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from weft_server.settings import Settings

_HERE = Path(__file__).resolve().parent
#: in a clone of the repository, and in an installed wheel
PLACES = (_HERE.parents[1] / "playground" / "dist", _HERE / "page")
#: where the page's build puts files whose names have a hash of their content
HASHED = "assets/"
FOREVER, ASK = "public, max-age=31536000, immutable", "no-cache"

NOT_BUILT = """The playground's page is not built.

In a clone of the repository, with Node.js:

    make page

then start `weft play` again. The interface works without the page: /openapi.json describes it.
"""


def find_page(settings: Settings) -> Path | None:
    """The folder of the built page."""
    places = PLACES if settings.page is None else (settings.page,)
    return next((place for place in places if (place / "index.html").is_file()), None)


class Page(StaticFiles):
    """The files of a folder. What has a hash in its name never changes; of all else browsers ask each time.

    Beside large files lie compressed ones, as the page's build makes them. There are no ranges of files: nobody needs
    them here, and of many small ones each takes time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        super().__init__(directory=folder, html=True)

    async def get_response(self, path: str, scope: Scope) -> Response:
        scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"range"]}
        response = await super().get_response(path, scope)
        packed = f"{os.path.relpath(response.path, self.folder)}.gz" if isinstance(response, FileResponse) else ""
        if packed and self.lookup_path(packed)[1] is not None:
            media_type = response.headers["Content-Type"]
            if "gzip" in Headers(scope=scope).get("Accept-Encoding", ""):
                response = await super().get_response(packed, scope)
                response.headers["Content-Type"] = media_type
                response.headers["Content-Encoding"] = "gzip"
            response.headers["Vary"] = "Accept-Encoding"
        if "Accept-Ranges" in response.headers:
            del response.headers["Accept-Ranges"]
        response.headers["Cache-Control"] = FOREVER if path.startswith(HASHED) else ASK
        return response


def not_built() -> PlainTextResponse:
    """In the page's stead."""
    return PlainTextResponse(NOT_BUILT, 503)
