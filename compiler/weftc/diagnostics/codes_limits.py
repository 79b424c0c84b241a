"""E06xx: compiles that take too much."""

from weftc.diagnostics.entry import CodeEntry

LIMIT_CODES: tuple[CodeEntry, ...] = (
    CodeEntry(
        "E0601",
        "compile-memory",
        "compiling takes too much memory",
        """
Weft makes an instance of a function for each set of argument types that it is called with, and puts small
functions into their callers. There are small programs of which that makes large ones: functions that call
each other twice and twice again, tuples that grow with each call, variables of many types. Such a compile is
ended before it takes the machine's memory. The message says what the compiler was at, which is near what is
to blame.

Give such functions fewer kinds of arguments, use a list where a tuple grows, or set another limit, in bytes
or with K, M or G:

    weft run --max-compile-memory 8G program.py
""",
    ),
    CodeEntry(
        "E0602",
        "compile-time",
        "compiling takes too long",
        """
The same that makes a compile take much memory (`weft explain E0601`) makes it take long; so does a program of
very many lines: some 2,000 a second are compiled. It is the processor's time that counts, so what else the
machine does makes no difference.

    weft run --max-compile-seconds 300 program.py
""",
    ),
    CodeEntry(
        "E0603",
        "source-size",
        "a source file is too long",
        """
To read a file of more than 2,000,000 words and signs would take more than a gigabyte. Such a file is data
rather than a program. Let the program read them when it runs:

    with open("numbers.txt") as file:
        numbers = [int(line) for line in file]
""",
    ),
    CodeEntry(
        "E0604",
        "object-size",
        "an object or a function's frame is too large",
        """
An object can have 32 KB of fields, which are some thousands; a function with defaults is such an object too.
A function can keep as much in local variables while it waits or calls others.

Keep so many values in a list or a dict.
""",
    ),
    CodeEntry(
        "E0605",
        "function-size",
        "a function is too large",
        """
The engines that run WebAssembly, browsers among them, take functions of at most 1,000 parameters, 50,000
local variables and 7.6 MB of code, which are some 100,000 lines. The statements of a module are one function.
Variables and steps of an expression count together, as many as are in use at a time; a parameter or variable
of several types counts twice. What is put into its callers counts there.

Make several functions of it, pass many values as a list, and let the program read large data when it runs:

    with open("numbers.txt") as file:
        numbers = [int(line) for line in file]
""",
    ),
    CodeEntry(
        "E0606",
        "compile-depth",
        "compiling goes too deep",
        """
What is made of parts that are made of parts is compiled part by part, some hundred levels deep: lists of
lists of lists, tuples in tuples. People write five levels; a program that has more was mostly made by
another, or has a function that calls itself with more and more nested arguments.

Give the levels a class, whose objects hold others of the same class, however deep:

    class Node:
        def __init__(self, value, inner):
            self.value = value
            self.inner = inner
""",
    ),
)
