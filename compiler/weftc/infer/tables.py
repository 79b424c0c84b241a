"""Imports every file that fills in the tables of operations and of built-ins."""

from weftc.infer import (
    attributes,
    calls,
    classes,
    containers,
    conversions,
    dicts,
    errors,
    hashing,
    inspection,
    iteration,
    iterators,
    narrowing,
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
    "attributes", "calls", "classes", "containers", "conversions", "dicts", "errors", "hashing", "inspection",
    "iteration", "iterators", "narrowing", "numbers", "operators", "select", "streams", "sums", "sync", "text",
    "variables",
]  # fmt: skip
