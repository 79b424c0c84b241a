"""Which built-ins are classes."""

#: built-ins that are classes; all others are functions
BUILTIN_CLASSES = frozenset(
    "bool builtin_function_or_method dict float frozenset function int list method module NoneType NotImplementedType "
    "object range set str super TextIOWrapper tuple type weft.Channel weft.Queue weft.Task "
    "weft.process.Pid".split()
)
#: of these the library has the methods
LIBRARY_CLASSES = frozenset("dict float frozenset int list set str tuple".split())
