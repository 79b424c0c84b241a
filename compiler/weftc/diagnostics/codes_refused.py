"""E0420 to E0449: constructs that Weft refuses, or has not built yet.

E0401 to E0419 are the type stage's and the lowering's (`codes_types`).
"""

from weftc.diagnostics.entry import CodeEntry

REFUSED_CODES: tuple[CodeEntry, ...] = (
    CodeEntry(
        "E0440",
        "unsupported-dynamic",
        "a built-in that needs the program's text or names at run time",
        """
`eval`, `exec`, `compile`, `globals`, `locals`, `vars`, `dir`, `getattr`, `setattr`, `hasattr` and `delattr`
work on names that are made up while the program runs. Weft compiles the whole program beforehand: names are
gone by then.

    value = getattr(point, name)

    value = point.x if name == "x" else point.y

Where the names are data, keep them in a dict.
""",
    ),
    CodeEntry(
        "E0441",
        "unsupported-builtin",
        "a built-in that is not built yet",
        """
This built-in function or class of Python is not built yet, or serves the interactive prompt only. The help
line says what to write instead.
""",
    ),
    CodeEntry(
        "E0442",
        "int-too-large",
        "an int literal beyond the range of ints",
        """
Ints reach from -2**61 to 2**61 - 1 so far (2305843009213693951); what goes beyond raises OverflowError at
run time, and a literal beyond is refused. Use a float where its 53 bits of precision suffice, or split the
number.
""",
    ),
    CodeEntry(
        "E0443",
        "annotation-only-name",
        "a name of `typing` used at run time",
        """
What is imported from `typing` and `collections.abc`, and `weft.Outcome`, helps to write annotations. It is no
value:

    T = TypeVar("T")          # refused
    def first(xs: list[T]) -> T: ...

    def first(xs): ...        # types are inferred, for each use of the function

""",
    ),
    CodeEntry(
        "E0444",
        "unsupported-module",
        "a module that is not built yet",
        """
Of Python's library Weft has math, time and sys so far, besides `weft` itself.
The help line says what to use instead of the module that you named.
""",
    ),
    CodeEntry(
        "E0445",
        "weft-name-not-built",
        "a name of `weft` that is not built yet",
        """
The design of `weft` has this name, but it is not built yet. What there is: spawn, Task, join, sleep,
yield_now,
current, cpus, Channel, select with recv and send, and the exceptions Closed, Aborted, Cancelled, Full,
Empty. A
channel of capacity 1 that holds one value serves as a mutex:

    lock = Channel(1)
    lock.send(None)           # acquire
    lock.recv()               # release
""",
    ),
    CodeEntry(
        "E0420",
        "unsupported-yield",
        "generators",
        """
Functions with `yield`, and generator expressions that are kept, are not built yet. A generator expression
can be the argument of a call (`sum(x * x for x in xs)`), where it becomes a loop or a list. Instead of a
generator return a list:

    def evens(n):
        for i in range(0, n, 2):
            yield i

    def evens(n):
        return [i for i in range(0, n, 2)]

If the values come slowly or without end, a task can send them through a channel: `for v in channel` receives.
""",
    ),
    CodeEntry(
        "E0421",
        "unsupported-async",
        "`async` and `await`",
        """
Asynchronous functions are not built yet. In Weft every call that waits lets other tasks run, so ordinary
functions do:

    async def fetch(n): ...
    results = await gather(fetch(1), fetch(2))

    from weft import join, spawn
    def fetch(n): ...
    results = join([spawn(fetch, 1), spawn(fetch, 2)])
""",
    ),
    CodeEntry(
        "E0422",
        "unsupported-decorator",
        "decorators",
        """
Functions may have any decorators; methods have `@staticmethod`, `@classmethod` and `@property` (for reading),
one of them, and classes none. Another decorator of a method can be put on a function that the method calls:

    class Circle:
        @logged
        def area(self): ...

    @logged
    def area(circle): ...

    class Circle:
        def area(self):
            return area(self)

Instead of `@dataclass` write the `__init__`.
""",
    ),
    CodeEntry(
        "E0423",
        "unsupported-multiple-inheritance",
        "more than one base class, or one that is computed",
        """
A class has at most one base class, which is named. Where a second one would add abilities, keep an object
of it:

    class Robot(Walker, Talker): ...

    class Robot(Walker):
        def __init__(self):
            self.talker = Talker()
""",
    ),
    CodeEntry(
        "E0424",
        "unsupported-metaclass",
        "metaclasses",
        """
Classes are made when the program is compiled, so nothing can take part in making them. What a metaclass
registers, a function can register:

    SHAPES = {}
    def register(name, make): SHAPES[name] = make
""",
    ),
    CodeEntry(
        "E0426",
        "unsupported-bytes",
        "bytes",
        "\nBytes are not built yet. Use a str for text, a list of ints for numbers.\n",
    ),
    CodeEntry(
        "E0427",
        "unsupported-complex",
        "complex numbers",
        "\nComplex numbers are not built yet. Keep the real and the imaginary part as two floats, or in a class.\n",
    ),
    CodeEntry(
        "E0428",
        "unsupported-double-star",
        "several `**` in a call",
        """
A call takes one dict of keywords. Make one of several:

    draw(**defaults, **chosen)

    draw(**{**defaults, **chosen})

Where a keyword is in both, CPython refuses the first, and the second takes what comes last.
""",
    ),
    CodeEntry(
        "E0429",
        "unsupported-class-body",
        "a statement in a class body",
        """
The body of a class holds methods, plain assignments of class variables, and annotations of fields. Loops,
conditions and classes inside classes are refused. Compute values in a function:

    class Table:
        for ...: ...

    def make(): ...
    class Table:
        rows = make()
""",
    ),
    CodeEntry(
        "E0430",
        "unsupported-del-attribute",
        "`del` of a field",
        """
All objects of a class have the same fields, which are known when the program is compiled. Set the field to
None.
""",
    ),
    CodeEntry(
        "E0431",
        "unsupported-star-import",
        "`from module import *`",
        """
Where a name comes from must be seen in the file that uses it. Name what you need, or import the module:

    from shapes import *

    from shapes import Circle, Square
""",
    ),
    CodeEntry(
        "E0432",
        "unsupported-type-statement",
        "type parameters and `type` statements",
        """
Types are inferred, and each function is compiled for the types that it is called with, so `def f[T](x: T)`
needs no parameter: write `def f(x)`.
""",
    ),
    CodeEntry(
        "E0433",
        "unsupported-mapping-rest",
        "`**rest` in a mapping pattern",
        """
A mapping pattern can test and capture keys, but not collect the others. Take what you need from the dict.
""",
    ),
    CodeEntry(
        "E0435",
        "unsupported-ellipsis",
        "`...` as a value",
        "\nAn empty body is `pass`; for a missing value use None.\n",
    ),
    CodeEntry(
        "E0436",
        "finally-too-deep",
        "`finally` inside `finally` inside `finally` ...",
        """
A `finally` suite is compiled once for each way that leads to it, so suites inside suites multiply. The
limit is 4. Move an inner `try` into a function of its own.
""",
    ),
    CodeEntry(
        "E0437",
        "unsupported-multi-slice",
        "slices in several dimensions",
        "\nSlice one list at a time: `[row[1:3] for row in rows[0:2]]`.\n",
    ),
    CodeEntry(
        "E0438",
        "unsupported-template-string",
        "template strings",
        '\nTemplate strings (`t"..."`) are not built yet. Use an f-string.\n',
    ),
    CodeEntry(
        "E0439",
        "unsupported-super-arguments",
        "`super` with arguments",
        "\nWrite `super()`, in a method: there is one base class only.\n",
    ),
    CodeEntry(
        "E0446",
        "unsupported-special-method",
        "a special method that isn't built",
        """
CPython calls some methods by itself: `__getattr__` for a field that isn't there, `__new__` before
`__init__`, `__del__` when the last reference is gone. Weft acts upon most of them; a class that defines one
of the others would do something else than in Python, so it is refused, with the reason and what to write
instead.
""",
    ),
)
