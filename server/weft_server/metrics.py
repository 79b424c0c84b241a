"""What Prometheus reads at /metrics: counters and gauges, by `prometheus-client`."""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40)


class Metrics:
    """Of one server. What only others know, such as how much waits, they set as functions of the gauges."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        # the time of each counter's making: nobody asks for it, and it doubles the text
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        counter, gauge, histogram = self._counter, self._gauge, self._histogram
        self.requests = counter("requests", "Requests; status 0: the client left", "route", "status")
        self.request_seconds = histogram("request_seconds", "From headers to the answer's end", "route")
        self.connections = gauge("connections", "Open connections")
        self.refused = counter("connections_refused", "Connections that weren't let in")
        self.closed = counter("connections_closed", "Connections that the server closed, and why", "reason")

        self.waiting = gauge("queue_waiting", "Programs that wait for a worker")
        self.wait_seconds = histogram("queue_wait_seconds", "How long programs waited for a worker")
        self.workers = gauge("workers", "Processes that compile, by state", "state")
        self.compiles = counter("compiles", "What came of programs that had a worker", "outcome")
        self.compile_seconds = counter("compile_seconds", "Seconds of compiling, by stage", "stage")
        self.worked_seconds = counter("worked_seconds", "Seconds that workers had programs")
        self.kills = counter("worker_kills", "Workers that were killed, and why", "reason")
        self.pauses = counter("pauses", "Programs that had to wait in the middle, for those of other addresses")
        self.restricted = gauge("worker_restricted", "Whether the system keeps workers from something", "what")

        self.cache = counter("cache_requests", "Programs that were looked for among kept answers", "result")
        self.cache_bytes = gauge("cache_bytes", "Bytes of kept answers")
        self.links = counter("links", "Short links, by what was done", "what")
        self.log_left_out = counter("log_lines_left_out", "Lines that the log's bound left out")

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"weft_{name}", text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"weft_{name}", text, labels, registry=self.registry)

    def _histogram(self, name: str, text: str, *labels: str) -> Histogram:
        return Histogram(f"weft_{name}", text, labels, registry=self.registry, buckets=_SECONDS)

    def text(self) -> bytes:
        """In Prometheus' form."""
        return generate_latest(self.registry)
