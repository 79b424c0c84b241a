"""What the routes of links do: off the event loop, and with a word for people if it can't be done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from starlette.concurrency import run_in_threadpool

from weft_server.errors import Problem
from weft_server.fragments import FragmentError, TooLarge, program_of
from weft_server.link_shares import LinkShares
from weft_server.links import Links
from weft_server.links_file import LinksFailed, NoLinks, Trouble
from weft_server.links_upkeep import Upkeep
from weft_server.logs import log
from weft_server.metrics import Metrics
from weft_server.settings import Settings


class LinkService:
    """The links of one server."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._settings = settings
        self._links = Links(settings.links_file, settings.links_bytes, settings.links_days)
        self._shares = LinkShares(settings.links_share)
        self._upkeep = Upkeep(self._links)
        self._done = metrics.links
        for what in ("made", "known", "opened", "missing", "failed"):
            self._done.labels(what)

    @asynccontextmanager
    async def running(self, _: object = None) -> AsyncIterator[None]:
        """The server's lifespan."""
        async with self._upkeep.running():
            yield

    async def make(self, fragment: str, address: str) -> str:
        """The id of a text, the same each time; raises Problem. What is new counts against the address's share."""
        if len(fragment) > self._settings.link_bytes:
            message = f"the program is too long for a short link: its text has {len(fragment)} bytes, and this server "
            raise Problem(413, "link-too-large", f"{message}keeps {self._settings.link_bytes}; the long link works")
        with _problems("made"):
            known = await run_in_threadpool(self._known, fragment)
            if known is not None:
                self._done.labels("known").inc()
                return known
            await self._shares.take(address, fragment)
            try:
                name = await run_in_threadpool(self._links.keep, fragment)
            except LinksFailed:
                self._done.labels("failed").inc()
                await self._shares.give_back(address, fragment)
                raise
            self._done.labels("made").inc()
            return name

    async def follow(self, name: str) -> str | None:
        """The text of an id, if there is one; raises Problem."""
        with _problems("opened"):
            try:
                link = await run_in_threadpool(self._links.find, name)
            except NoLinks:
                link = None
        self._done.labels("missing" if link is None else "opened").inc()
        if link is None:
            return None
        self._upkeep.opened(link)
        return link.fragment

    async def trouble(self) -> Trouble | None:
        """Why no link can be stored, if so. Not in the threads of requests, which may all be waiting for the file."""
        return await asyncio.to_thread(self._links.can_store)

    def path(self, name: str) -> str:
        """Of a link, for browsers."""
        return f"{self._settings.root_path}/s/{name}"

    def page(self, fragment: str) -> str:
        """Where a link leads to."""
        return f"{self._settings.root_path}/#{fragment}"

    def _known(self, fragment: str) -> str | None:
        """The id of a text that has its link already; raises Problem if the text isn't one to keep."""
        known = self._links.known(fragment)
        if known is None:
            try:
                program_of(fragment, self._settings.source_bytes)
            except TooLarge as error:
                raise Problem(413, "link-too-large", f"the link can't be kept: {error}") from None
            except FragmentError as error:
                raise Problem(422, "invalid-request", f"the link can't be kept: {error}") from None
        return known


@contextmanager
def _problems(what: str) -> Iterator[None]:
    try:
        yield
    except LinksFailed as failure:
        log.error("links failed", trouble=failure.trouble, why=str(failure))
        if failure.trouble == "full" and what == "made":
            raise Problem(507, "links-full", "there is no room for more links on this server") from failure
        message = f"short links can't be {what} at the moment"
        raise Problem(503, "links-failed", message, {"Retry-After": "5"}) from failure
