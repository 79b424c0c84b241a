"""What values can do: a file for each kind of value, with both sides of it, its types and the code that it becomes.

kind.py     what a kind is; types, cells      scalars.py   None, int, float, bool, str, range, file
list.py     lists                             tuple.py     tuples, of known length and of any
dict.py     dictionaries                      objects.py   classes of the program, and their objects
function.py functions, methods, built-ins     module.py    modules
handle.py   channels and tasks                iterator.py  iterators that exist only while compiling
"""
