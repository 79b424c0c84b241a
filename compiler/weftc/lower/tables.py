"""Imports every file that fills in the table of operations."""

from weftc.lower import (
    attributes,
    builtins,
    calls,
    containers,
    errors,
    iterate,
    methods,
    operators,
    sums,
    sync,
    text,
    variables,
)

__all__ = [
    "attributes", "builtins", "calls", "containers", "errors", "iterate", "methods", "operators", "sums", "sync",
    "text", "variables",
]  # fmt: skip
