"""What Python's operations are over all kinds of values: a file for each family, with the rules of the untyped form's
operations. Each function looks at types and gives an answer (kinds/answer.py), composed of what the kinds answer.

truth.py       conditions                     comparison.py  ==, <, is
arithmetic.py  operators                      membership.py  in
indices.py     items and slices               iteration.py   for, iter, next
unpacking.py   a, *b = c                      displays.py    [..], (..), {..}
text.py        str, repr, f-strings           hashing.py     hash
attributes.py  x.name                         calls.py       f(..), x.name(..)
classes.py     class statements, objects made exceptions.py  raise, except
narrowing.py   isinstance, match              variables.py   constants, globals, cells, functions
contexts.py    with                           sums.py        sum(..)
modules.py     members of modules             runtime.py     rt.NAME(..) in the library
tables.py      the same of dicts and sets
"""
