"""Typed instances to the typed IR: representations, layouts, what each operation becomes.

program.py       the driver: instances, data     function.py      one instance; what all the others use
blocks.py        ... its control flow            tables.py        which files have operations and built-ins
layout.py        representations, objects
variables.py     constants, globals, truth       attributes.py    fields, members
calls.py         functions, classes, methods     spread.py        ... with arguments counted at run time
operators.py     expressions, of:                arithmetic.py, comparisons.py, membership.py
errors.py        raising and catching            text.py          str, repr, f-strings
containers.py    lists and tuples, items         dicts.py         dictionaries
sequences.py     lists and tuples in memory      ranges.py        ranges, made or not
loops.py         iterators while compiling       sources.py       ... over one object
adaptors.py      ... made of others              iterate.py       which one a value has
methods.py       patterns' attributes            sums.py          sum()
builtins.py      calls of built-ins, of:         conversions.py, numbers.py, inspection.py, streams.py, iterators.py,
                                                 hashing.py, sync.py (tasks, channels), select.py
intrinsics.py    built-in kinds' own methods     runtime_calls.py library code's calls of the runtime
"""
