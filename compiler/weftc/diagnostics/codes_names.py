"""E02xx: names and imports."""

from weftc.diagnostics.entry import CodeEntry

NAME_CODES: tuple[CodeEntry, ...] = (
    CodeEntry(
        "E0201",
        "undefined-name",
        "a name is not defined",
        """
Nothing in the function, around it, in the module or among the built-ins has this name. Names are
checked in all code,
called or not. Most often it is a typo:

    count = 1
    print(cuont)      # did you mean `count`?

The target of a comprehension is known inside it only, and the name of `except ... as error` only in that
clause.
""",
    ),
    CodeEntry(
        "E0202",
        "unknown-module",
        "there is no such module",
        """
`import name` finds modules of Weft's own (math, time, sys, weft) and files beside the program: `name.py`,
or `name/` with the modules of a package. Packages installed for CPython are not used.

    import helpers            # needs helpers.py beside the program
""",
    ),
    CodeEntry(
        "E0203",
        "unknown-import",
        "the module has no such name",
        """
The module exists, but binds no name like this at its top level.

    from math import sqroot   # did you mean `sqrt`?
""",
    ),
    CodeEntry(
        "E0204",
        "relative-import",
        "a relative import outside a package",
        """
`from . import x` means the package that the module is in. The program's own file and the files beside it
are in none:

    from . import helpers     # in the program
    import helpers            # write this
""",
    ),
)
