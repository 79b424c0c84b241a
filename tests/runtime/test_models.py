"""The models of the runtime's protocols say what breaks them; `make models` sees to the rest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

MODELS = Path(__file__).parents[2] / "runtime-c" / "models"


@pytest.mark.parametrize("model", sorted(MODELS.glob("*.pml")), ids=lambda path: path.stem)
def test_each_way_to_break_a_model_stands_beside_a_property(model: Path) -> None:
    header, _, code = model.read_text("utf-8").partition("*/")
    named, used = (set(re.findall(r"BROKEN_\w+", part)) for part in (header, code))
    assert used
    assert named == used
