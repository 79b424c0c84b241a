"""Where diagnostics are collected. Every stage adds to one sink; nothing is raised through the stages."""

from __future__ import annotations

from collections.abc import Iterable

from weftc.diagnostics.diagnostic import Diagnostic, error, warning
from weftc.source import SourceFile, Span

#: errors beyond this many are counted, not kept: nobody reads them, and each may cost much
ERROR_LIMIT = 50


class DiagnosticSink:
    """Collects diagnostics, each once, and the source files that they speak of."""

    def __init__(self, limit: int = ERROR_LIMIT) -> None:
        self.limit = limit
        self.sources: dict[str, SourceFile] = {}
        self.dropped = 0
        self._seen: set[tuple[str, Span | None, str]] = set()
        self._kept: list[Diagnostic] = []
        self._errors = 0

    def add(self, diagnostic: Diagnostic) -> None:
        key = (diagnostic.code, diagnostic.span, diagnostic.message)
        if key in self._seen:
            return
        self._seen.add(key)
        if diagnostic.severity == "error":
            self._errors += 1
            if self._errors > self.limit:
                self.dropped += 1
                return
        self._kept.append(diagnostic)

    def error(
        self, code: str, message: str, span: Span | None = None, label: str = "", *, helps: Iterable[str] = ()
    ) -> None:
        self.add(error(code, message, span, label, helps=helps))

    def warning(
        self, code: str, message: str, span: Span | None = None, label: str = "", *, helps: Iterable[str] = ()
    ) -> None:
        self.add(warning(code, message, span, label, helps=helps))

    def add_source(self, source: SourceFile) -> None:
        self.sources[source.path] = source

    @property
    def has_errors(self) -> bool:
        return self._errors > 0

    @property
    def error_count(self) -> int:
        return self._errors

    @property
    def full(self) -> bool:
        """Are there so many errors that going on is pointless?"""
        return self._errors >= self.limit

    def diagnostics(self) -> list[Diagnostic]:
        """All that were kept, in the order of files and places."""
        return sorted(self._kept, key=lambda diagnostic: diagnostic.sort_key)
