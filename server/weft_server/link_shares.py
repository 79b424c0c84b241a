"""How much of the room for links one address may take a day, counted in memory: addresses are written nowhere."""

from __future__ import annotations

import math
import time

from limits import RateLimitItemPerDay
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter

from weft_server.errors import Problem

#: that a link takes in the file beside its text
ROW_BYTES = 64


class LinkShares:
    """A share of `day_bytes` for each address, whole again a day after the first link that counts against it."""

    def __init__(self, day_bytes: int) -> None:
        self._share = RateLimitItemPerDay(day_bytes)
        self._storage = MemoryStorage()
        self._limiter = FixedWindowRateLimiter(self._storage)

    async def take(self, address: str, fragment: str) -> None:
        """Counts a link that is to be stored; raises Problem if the address's share doesn't hold it."""
        cost = _cost(fragment)
        if await self._limiter.test(self._share, address, cost=cost):
            await self._limiter.hit(self._share, address, cost=cost)
            return
        window = await self._limiter.get_window_stats(self._share, address)
        message = (
            f"your address has no room left for this link: it may store {self._share.amount} bytes of them a day; "
            "the long link, which holds the whole program, works all the same"
        )
        wait = max(1, math.ceil(window.reset_time - time.time()))
        raise Problem(429, "links-share", message, {"Retry-After": str(wait)})

    async def give_back(self, address: str, fragment: str) -> None:
        """For a link that could not be stored after all."""
        await self._storage.decr(self._share.key_for(address), _cost(fragment))


def _cost(fragment: str) -> int:
    return len(fragment) + ROW_BYTES
