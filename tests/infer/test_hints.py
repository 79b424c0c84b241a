"""What messages say would help."""

import pytest

from tests.infer.helpers import Checker


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("xs = [1]\nxs.apend(2)\n", "did you mean `append`?"),  # the compiler's own
        ("xs = [2, 1]\nxs.srot()\n", "did you mean `sort`?"),  # the library's
        ("table = {1: 2}\nprint(table.itmes())\n", "did you mean `items`?"),
        ("print('a'.uper())\n", "did you mean `upper`?"),
    ],
)
def test_a_misspelt_method(check: Checker, source: str, hint: str) -> None:
    [diagnostic] = check(source)
    assert (diagnostic.code, diagnostic.helps) == ("E0304", (hint,))
