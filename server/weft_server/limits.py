"""How often one address may ask, and how long it may have the compiler work: `limits`, in memory."""

from __future__ import annotations

import math
import time

from limits import RateLimitItem
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter, SlidingWindowCounterRateLimiter

from weft_server.errors import Problem
from weft_server.settings import Settings, rate


class RateLimits:
    """Counts by what it is for and where it comes from."""

    def __init__(self, settings: Settings) -> None:
        storage = MemoryStorage()
        self._often = SlidingWindowCounterRateLimiter(storage)
        # a job's seconds are known when it has had them: this one counts what goes beyond the limit, too
        self._long = FixedWindowRateLimiter(storage)
        self._texts = {
            "requests": settings.rate_requests,
            "compile": settings.rate_compile,
            "links": settings.rate_links,
        }
        self._rates = {name: rate(text) for name, text in self._texts.items()}
        self._seconds_text = settings.rate_compile_seconds
        self._milliseconds = in_milliseconds(rate(settings.rate_compile_seconds))

    async def count(self, name: str, client: str) -> None:
        """Counts one thing done; raises Problem if it is one too many."""
        limit = self._rates[name]
        if not await self._often.hit(limit, name, client):
            window = await self._often.get_window_stats(limit, name, client)
            message = f"too many requests come from your address: {self._texts[name]} are served"
            raise _refused(message, window.reset_time)

    async def check_seconds(self, client: str) -> None:
        """Raises Problem if an address has had its seconds of compiling."""
        if not await self._long.test(self._milliseconds, "seconds", client):
            window = await self._long.get_window_stats(self._milliseconds, "seconds", client)
            message = (
                "the programs from your address have kept the compiler busy for longer than is served: "
                f"{self._seconds_text}, in seconds"
            )
            raise _refused(message, window.reset_time)

    async def spend(self, client: str, seconds: float) -> None:
        """Counts what the compiler has worked for an address."""
        await self._long.hit(self._milliseconds, "seconds", client, cost=max(1, round(seconds * 1000)))


def in_milliseconds(seconds: RateLimitItem) -> RateLimitItem:
    """A rate that is given in seconds, by the thousandth."""
    return type(seconds)(seconds.amount * 1000, seconds.multiples)


def _refused(message: str, until: float) -> Problem:
    wait = max(1, math.ceil(until - time.time()))
    return Problem(429, "rate-limit", message, {"Retry-After": str(wait)})
