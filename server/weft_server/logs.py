"""Structured logs on standard error, each line with the id of the request that it is about."""

from __future__ import annotations

import logging
import sys
import time
from collections import Counter
from typing import Any
from uuid import uuid4

import structlog
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars, merge_contextvars
from structlog.typing import FilteringBoundLogger, Processor

from weft_server.metrics import Metrics
from weft_server.settings import Settings

#: as many clients may have their lines in full
CLIENTS = 50
#: warnings and errors of one kind are this part of a client's lines, whoever they are about; of all kinds, as many
WARNINGS = 10
log: FilteringBoundLogger = structlog.get_logger("weft_server")


class Bound(logging.Filter):
    """Leaves out what repeats itself: lines of one kind about one client, and errors of one kind, beyond so many a
    minute. How many were left out is told when the minute is over and something is logged."""

    def __init__(self, lines: int, metrics: Metrics) -> None:
        super().__init__()
        self.lines, self.metrics = lines, metrics
        self._minute = 0
        self._seen: Counter[tuple[Any, ...]] = Counter()
        self._all = {False: 0, True: 0}  # of lines that passed, those of the first kind and the grave ones
        self._left_out = 0

    def filter(self, record: logging.LogRecord) -> bool:
        minute = int(time.monotonic() // 60)
        if minute != self._minute:
            self._minute, left_out = minute, self._left_out
            self._seen.clear()
            self._all = {False: 0, True: 0}
            self._left_out = 0
            if left_out:
                log.warning("lines left out of the log", count=left_out)
        told = record.msg if isinstance(record.msg, dict) else {"event": record.msg}
        grave = record.levelno >= logging.WARNING
        kind = (told.get("event"), record.levelno, None if grave else told.get("client"))
        limit = max(1, self.lines // WARNINGS) if grave else self.lines
        if self._seen[kind] < limit and self._all[grave] < self.lines * (1 if grave else CLIENTS):
            self._seen[kind] += 1
            self._all[grave] += 1
            return True
        self._left_out += 1
        self.metrics.log_left_out.inc()
        return False


def set_up_logs(settings: Settings, metrics: Metrics) -> None:
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
    handler.addFilter(Bound(settings.log_lines_a_minute, metrics))
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
