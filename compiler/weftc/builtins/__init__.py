"""Built-in functions and classes that the compiler itself knows, a row each: what a call of it gives, and its code. All
others are Weft's Python in weftc/lib.

table.py        the table, and how a call finds its row
conversions.py  int, float, str, list, ...   numbers.py     abs, round, divmod, pow
inspection.py   len, type, hash, ...         streams.py     print, input, open
iterators.py    range, iter, zip, map, ...   adaptors.py    zip, map, ... gone through in place
tasks.py        spawn, Channel, current      select.py      select, its arms
store.py        the store                    cases.py       the cases that a `match` of select needs
"""
