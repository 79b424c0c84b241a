"""What values can do: a file for each kind of value, with both sides of it, its types and the code that it becomes.

kind.py        what a kind is; types, cells         answer.py      what an operation gives: its type and its code
numbers.py     int, float, bool                     text.py        str
none.py        None, NotImplemented                 range.py       range;  file.py  open files
list.py        lists, and what tuples share         tuple.py       tuples, of known length and of any
dict.py        dictionaries                         set.py         sets and frozensets
keyed.py       what dictionaries and sets share     keys.py        their keys
containers.py  texts of what may hold itself        methods.py     kinds whose methods are the library's
function.py    functions, methods, built-ins        classes.py     classes;  objects.py  their objects
fields.py      objects' fields                      exceptions.py  exceptions
module.py      modules                              handle.py      channels and tasks;  gate.py  gates
iterator.py    iterators that exist only while compiling
opaque.py      what has nothing but an identity     refuse.py      what most kinds can't do, or do alike
indexing.py    what stands for an int               condition.py   conditions that types decide
"""
