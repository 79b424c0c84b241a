"""E01xx: files and syntax; W01xx: warnings about them."""

from weftc.diagnostics.entry import CodeEntry

SYNTAX_CODES: tuple[CodeEntry, ...] = (
    CodeEntry(
        "E0101",
        "no-such-file",
        "the file can't be read",
        """
There is no file of that name, or reading it failed. Names are taken from the folder that the command runs in.

    weft run programm.py      # no such file: programm.py

Check the spelling; `ls` shows what is there.
""",
    ),
    CodeEntry(
        "E0102",
        "is-a-folder",
        "the path is a folder",
        """
A program is one file, which may import others beside it. Name that file:

    weft run project          # a folder
    weft run project/main.py  # its program

A folder with a `__main__.py` is a program, as for CPython.
""",
    ),
    CodeEntry(
        "E0103",
        "not-utf8",
        "the file is not UTF-8",
        """
Weft reads Python source as UTF-8, with or without a byte order mark. Files in other encodings, and comments
that declare one (`# -*- coding: latin-1 -*-`), are refused instead of guessed at. Save the file as UTF-8:

    iconv -f latin1 -t utf8 old.py > new.py
""",
    ),
    CodeEntry(
        "E0104",
        "null-byte",
        "the file holds a null byte",
        """
Text has no null bytes, so this is most likely not a Python file at all (an image, an archive, a compiled
module), or one saved as UTF-16.
""",
    ),
    CodeEntry(
        "E0105",
        "is-wasm",
        "the file is a WebAssembly module",
        """
`weft check` and `weft build` take Python source. A module that `weft build` made runs by `weft run`, and
under any WebAssembly runtime:

    weft build program.py -o program.wasm
    weft run program.wasm
    wasmtime run program.wasm
""",
    ),
    CodeEntry(
        "E0110",
        "syntax-error",
        "the file is not valid Python",
        """
Weft programs are Python files; what CPython's parser refuses is refused here, with the same message. The
mark shows where parsing stopped: the mistake is there or shortly before.

    if x > 2        # expected ':'
        print(x)

    if x > 2:
        print(x)

So are statements in places where Python forbids them: `return` outside a function, `break` outside a loop,
`global` after the name was used, two parameters of one name.
""",
    ),
    CodeEntry(
        "E0111",
        "nested-too-deep",
        "brackets or blocks are nested too deep",
        """
Brackets and indented blocks may stand in each other up to 100 deep. Code that people write has less than
20; generated code can name its parts:

    x = f(g(h(...)))          # 100 brackets

    inner = h(...)
    x = f(g(inner))
""",
    ),
    CodeEntry(
        "E0112",
        "tree-too-deep",
        "an expression is nested too deep",
        """
Some expressions nest without brackets: `not not not x`, `a if b else c if d else e ...`, `lambda: lambda: x`,
`x ** y ** z`. The limit is 400 levels. So do calls, attributes and subscripts that follow each other, as in
`x.a.b().c`; 2,000 may. (Long sums, long `and` and `or`, and long `elif` chains are no nesting, and may have
any length.) Split the expression into statements.
""",
    ),
    CodeEntry(
        "W0110",
        "syntax-warning",
        "valid, but most likely a mistake",
        r"""
CPython's parser warns about this too. The commonest case is a backslash in a string that means nothing:

    print("\d")       # use "\\d" or r"\d"
""",
    ),
)
