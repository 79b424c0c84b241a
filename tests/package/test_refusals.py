"""What is not built yet is refused by its name."""

from __future__ import annotations

import importlib.resources

import pytest

import weft
from weft.later import NOT_BUILT

LATER = [name for names in NOT_BUILT.values() for name in names]


@pytest.mark.parametrize("name", LATER)
def test_a_later_name_is_refused(name: str) -> None:
    assert not hasattr(weft, name)
    with pytest.raises(AttributeError, match=f"weft.{name} is not built yet"):
        getattr(weft, name)
    with pytest.raises(ImportError, match=f"weft.{name} is not built yet"):
        exec(f"from weft import {name}")


def test_an_unknown_name_is_unknown() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Chanel'"):
        weft.Chanel  # noqa: B018
    with pytest.raises(ImportError, match="cannot import name 'Chanel'"):
        exec("from weft import Chanel")


def test_all_is_what_it_says() -> None:
    assert sorted(weft.__all__) == weft.__all__
    assert all(hasattr(weft, name) for name in weft.__all__)
    assert not set(LATER) & set(weft.__all__)


def test_the_package_is_typed() -> None:
    assert (importlib.resources.files(weft) / "py.typed").is_file()
