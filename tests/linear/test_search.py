"""The search finds an order where there is one, and none where there is none."""

from __future__ import annotations

import pytest

from .models import OBJECTS
from .search import linearize, parse

#: histories that no sequential object gives, with the reason
WRONG = [
    ("channel", "0 1 2 send 5 ok; 1 3 4 recv 0 6", "a value that nobody sent"),
    ("channel", "0 1 2 send 5 ok; 1 3 4 recv 0 5; 0 5 6 recv 0 5", "one value twice"),
    ("channel", "0 1 2 send 5 ok; 1 3 4 try_recv 0 empty", "a value that was lost"),
    ("channel", "1 1 2 recv 0 5; 0 3 4 send 5 ok", "before it was sent"),
    ("channel", "0 1 2 send 5 ok; 0 3 4 send 6 ok", "two where one has room"),
    ("channel", "0 1 2 try_send 5 full", "full, and it is empty"),
    ("channel", "0 1 2 close 0 ok; 1 3 4 send 5 ok", "sent to a closed channel"),
    ("channel", "0 1 2 send 5 ok; 0 3 4 close 0 ok; 1 5 6 recv 0 closed", "closed before it is drained"),
    ("wide channel", "0 1 2 send 5 ok; 0 3 4 send 6 ok; 1 5 6 recv 0 6; 1 7 8 recv 0 5", "out of order"),
    ("queue", "0 1 2 send 5 ok; 0 3 4 len 0 0", "a wrong count"),
    ("rendezvous", "0 1 2 send 5 ok; 1 3 4 recv 0 5", "they haven't met"),
    ("rendezvous", "0 1 4 send 5 ok; 1 2 5 recv 0 5; 2 3 6 recv 0 5", "two have met one"),
    ("rendezvous", "0 1 4 send 5 ok", "nobody received it"),
    ("mutex", "0 1 2 acquire 0 ok; 1 3 4 acquire 0 ok", "two hold it"),
    ("mutex", "0 1 2 acquire 0 ok; 1 3 4 release 0 ok", "released by another"),
    ("mutex", "0 1 2 try_acquire 0 False", "not free, and nobody holds it"),
    ("mutex", "0 1 2 acquire 0 ok; 0 3 4 release 0 ok; 1 5 6 free 0 0", "a lock that stays"),
    ("semaphore", "0 1 2 acquire 0 ok; 0 3 4 acquire 0 ok; 1 5 6 acquire 0 ok", "more than there are"),
    ("semaphore", "0 1 2 acquire 0 ok; 0 3 4 release 0 ok; 1 5 6 free 0 1", "a permit that was lost"),
    ("select", "0 1 2 either 5 sent1; 1 3 4 other 6 got1:7", "another value"),
    ("select", "0 1 2 other 5 none", "a default where an arm is ready"),
    ("select", "0 1 2 either 5 sent1; 1 3 4 other 6 got1:5; 1 5 6 recv 0 got1:5", "received by two selects"),
    ("select", "0 1 2 send 5 sent0; 1 3 4 try_recv 0 got1:5", "from the other channel"),
]
#: histories that look odd, and are right, since operations overlap
RIGHT = [
    ("channel", "0 1 4 send 5 ok; 1 2 3 recv 0 5"),
    ("channel", "0 1 6 send 5 ok; 1 2 3 try_recv 0 empty; 1 4 5 len 0 1; 2 7 8 recv 0 5"),
    ("wide channel", "0 1 4 send 5 ok; 1 2 3 send 6 ok; 2 5 6 recv 0 6; 2 7 8 recv 0 5"),
    ("rendezvous", "0 1 3 send 5 ok; 1 2 4 recv 0 5"),
    ("mutex", "0 1 5 acquire 0 ok; 1 2 3 try_acquire 0 True; 1 4 6 release 0 ok; 0 7 8 release 0 ok"),
    ("select", "0 1 4 either 5 sent1; 1 2 3 other 6 got1:5"),
]


@pytest.mark.parametrize(("name", "line", "why"), WRONG)
def test_wrong_history(name: str, line: str, why: str) -> None:
    which = OBJECTS[name]
    assert linearize(parse(line), which) is None, why


@pytest.mark.parametrize(("name", "line"), RIGHT)
def test_right_history(name: str, line: str) -> None:
    which = OBJECTS[name]
    assert linearize(parse(line), which)


def test_the_order_that_is_found_respects_time() -> None:
    history = parse("0 1 6 send 5 ok; 1 2 3 try_recv 0 empty; 1 4 5 len 0 1; 2 7 8 recv 0 5")
    order = linearize(history, OBJECTS["channel"])
    assert order is not None
    assert [did.name for did in order] == ["try_recv", "send", "len", "recv"]


def test_a_history_of_one_result_changed_is_refused() -> None:
    """Of a long history, each value that was received is replaced by one that was received before."""
    rows = [f"0 {4 * n + 1} {4 * n + 2} send {n} ok; 1 {4 * n + 3} {4 * n + 4} recv 0 {n}" for n in range(40)]
    which = OBJECTS["channel"]
    assert linearize(parse("; ".join(rows)), which)
    for n in range(1, 40):
        changed = [*rows[:n], rows[n].replace(f"recv 0 {n}", f"recv 0 {n - 1}"), *rows[n + 1 :]]
        assert linearize(parse("; ".join(changed)), which) is None
