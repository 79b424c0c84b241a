"""Typed instances to the typed IR: what inference decided of each operation (kinds/answer.py) makes its code.

program.py    the driver: instances, data         function.py   one instance: values, conversions, calls
blocks.py     ... its control flow                layout.py     representations, objects, static data
variables.py  globals, class variables            virtual.py    values that exist only while compiling
sequences.py  lists and tuples in memory          loops.py      iterators while compiling, whole loops
sources.py    ... over one object                 hints.py      errors with a suggestion
"""
