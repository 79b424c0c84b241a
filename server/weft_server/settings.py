"""What can be set, each by an environment variable: `WEFT_SERVER_` and the name in capitals."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Literal

from limits import RateLimitItem
from limits import parse as parse_rate
from pydantic import AfterValidator, Field, PositiveFloat, PositiveInt
from pydantic_settings import BaseSettings, SettingsConfigDict

from weft_server.addresses import Shown, check_networks

PREFIX = "WEFT_SERVER_"
KIB, MIB = 1 << 10, 1 << 20
#: of a link's text: what browsers take of an address that they are sent to
FRAGMENT_BYTES = 64 * KIB
#: bytes of JSON that one byte of a program may take (`\\u001f`)
JSON_ESCAPE_BYTES = 6


def _check_rate(text: str) -> str:
    try:
        parse_rate(text)
    except ValueError:
        raise ValueError(f"must be a rate such as 30/minute, not {text!r}") from None
    return text


def _check_root_path(text: str) -> str:
    if text and not re.fullmatch(r"(/[A-Za-z0-9._~-]+)+", text):
        raise ValueError("must be a path such as /weft, without a slash at its end")
    return text


Rate = Annotated[str, AfterValidator(_check_rate)]
Networks = Annotated[str, AfterValidator(check_networks)]
RootPath = Annotated[str, AfterValidator(_check_root_path)]


def _state_folder() -> Path:
    base = os.environ.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local" / "state") / "weft"


class Settings(BaseSettings):
    """Read from the environment when made; sizes are in bytes, times in seconds."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    #: of reverse proxies, comma-separated: their X-Forwarded-For and -Proto are believed
    trusted_proxies: Networks = ""
    #: in front of all paths, where a proxy serves other things too
    root_path: RootPath = ""
    #: who may read /metrics
    metrics_to: Networks = "127.0.0.0/8, ::1"
    #: how long browsers that came by https shall come by nothing else
    hsts_seconds: int = Field(365 * 24 * 3600, ge=0)

    #: connections as a whole, and of one address that isn't a trusted proxy
    connections: PositiveInt = 1000
    connections_by_address: PositiveInt = 100
    #: that a connection may be silent: before its first request, and between two
    idle_seconds: PositiveFloat = 15.0
    #: until a request's headers have arrived, and then its body
    request_seconds: PositiveFloat = 10.0
    #: in which a client must have taken some of what waits to be sent to it
    send_seconds: PositiveFloat = 20.0
    #: of bodies that one address may have in work at once, and all together
    held_bytes_by_address: PositiveInt = 8 * MIB
    held_bytes: PositiveInt = 64 * MIB

    #: two at least: one client keeps one busy
    workers: PositiveInt = Field(default_factory=lambda: max(2, min(4, os.cpu_count() or 1)))
    #: requests that may wait for a worker
    queue: int = Field(2000, ge=0)
    queue_seconds: PositiveFloat = 20.0
    compile_seconds: PositiveFloat = 10.0
    #: after which a program waits for those of other addresses
    first_seconds: PositiveFloat = 2.0
    #: address space of a worker's process
    memory_bytes: PositiveInt = 512 * MIB
    #: programs that a worker compiles before a fresh one takes its place
    worker_jobs: PositiveInt = 500

    source_bytes: PositiveInt = 128 * KIB
    cache_bytes: int = Field(64 * MIB, ge=0)
    #: of anything, by one address
    rate_requests: Rate = "3000/minute"
    rate_compile: Rate = "120/minute"
    #: seconds of compiling
    rate_compile_seconds: Rate = "30/minute"
    rate_links: Rate = "30/minute"

    links_file: Path = Field(default_factory=lambda: _state_folder() / "links.sqlite")
    links_bytes: PositiveInt = 1024 * MIB
    #: that one address may store a day
    links_share: PositiveInt = MIB
    #: after which a link goes that nobody has opened; 0: never
    links_days: int = Field(90, ge=0, le=36_500)
    #: of one link's text
    link_bytes: int = Field(16 * KIB, gt=0, le=FRAGMENT_BYTES)

    #: the built page's folder, if it isn't where it is looked for
    page: Path | None = None

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    #: auto: text on a terminal, JSON elsewhere
    log_format: Literal["auto", "json", "text"] = "auto"
    #: how much of clients' addresses it tells
    log_addresses: Shown = "network"
    #: of one kind about one client; a tenth of errors of one kind
    log_lines_a_minute: PositiveInt = 300

    @property
    def body_bytes(self) -> int:
        """What a request's body may have: the longest program, escaped throughout, and a link's fragment."""
        return max(self.source_bytes, self.link_bytes) * JSON_ESCAPE_BYTES + 4 * KIB


def rate(text: str) -> RateLimitItem:
    """A rate such as `30/minute`, as the library has it."""
    return parse_rate(text)
