"""Who asks: what counts as one client, and how much of an address is told.

Rates, the queue, shares and bounds of connections all count by the same key, so that nobody is one client here and many
there.
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Literal

from starlette.types import Scope

#: what one customer of a provider has for itself
IPV6_PREFIX = 64
#: what is left of an address in logs, where they tell networks only: some hundred customers
SHOWN_PREFIXES = {4: 24, 6: 48}
Shown = Literal["full", "network", "none"]


#: characters of what may be an address: a proxy that is trusted may hand on what a client made up
ADDRESS_LENGTH = 64


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None  # a socket of the system, or what a proxy that is trusted made up
    return address.ipv4_mapped or address if isinstance(address, IPv6Address) else address


@lru_cache(4096)
def client_key(text: str) -> str:
    """What counts as one client: an IPv4 address, or an IPv6 network of the size that one customer has."""
    address = _parsed(text)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, IPV6_PREFIX), strict=False))
    return text if address is None else str(address)


def address_of(scope: Scope) -> str:
    """Whom a request came from; empty for who came by a socket of the system."""
    client = scope.get("client")
    return client[0].partition("%")[0][:ADDRESS_LENGTH] if client else ""


def client_of(scope: Scope) -> str:
    """The key of whom a request came from."""
    return client_key(address_of(scope))


def shown_address(text: str, how: Shown) -> str | None:
    """An address as logs may tell it. This machine's own is nobody's secret."""
    address = _parsed(text)
    if how == "none":
        return None
    if how == "full" or address is None or address.is_loopback:
        return text
    return str(ip_network((address, SHOWN_PREFIXES[address.version]), strict=False))


def check_networks(text: str) -> str:
    """Addresses and networks with commas between, as they are; raises ValueError for anything else but `*`."""
    for part in split_networks(text):
        if part == "*":
            continue
        try:
            ip_network(part)
        except ValueError:
            raise ValueError(f"must be addresses or networks with commas between, and {part!r} is neither") from None
    return text


def split_networks(text: str) -> list[str]:
    """The parts of such a text."""
    return [part.strip() for part in text.split(",") if part.strip()]


def lies_in(text: str, networks: list[str]) -> bool:
    """Whether an address lies in one of some networks; `*` is all."""
    address = _parsed(text)
    return "*" in networks or (address is not None and any(address in ip_network(network) for network in networks))
