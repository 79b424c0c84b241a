"""Warnings about changes that a task makes to its copies."""

from __future__ import annotations

import pytest

from tests.infer.helpers import Checker

#: what is lost, by what the warning calls it, and where it is read
LOST: dict[str, tuple[str, list[str]]] = {
    "a global that is set": (
        """
from weft import join, spawn
total = 0
def add(n):
    global total
    total += n
join([spawn(add, n) for n in range(3)])
print(total)
""",
        ["total 8"],
    ),
    "a global list": (
        """
from weft import spawn
results = []
def work(n):
    results.append(n * n)
tasks = [spawn(work, n) for n in range(3)]
for t in tasks:
    t.join()
for r in results:
    print(r)
""",
        ["results 9"],
    ),
    "a global dict, read in a function": (
        """
import weft
seen = {}
def work(n):
    helper(n)
def helper(n):
    seen[n] = True
def main():
    weft.spawn(work, 1).join()
    show()
def show():
    print(len(seen))
main()
""",
        ["seen 12"],
    ),
    "read in the caller's caller": (
        """
from weft import spawn
best = None
def work(n):
    global best
    best = n
def run():
    return spawn(work, 1).join()
def main():
    run()
    print(best)
main()
""",
        ["best 11"],
    ),
    "captured variables": (
        """
from weft import spawn
def main():
    items = []
    count = 0
    def work(n):
        nonlocal count
        count += 1
        items.append(n)
    spawn(work, 1).join()
    print(count)
    return items
print(main())
""",
        ["count 11", "items 3"],
    ),
    "a lambda's": (
        """
from weft import spawn
def main():
    items = []
    spawn(lambda: items.append(1)).join()
    print(items)
main()
""",
        ["items 6"],
    ),
    "an object's field, set by a method": (
        """
from weft import spawn
class Counter:
    def __init__(self):
        self.n = 0
        self.log = []
    def add(self, k):
        self.n += k
        self.log.append(k)
    def shown(self):
        return str(self.n)
counter = Counter()
def work(k):
    counter.add(k)
spawn(work, 2).join()
print(counter.shown(), len(counter.log))
""",
        ["counter.n 11", "counter.log 16"],
    ),
    "in each turn of a loop": (
        """
from weft import spawn
for turn in range(3):
    found = []
    def work(n):
        found.append(n)
    t = spawn(work, turn)
    t.join()
    print(found)
""",
        ["found 9"],
    ),
    "set and changed in one": (
        """
from weft import spawn
items = []
def work(n):
    global items
    items += [n]
spawn(work, 1).join()
print(items)
""",
        ["items 8"],
    ),
    "by the second task": (
        """
from weft import spawn
items = [2]
def first():
    items.append(1)
spawn(first).join()
items = [1]
def second():
    items.append(2)
spawn(second).join()
print(items)
""",
        ["items 11"],
    ),
    "in a function run by timeout": (
        """
from weft import timeout
def main():
    total = 0
    def work():
        nonlocal total
        total += 1
    timeout(1, work)
    print(total)
main()
""",
        ["total 9"],
    ),
    "in racers": (
        """
from weft import race
best = []
def a():
    best.append("a")
def b():
    pass
race(a, b)
print(best)
""",
        ["best 9"],
    ),
    "in a scope, a pool, a map": (
        """
from weft import Pool, parallel_map, scope
one, two, three = [], [], []
with scope() as s:
    s.spawn(lambda: one.append(1))
print(one)
with Pool(1) as pool:
    pool.submit(lambda: two.append(1))
print(two)
parallel_map(lambda x: three.append(x), [1], limit=1)
print(three)
""",
        ["one 6", "three 11", "two 9"],
    ),
    "passed on": (
        """
from weft import spawn
rows = []
def put(xs, x):
    xs.append(x)
def work(n):
    put(rows, n)
def show(xs):
    print(xs)
spawn(work, 1).join()
show(rows)
""",
        ["rows 9"],
    ),
}

#: correct programs
KEPT: dict[str, str] = {
    "returned": """
from weft import spawn
total = 0
def add(n):
    global total
    total += n
    return total
total = spawn(add, 2).join()
print(total)
""",
    "read before only": """
from weft import spawn
items = [1]
def work():
    items.append(2)
    return len(items)
print(items)
print(spawn(work).join())
""",
    "a cache, used on both sides": """
from weft import spawn
cache = {}
def fib(n):
    if n in cache:
        return cache[n]
    value = n if n < 2 else fib(n - 1) + fib(n - 2)
    cache[n] = value
    return value
print(spawn(fib, 20).join(), fib(10))
""",
    "a generator of numbers": """
from weft import spawn
seed = 42
def rand():
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed
def work():
    return rand() % 6
print(spawn(work).join(), rand())
""",
    "its own counter outside": """
from weft import spawn
done = 0
def step():
    global done
    done += 1
    return done
t = spawn(step)
done += 1
print(t.join(), done)
""",
    "set again outside": """
from weft import spawn
log = []
def work():
    log.append("x")
    return log
t = spawn(work)
log = t.join()
print(log)
""",
    "an argument": """
from weft import spawn
xs = [3, 1]
def ordered(xs):
    xs.sort()
    return xs
print(spawn(ordered, xs).join(), xs)
""",
    "a channel": """
from weft import Channel, spawn
out = Channel(3)
def work(n):
    out.send(n)
for n in range(3):
    spawn(work, n)
print([out.recv() for _ in range(3)])
""",
    "another field": """
from weft import spawn
class State:
    def __init__(self):
        self.scratch = []
        self.name = "s"
state = State()
def work():
    state.scratch.append(1)
    return len(state.scratch)
print(spawn(work).join(), state.name)
""",
    "a variable of the task's": """
from weft import spawn
def work():
    items = []
    def put(n):
        items.append(n)
    put(1)
    return items
print(spawn(work).join())
""",
    "read by other tasks only": """
from weft import spawn
level = 0
def work():
    global level
    level += 1
    return level
print(spawn(work).join(), spawn(work).join())
""",
}


@pytest.mark.parametrize("name", LOST)
def test_lost(check: Checker, name: str) -> None:
    text, expected = LOST[name]
    found = check(text)
    assert {d.code for d in found} == {"W0501"}
    said = [f"{d.message.split('`')[1]} {d.labels[-1].span.line}" for d in found]
    assert sorted(said) == sorted(expected)


@pytest.mark.parametrize("name", KEPT)
def test_kept(check: Checker, name: str) -> None:
    assert check.rendered(KEPT[name]) == ""


def test_as_it_looks(check: Checker) -> None:
    text = """\
        from weft import spawn

        items = []

        def work(n):
            items.append(n)

        spawn(work, 1).join()
        print(items)
        """
    assert check.rendered(text) == (
        """\
warning[W0501]: a task changes its own copy of `items`: the change is lost when it ends
  --> p.py:6:5
   |
 6 |     items.append(n)
   |     ^^^^^^^^^^^^^^^ changed here, in the task
   |
 8 | spawn(work, 1).join()
   | -------------- the task starts here
   |
 9 | print(items)
   | ------------ `items` is read here, without the change
   |
   = help: return the value from the function, and take it from `join()`
   = help: or send it through a Channel"""
    )
    (diagnostic,) = check(text)
    assert diagnostic.severity == "warning"
