"""The untyped form to a type for each value of each instance of a function.

infer.py         the driver: exceptions, errors  engine.py        the fixpoint: instances, cells, unification
printer.py       types as text
rules.py         operations' rules, of:          (tables.py names all files with rules or built-ins)
variables.py     constants, globals, cells       attributes.py    fields, members;  modules.py  of built-in modules
binding.py       arguments to parameters         calls.py         functions, methods;  spread.py  f(*items)
classes.py       definitions, instances          exceptions.py    the built-in exceptions
operators.py     expressions, of:                arithmetic.py, comparisons.py, membership.py
narrowing.py     isinstance, truth, patterns     errors.py        raising and catching
containers.py    lists and tuples, items         dicts.py         dictionaries
iteration.py     what going through gives        text.py          str, repr, f-strings;  sums.py  sum()
annotations.py   annotations against types
builtins.py      calls of built-ins, of:         conversions.py, numbers.py, inspection.py, streams.py, iterators.py,
                                                 hashing.py, sync.py (tasks, channels), select.py
intrinsics.py    built-in kinds' own methods     runtime_calls.py library code's calls of the runtime

After the fixpoint, for messages: arguments.py (what a call passes), blame.py (operands at fault), contents.py (what a
cell was given), origins.py (why a value has a type), reasons.py (errors explained); effects.py (what a call reads and
changes), lost.py (warnings about changes that a task makes to copies).
"""
