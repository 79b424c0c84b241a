"""Imports every file that fills in the table of built-ins."""

from weftc.builtins import conversions, inspection, iterators, names, numbers, select, store, streams, tasks

__all__ = ["conversions", "inspection", "iterators", "names", "numbers", "select", "store", "streams", "tasks"]
