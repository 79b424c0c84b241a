"""What is done for the links beside requests: it is written which were opened, and what has expired is removed.

Nobody waits for either, and if they fail it is tried again later.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from weft_server.links import Link, Links
from weft_server.links_file import LinksFailed, NoLinks
from weft_server.logs import log

#: between two times that openings are written: those of so long are lost with a server that is killed
NOTE_SECONDS = 60.0
#: of openings that wait to be written
MAX_OPENINGS = 10_000
PRUNE_SECONDS = 24 * 3600.0
#: between two steps of pruning, in which others may write
PAUSE_SECONDS = 0.1


class Upkeep:
    """Of one file's links, in threads of its own. All methods are for the event loop."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._opened: set[str] = set()

    def opened(self, link: Link) -> None:
        """To be called when a link is opened."""
        if link.opened != self._links.today and len(self._opened) < MAX_OPENINGS:
            self._opened.add(link.id)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Works meanwhile, and writes what is left at the end."""
        task = asyncio.create_task(self._work())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])
            await self._note()

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        next_prune = 0.0
        while True:
            await self._note()
            if loop.time() >= next_prune:
                await self._prune()
                next_prune = loop.time() + PRUNE_SECONDS
            await asyncio.sleep(NOTE_SECONDS)

    async def _note(self) -> None:
        names, self._opened = self._opened, set()
        if not names:
            return
        try:
            await asyncio.to_thread(self._links.note_opened, names)
        except NoLinks:
            pass
        except LinksFailed as failure:
            log.info("openings of links not written", why=str(failure))
            self._opened |= names

    async def _prune(self) -> None:
        removed = 0
        try:
            while step := await asyncio.to_thread(self._links.prune):
                removed += step
                await asyncio.sleep(PAUSE_SECONDS)
        except NoLinks:
            pass
        except LinksFailed as failure:
            log.info("links not pruned", why=str(failure))
        if removed:
            log.info("links pruned", links=removed)
