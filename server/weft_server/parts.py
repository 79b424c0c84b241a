"""What a server is made of, besides its layers and routes."""

from __future__ import annotations

from dataclasses import dataclass

from weft_server.connections import Connections
from weft_server.limits import RateLimits
from weft_server.link_service import LinkService
from weft_server.metrics import Metrics
from weft_server.pool import Pool
from weft_server.settings import Settings


@dataclass(frozen=True)
class Parts:
    """Each knows only what it is made with."""

    settings: Settings
    metrics: Metrics
    limits: RateLimits
    connections: Connections
    pool: Pool
    links: LinkService


def make_parts(settings: Settings) -> Parts:
    """Nothing has been started yet."""
    metrics, limits = Metrics(), RateLimits(settings)
    return Parts(
        settings,
        metrics,
        limits,
        Connections(settings, metrics),
        Pool(settings, metrics, limits),
        LinkService(settings, metrics),
    )
