"""Imports every file that fills in the table of operations, or of built-ins."""

from weftc.lower import (
    attributes,
    calls,
    containers,
    conversions,
    dicts,
    errors,
    hashing,
    inspection,
    iterate,
    iterators,
    methods,
    numbers,
    operators,
    select,
    streams,
    sums,
    sync,
    text,
    variables,
)

__all__ = [
    "attributes", "calls", "containers", "conversions", "dicts", "errors", "hashing", "inspection", "iterate",
    "iterators", "methods", "numbers", "operators", "select", "streams", "sums", "sync", "text", "variables",
]  # fmt: skip
