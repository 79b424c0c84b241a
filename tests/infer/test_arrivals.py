"""Warnings about values that a name brings to where they aren't handled."""

from __future__ import annotations

import pytest

from tests.infer.helpers import Checker

HEAD = "from weft import Channel, Mutex, Once, Queue, Shared, spawn, store\n"
#: programs, and what the warnings say: the name, the kind, the lines where it is used and put
FOUND: dict[str, tuple[str, set[tuple[str, str, int, int]]]] = {
    "a queue in a task": (
        """
def feed():
    Queue(name="jobs").put("ten")
spawn(feed)
Queue(name="jobs").put(10)
print(Queue(name="jobs").get() + 1)
""",
        {("the Queue 'jobs'", "str", 7, 4)},
    ),
    "going through a channel": (
        """
NAME = "numbers"
Channel(None, NAME).send(1)
Channel(None, name="numbers").send([1])
for n in Channel(name=NAME):
    print(n.append(2))
""",
        {("the Channel 'numbers'", "int", 7, 4)},
    ),
    "the right operand": (
        """
Shared(1, name="n").get()
Shared(None, name="n")
print(1 - Shared(name="n").get())
""",
        {("the Shared 'n'", "None", 5, 4)},
    ),
    "set by a method": (
        """
counter = Shared(0, name="n")
def reset():
    Shared(name="n").set("")
spawn(reset)
print(counter.get() * 2 - 1)
""",
        {("the Shared 'n'", "str", 7, 5)},
    ),
    "through functions": (
        """
def jobs():
    return Queue(name="jobs")
def put(job):
    jobs().put(job)
def take():
    return jobs().get()
put(1)
put("x")
print(take().upper())
""",
        {("the Queue 'jobs'", "int", 11, 6)},
    ),
    "an index, and a field": (
        """
class Job:
    def __init__(self):
        self.n = 1
Queue(name="q").put([1])
Queue(name="q").put(Job())
print(Queue(name="q").get()[0])
print(Queue(name="q").get().n)
""",
        {("the Queue 'q'", "Job", 8, 7), ("the Queue 'q'", "list[int]", 9, 6)},
    ),
    "the store": (
        """
def share():
    store.share("k", [1])
store.share("k", 1)
spawn(share)
print(store.fetch("k") + 1)
print(store.fetch("other", 0) + 1)
""",
        {("the store's value 'k'", "list[int]", 7, 4)},
    ),
    "what an update makes": (
        """
store.share("n", 1)
def reset():
    return store.update("n", lambda n: None)
spawn(reset)
print(store.fetch("n") + 1)
""",
        {("the store's value 'n'", "None", 7, 5)},
    ),
}

KEPT = {
    "one type": """
Queue(name="a").put(1)
Queue(name="b").put("x")
print(Queue(name="a").get() + 1, Queue(name="b").get().upper())
""",
    "told apart": """
Queue(name="a").put(1)
Queue(name="a").put("x")
job = Queue(name="a").get()
print(job + 1 if isinstance(job, int) else job.upper())
match Queue(name="a").get():
    case int(n):
        print(n + 1)
    case str(s):
        print(s.upper())
""",
    "handled alike": """
Queue(name="a").put(1)
Queue(name="a").put("x")
print(Queue(name="a").get(), Queue(name="a").get() == 1, Queue(name="a").get() * 2)
""",
    "without a name": """
queue = Queue()
queue.put(1)
queue.put("x")
print(queue.get() + 1)
""",
    "a name that isn't constant": """
def name(k):
    return f"queue {k}"
Queue(name=name(1)).put(1)
Queue(name="other").put("x")
print(Queue(name="other").get().upper())
""",
    "from elsewhere": """
Queue(name="a").put(1)
Queue(name="b").put(2)
mixed = [1, "x"]
print(Queue(name="a").get() + mixed[Queue(name="b").get()])
""",
}


@pytest.mark.parametrize("name", FOUND)
def test_found(check: Checker, name: str) -> None:
    text, expected = FOUND[name]
    found = check(HEAD + text)
    assert {d.code for d in found} == {"W0502"}
    said = set()
    for d in found:
        which, _, rest = d.message.partition(" may bring ")
        assert d.span is not None
        said.add((which, rest.partition(" here")[0], d.span.line, d.labels[0].span.line))
    assert said == expected


@pytest.mark.parametrize("name", KEPT)
def test_kept(check: Checker, name: str) -> None:
    assert check.rendered(HEAD + KEPT[name]) == ""


def test_as_it_looks(check: Checker) -> None:
    text = """\
        from weft import Queue, spawn

        def feed():
            Queue(name="jobs").put("ten")

        spawn(feed)
        Queue(name="jobs").put(10)
        print(Queue(name="jobs").get() + 1)
        """
    assert check.rendered(text) == (
        """\
warning[W0502]: the Queue 'jobs' may bring str here, for which this raises
  --> p.py:8:7
   |
 8 | print(Queue(name="jobs").get() + 1)
   |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not for str
   |
 4 |     Queue(name="jobs").put("ten")
   |     ----------------------------- str comes into it here
   |
   = help: put values of one type under a name
   = help: or ask of which type they are, by `isinstance` or `match`"""
    )
