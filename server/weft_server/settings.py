"""What can be set, each by an environment variable: `WEFT_SERVER_` and the name in capitals."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

from limits import RateLimitItem
from limits import parse as parse_rate
from pydantic import AfterValidator, Field, PositiveFloat, PositiveInt
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "WEFT_SERVER_"
KIB, MIB = 1 << 10, 1 << 20
#: bytes of JSON that one byte of a program may take (`\\u001f`)
JSON_ESCAPE_BYTES = 6


def _check_rate(text: str) -> str:
    parse_rate(text)
    return text


Rate = Annotated[str, AfterValidator(_check_rate)]


def _state_folder() -> Path:
    base = os.environ.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local" / "state") / "weft"


class Settings(BaseSettings):
    """Read from the environment when made; sizes are in bytes, times in seconds."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    #: of reverse proxies, comma-separated: their X-Forwarded-For is believed
    trusted_proxies: str = ""

    workers: PositiveInt = Field(default_factory=lambda: min(4, os.cpu_count() or 1))
    #: requests that may wait for a worker
    queue: int = Field(32, ge=0)
    queue_seconds: PositiveFloat = 10.0
    compile_seconds: PositiveFloat = 10.0
    #: address space of a worker's process
    memory_bytes: PositiveInt = 512 * MIB
    #: programs that a worker compiles before a fresh one takes its place
    worker_jobs: PositiveInt = 500

    source_bytes: PositiveInt = 128 * KIB
    #: until a request, its body included, has arrived
    request_seconds: PositiveFloat = 10.0
    cache_bytes: int = Field(64 * MIB, ge=0)
    rate_compile: Rate = "120/minute"
    rate_links: Rate = "30/minute"

    links_file: Path = Field(default_factory=lambda: _state_folder() / "links.sqlite")
    links_bytes: PositiveInt = 1024 * MIB

    #: the built page's folder, if it isn't where it is looked for
    page: Path | None = None

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    #: auto: text on a terminal, JSON elsewhere
    log_format: Literal["auto", "json", "text"] = "auto"

    @property
    def body_bytes(self) -> int:
        """What a request's body may have: the longest program, escaped throughout, and a link's fragment."""
        return max(self.source_bytes, FRAGMENT_BYTES) * JSON_ESCAPE_BYTES + 4 * KIB


#: of a link's text: what browsers and this interface take
FRAGMENT_BYTES = 64 * KIB


def rate(text: str) -> RateLimitItem:
    """A rate such as `30/minute`, as the library has it."""
    return parse_rate(text)
