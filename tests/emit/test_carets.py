"""Carets: source lines with the failing part between « », and what CPython 3.13 shows of them."""

from __future__ import annotations

import re

import pytest

from weftc.emit.carets import excerpt

ONE_LINE = [
    ("«f(1)»", "~^^^"),
    ("x = «f(1)»", ""),
    ("return «f(1)»", ""),
    ("return «o.f(1)»", "       ~~~^^^"),
    ("x = «f(1)» + 2", "    ~^^^"),
    ("raise «ValueError(1)» from e", "      ~~~~~~~~~~^^^"),
    ("«raise ValueError(1)»", ""),
    ("print(«xs[(i + 1)]»)", "      ~~^^^^^^^^^"),
    ("y = «(a + b)  //  c»", "    ~~~~~~~~~^^~~~"),
    ("y = «a-b»", "    ~^~"),
    ("for x in «rows»:", "         ^^^^"),
    ("x = «größe[ß]»", "    ~~~~~^^^"),
    ("x = «f('日本', 1)»[0]", "    ~^^^^^^^^^^^"),
    ("d = 日本[«größe // 2»]", "         ~~~~~~^^~~"),
    ("x = «f(1)»  # why", ""),
    ("x = «f(1)»; y = 2", ""),
    ("x = («f(1)»)", ""),
    ("größe = «f(1)»", "        ~^^^"),
    ("x = y = «f(1)»", "        ~^^^"),
    ("\treturn\t«d[k]»\t+ 1", "       ~^^^"),
    ("assert «a == b», 'no'", "       ^^^^^^"),
    ("f(«not a syntax[»", "  ^^^^^^^^^^^^^"),
    ("x = «not(a)»", "    ^^^^^^"),
    ("x = «a.b.c(d, e=2)» or 1", "    ~~~~~^^^^^^^^"),
    ("x = «a[1:2, ::3]»", "    ~^^^^^^^^^^"),
    ("x = «a[1] + b[2]»", "    ~~~~~^~~~~~"),
]
SEVERAL_LINES = [
    (
        """
    return 1 + «f(
        1,
        2,
        3,
    )»
""",
        """
return 1 + f(
           ~^
    1,
    ^^
    2,
    ^^
    3,
    ^^
)
^
""",
    ),
    (
        """
    return «f(
        1,
        2,
    )»
""",
        """
return f(
    1,
    2,
)
""",
    ),
    (
        """
    x = «f(
        1,
        2,
        3,
        4,
    )»
""",
        """
x = f(
    1,
...<2 lines>...
    4,
)
""",
    ),
    (
        """
        total = («first
    // # why
      second»)
""",
        """
    total = (first
             ~~~~~
// # why
^^~~~~~~
  second)
  ~~~~~~
""",
    ),
    (
        """
    y = («(a +
          b)
         @

         c.d» )
""",
        """
y = ((a +
     ~~~~
      b)
      ~~
     @
     ^


     c.d )
     ~~~
""",
    ),
    (
        """
    x = «rows[
        1
        + 2

        + 3
        + 4
    ]» + 1
""",
        """
x = rows[
    ~~~~^
    1
    ^
...<3 lines>...
    + 4
    ^^^
] + 1
^
""",
    ),
    (
        """
\tx = «f(
\t\t'日本', g)» + '日本'
""",
        """
x = f(
    ~^
\t'日本', g) + '日本'
 ^^^^^^^^^^
""",
    ),
    (
        """
    print("日本", «f(a,
        "日本"  # 日本
        )», 1)
""",
        """
print("日本", f(a,
              ~^^^
    "日本"  # 日本
    ^^^^^^^^^^^^^^
    ), 1)
    ^
""",
    ),
    (
        """
  «[
    1,
    2,
    3,
    4,
  ]»
""",
        """
[
...<4 lines>...
]
""",
    ),
    (
        """
        x = 1 + «f(
    1)»
""",
        """
    x = 1 + f(
            ~^
1)
^^
""",
    ),
    (
        """
    raise «Problem(
        "a")» from error
""",
        """
raise Problem(
      ~~~~~~~^
    "a") from error
    ^^^^
""",
    ),
    (
        """
    «(
        f
    )(
        1
    )»
""",
        """
(
~
    f
    ~
)(
~^
    1
    ^
)
^
""",
    ),
]


@pytest.mark.parametrize(("marked", "shown"), SEVERAL_LINES)
def test_several_lines(marked: str, shown: str) -> None:
    before, inside, _ = re.split("[«»]", marked)
    text = marked.replace("«", "").replace("»", "")
    first, last = before.count("\n"), before.count("\n") + inside.count("\n")
    start = len(before) - before.rfind("\n") - 1
    end = len(before + inside) - (before + inside).rfind("\n") - 1
    assert excerpt(text.split("\n")[first : last + 1], start, end) == shown.strip("\n")


@pytest.mark.parametrize(("marked", "below"), ONE_LINE)
def test_one_line(marked: str, below: str) -> None:
    start, end = marked.index("«"), marked.index("»") - 1
    line = marked.replace("«", "").replace("»", "")
    shown = excerpt([line], start, end).split("\n")
    assert shown[1:] == ([below] if below else [])


def test_a_long_line_has_none() -> None:
    row = "x = " + " + ".join(["a"] * 400)
    assert excerpt([row], 4, 9) == row
    assert "^" in excerpt([row[:300]], 4, 9)
