"""Imports every file that fills in the table of rules."""

from weftc.operations import (
    arithmetic,
    attributes,
    calls,
    classes,
    comparison,
    contexts,
    displays,
    exceptions,
    indices,
    iteration,
    keywords,
    narrowing,
    processes,
    sums,
    tables,
    text,
    truth,
    unpacking,
    variables,
)

__all__ = [
    "arithmetic", "attributes", "calls", "classes", "comparison", "contexts", "displays", "exceptions", "indices",
    "iteration", "keywords", "narrowing", "processes", "sums", "tables", "text", "truth", "unpacking", "variables",
]  # fmt: skip
