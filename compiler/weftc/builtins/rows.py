"""Imports every file that fills in the table of built-ins."""

from weftc.builtins import cases, conversions, inspection, iterators, names, numbers, select, store, streams, tasks

__all__ = ["cases", "conversions", "inspection", "iterators", "names", "numbers", "select", "store", "streams", "tasks"]
