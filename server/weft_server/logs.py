"""Structured logs on standard error, each line with the id of the request that it is about."""

from __future__ import annotations

import logging
import sys
from uuid import uuid4

import structlog
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars, merge_contextvars
from structlog.typing import FilteringBoundLogger, Processor

from weft_server.settings import Settings

log: FilteringBoundLogger = structlog.get_logger("weft_server")


def set_up_logs(settings: Settings) -> None:
    """Sends this package's log and that of the libraries to standard error, in one format."""
    text = settings.log_format == "text" or (settings.log_format == "auto" and sys.stderr.isatty())
    shared: list[Processor] = [
        merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(["color_message"]),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Processor] = (
        [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)]
        if text
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    logging.basicConfig(handlers=[handler], level=settings.log_level.upper(), force=True)
    logging.getLogger("uvicorn.error").setLevel(max(logging.getLogger().level, logging.WARNING))


def begin_request() -> str:
    """Gives the request that is being served an id, which all its log lines have."""
    made = uuid4().hex
    clear_contextvars()
    bind_contextvars(request_id=made)
    return made


def request_id() -> str:
    """The id of the request that is being served."""
    return str(get_contextvars().get("request_id", ""))
