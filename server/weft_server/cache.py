"""Answers kept by content, in memory: the same program for the same compiler is compiled once.

The command's cache (`weftc.host.cache`) keeps modules with an engine's artefacts in files; here it is answers, with
messages, that are kept, and no engine is there.
"""

from __future__ import annotations

from hashlib import sha256

from cachetools import LRUCache

from weft_server.jobs import Job
from weft_server.metrics import Metrics
from weft_server.packing import Packed
from weftc.host.cache import fingerprint
from weftc.version import VERSION


class Cache:
    """Those used last, up to so many bytes together."""

    def __init__(self, limit_bytes: int, metrics: Metrics) -> None:
        self._answers: LRUCache[bytes, Packed] = LRUCache(limit_bytes, getsizeof=lambda answer: len(answer.blocks))
        self._compiler = f"{VERSION} {fingerprint()}"
        self._results = metrics.cache
        for result in ("hit", "miss"):
            self._results.labels(result)
        metrics.cache_bytes.set_function(lambda: self._answers.currsize)

    def key(self, job: Job) -> bytes:
        """The hash of what an answer depends on."""
        return sha256("\0".join([self._compiler, job.target, job.view, job.source]).encode()).digest()

    def get(self, key: bytes) -> Packed | None:
        """The answer, if it is kept."""
        answer: Packed | None = self._answers.get(key)
        self._results.labels("miss" if answer is None else "hit").inc()
        return answer

    def put(self, key: bytes, answer: Packed) -> None:
        """Keeps an answer, unless it is larger than the whole cache may be."""
        if len(answer.blocks) <= self._answers.maxsize:
            self._answers[key] = answer
