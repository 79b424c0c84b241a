"""E03xx: types; E0401 to E0419: what the type stage and the lowering have not built yet; E0420 to
E0429: what isn't built and shows only at run time."""

from weftc.diagnostics.entry import CodeEntry

TYPE_CODES: tuple[CodeEntry, ...] = (
    CodeEntry(
        "E0301",
        "operand-types",
        "an operator does not fit its operands",
        """
The operator is not defined for these types. The message says where each of them comes from.

    age = input("age? ")      # a str
    print(age + 1)            # cannot add str and int

    print(int(age) + 1)
""",
    ),
    CodeEntry(
        "E0303",
        "argument-type",
        "a value of the wrong type",
        """
A built-in or a statement needs another type here: something to iterate over, to index, to take the length of.

    for i in 5: ...           # int is not iterable

    for i in range(5): ...
""",
    ),
    CodeEntry(
        "E0304",
        "unknown-attribute",
        "no such attribute or method",
        """
None of the types that the value can have offers this attribute. Where the value may be None, test that first:

    node = find(tree, 3)      # a Node or None
    print(node.value)

    if node is not None:
        print(node.value)
""",
    ),
    CodeEntry(
        "E0305",
        "index-out-of-range",
        "an index beyond the end of a tuple",
        "\nThe length of a tuple is known when the program is compiled, and this index is not below it.\n",
    ),
    CodeEntry(
        "E0306",
        "unpack-count",
        "a tuple is unpacked into the wrong number of names",
        """
    point = (1, 2, 3)
    x, y = point              # three values, two names

    x, y, _ = point
""",
    ),
    CodeEntry(
        "E0307",
        "not-a-class",
        "isinstance needs a class",
        "\nThe second argument of `isinstance` is a class, a tuple of classes, or classes joined by `|`.\n",
    ),
    CodeEntry(
        "E0308",
        "pattern-positions",
        "more sub-patterns than the class has positions",
        """
Positions in a class pattern are those of `__match_args__`:

    class Point:
        __match_args__ = ("x", "y")

    match p:
        case Point(x, y): ...
        case Point(x=x): ...  # by name, without __match_args__
""",
    ),
    CodeEntry(
        "E0309",
        "not-an-exception",
        "raised, or caught, but not an exception",
        """
    raise "negative"

    raise ValueError("negative")

Exceptions of one's own are classes derived from Exception.
""",
    ),
    CodeEntry(
        "E0310",
        "wrong-arguments",
        "the arguments don't fit the parameters",
        """
Too few, too many, given twice, or a keyword that the function doesn't have.

    def area(width, height): ...
    area(2)                   # height is missing
    area(2, heigth=3)         # did you mean `height`?
""",
    ),
    CodeEntry(
        "E0311",
        "not-callable",
        "this can't be called",
        "\nOnly functions, classes and objects with `__call__` can be called. Often a name was bound twice.\n",
    ),
    CodeEntry(
        "E0312",
        "bad-base",
        "a class can't derive from this",
        """
The base class must be a class of the program, `object`, one of the built-in exceptions, or one of list,
dict, set, frozenset, tuple, int, float and str. Python has no classes that derive from bool, range,
type(None) or functions. Those of the library that are the same object in all tasks, such as Mutex, can't be
derived from.
""",
    ),
    CodeEntry(
        "E0313",
        "select-case",
        "a `match` of `select` lacks a case",
        """
Exactly one arm of `select` happens, and what it brings is in the result. A result without a case would be
lost, so each that can occur needs one: Recv where there is an arm that receives, Sent where one sends,
Done where one waits for a task's end, ClosedArm where the program may close one of the channels, Timeout
with `timeout=`, Default with `default=`.

    match select(recv(jobs)):
        case Recv(ch, job):
            work(job)

    match select(recv(jobs)):
        case Recv(ch, job):
            work(job)
        case ClosedArm(ch):
            return

A case may be that of one channel or task, if each has one:

    match select(recv(self.jobs), recv(self.stop)):
        case Recv(self.jobs, job):
            work(job)
        case Recv(ch, _) if ch is self.stop:
            return

A case with another guard (`if`), or with a literal inside, doesn't count: it may not apply.
""",
    ),
    CodeEntry(
        "E0320",
        "annotation-mismatch",
        "a value does not fit its annotation",
        """
Annotations are not needed, and checked where given.

    def half(n: int) -> float:
        return n / 2
    half("3")                 # a str
""",
    ),
    CodeEntry(
        "E0401",
        "builtin-not-built",
        "a built-in function or method that is not built yet",
        "\nThe help line says what to write instead.\n",
    ),
    CodeEntry(
        "E0402",
        "argument-not-built",
        "an argument of a built-in that is not built yet",
        "\nLeave the argument out, or do by hand what it does.\n",
    ),
    CodeEntry(
        "E0405",
        "value-beyond-int",
        "a constant beyond the range of ints",
        "\nInts reach from -2**61 to 2**61 - 1 so far.\n",
    ),
    CodeEntry(
        "E0410",
        "format-operator-not-built",
        "the `%` operator on strings",
        '\nWrite an f-string: `f"{x:.2f}"` instead of `"%.2f" % x`.\n',
    ),
    CodeEntry(
        "E0413",
        "star-argument",
        "`*` or `**` in a call of a built-in",
        """
How many arguments a list has, or which names a dict, is known at run time only. Functions and classes of the
program take them all the same; most built-in functions don't:

    range(*bounds)

    range(bounds[0], bounds[1])

A tuple with `*` is fine everywhere: its length is known.
""",
    ),
    CodeEntry(
        "E0414",
        "key-type-not-built",
        "keys of a dict that are not built yet",
        "\nKeys can be ints, floats, bools, strings, objects of your own classes, and tuples of them.\n",
    ),
    CodeEntry(
        "E0416",
        "method-replaced",
        "an assignment to a method of a class",
        """
What a method does is known when the program is compiled. A function that changes can be a class variable,
which isn't a method of any class above or below:

    class Shape:
        draw = None

    Shape.draw = draw_plain
""",
    ),
    CodeEntry(
        "E0420",
        "int-too-large",
        "an int beyond 61 bits, at run time",
        """
Python's ints have no end; Weft's have 61 bits and a sign for now. A program that makes a larger one ends there, with
status 1. No `except` catches it, since CPython would go on:

    2**100

Floats go further, where their 53 bits are enough: `2.0**100`.
""",
    ),
    CodeEntry(
        "E0421",
        "negative-power",
        "an int to a negative power, at run time",
        """
It gives a float, while other powers of ints give ints. Where the power is written in the program Weft sees which; where
it is a variable it takes it for one that isn't negative, and the program ends if it is. No `except` catches it:

    def power(base, n):
        return base**n           # power(10, -2) ends the program

With a float as its base the result is always a float:

    def power(base, n):
        return float(base) ** n
""",
    ),
)
