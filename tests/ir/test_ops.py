"""The rows of operations are whole: whoever needs more than they say has it for each."""

from __future__ import annotations

from weftc.emit import instructions
from weftc.ir.ops import OPS, Place, placed
from weftc.ir.verify import _CHECKS


def test_what_the_rows_leave_open_is_checked() -> None:
    assert {name for name, op in OPS.items() if op.operands is None} - _CHECKS.keys() == set()
    assert _CHECKS.keys() - OPS.keys() == set()


def test_each_is_emitted() -> None:
    values, effects = instructions._COMPUTE.keys(), instructions._ROOT.keys()
    assert values | effects | placed(Place.CONSTANT) == OPS.keys() - {"param"}
    assert effects == placed(Place.EFFECT) - {"param"}


def test_what_is_read_has_an_alias_class() -> None:
    loads = placed(Place.LOAD, Place.WORKER)
    assert {name for name in loads if not OPS[name].alias} == set()
    assert {name for name in placed(Place.CONSTANT, Place.PURE, Place.FIXED) if OPS[name].alias} == set()
