"""Some hundred random programs in two modes; `make fuzz` runs many more in all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fuzz.batch import GENERATORS, Case, Difference, differences, program
from tests.machine import Machine
from tests.test_programs import MODES

SEED = 2026
BATCH = 40
BATCHES = 3


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    with Machine() as running:
        yield running


@pytest.mark.parametrize("generator", GENERATORS)
@pytest.mark.parametrize("batch", range(BATCHES))
def test_as_cpython(machine: Machine, generator: str, batch: int) -> None:
    cases = [Case(generator, number) for number in range(batch * BATCH, (batch + 1) * BATCH)]
    modes = {mode: MODES[mode] for mode in ("2-workers", "portable-stress")}
    count, found = differences(machine, cases, SEED, modes)
    assert count >= BATCH // 8, "too few are taken to tell much"
    assert not found, told(found)


def told(found: list[Difference]) -> str:
    first = found[0]
    return (
        f"{len(found)} differ; {first.case.name} ({first.mode}) prints\n{first.printed}\ninstead of\n{first.wanted}\n"
        f"{program([first.case], SEED)}"
    )
