"""Default random numbers: each task has its own."""

from __future__ import annotations

import random
from typing import Any

from weft import spawn
from weft.paths import child_path


def test_a_child_begins_with_its_parents_seed_and_its_place() -> None:
    random.seed(5)
    first, second = spawn(random.random).join(), spawn(random.random).join()
    assert first != second
    random.seed(5)
    assert first != spawn(random.random).join(), "another place among the spawns"


def test_what_a_child_draws_changes_nothing_here() -> None:
    random.seed(5)
    expected = random.Random(5)
    assert random.random() == expected.random()
    spawn(lambda: [random.random() for _ in range(100)]).join()
    assert random.random() == expected.random()


def test_without_a_seed_all_differ() -> None:
    random.seed()
    drawn = [spawn(random.random).join() for _ in range(20)]
    assert len(set(drawn)) == 20


def test_paths() -> None:
    assert child_path(0, 1) == 0xE220A8397B1DCDAF >> 4  # the first of SplitMix64 from 0
    assert len({child_path(path, place) for path in range(100) for place in range(1, 100)}) == 9900
    assert all(0 <= child_path(n, n) < 2**60 for n in range(100))


def test_names_that_were_imported_before(run: Any) -> None:
    source = """
    from random import random, seed, getstate
    import other
    seed(3)
    before = getstate()
    assert spawn(other.draw).join() != spawn(random).join()
    assert getstate() == before
    """
    done = run(source, other="from random import random\ndef draw():\n    return random()\n")
    assert (done.returncode, done.stderr) == (0, "")
