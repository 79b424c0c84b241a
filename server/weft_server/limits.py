"""How often one address may ask: `limits`, a sliding window for each address, in memory."""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable, Callable
from ipaddress import IPv6Address, ip_address, ip_network

from fastapi import Request
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from weft_server.errors import Problem
from weft_server.settings import rate

#: what one customer of a provider has for itself
IPV6_PREFIX = 64


class RateLimits:
    """Counts requests by what they are for and where they come from."""

    def __init__(self) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def dependency(self, name: str, text: str) -> Callable[[Request], Awaitable[None]]:
        """For routes: ends a request that is one too many. `text` is a rate such as `30/minute`."""
        limit = rate(text)

        async def check(request: Request) -> None:
            address = _address(request)
            if await self._limiter.hit(limit, name, address):
                return
            window = await self._limiter.get_window_stats(limit, name, address)
            seconds = max(1, math.ceil(window.reset_time - time.time()))
            message = f"too many requests from one address: {text} are served"
            raise Problem(429, "rate-limit", message, {"Retry-After": str(seconds)})

        return check


def _address(request: Request) -> str:
    """Who asks: an IPv4 address, or an IPv6 network of the size that one customer has."""
    text = request.client.host if request.client else ""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return text  # a socket of the system
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, IPV6_PREFIX), strict=False))
    return str(address)
