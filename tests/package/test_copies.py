"""What crosses from task to task: deep copies, with sharing kept, and handles as they are."""

from __future__ import annotations

import collections
import dataclasses
import enum
import functools
import io
import types
from typing import Any, NamedTuple

import pytest

from weft import Channel, spawn


class Colour(enum.Enum):
    RED = 1


class Point(NamedTuple):
    x: int
    y: list[int]


@dataclasses.dataclass
class Node:
    value: int
    next: Node | None = None
    tags: list[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(frozen=True, slots=True)
class Slotted:
    items: list[int]


class PlainSlots:
    __slots__ = ("items", "unset")

    def __init__(self, items: list[int]) -> None:
        self.items = items

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlainSlots) and self.items == other.items


class OwnList(list[int]):
    extra = "class"


class WithState:
    def __init__(self) -> None:
        self.kept = [1]
        self.dropped = [2]

    def __getstate__(self) -> dict[str, Any]:
        return {"kept": self.kept}


MISSING = object()


def there_and_back(value: Any) -> Any:
    ch = Channel[Any](1)
    ch.send(value)
    return ch.recv()


@pytest.mark.parametrize(
    "value",
    [
        [1, [2]],
        {"a": [1], (1, 2): {3}},
        {1, "a", (2, frozenset({3}))},
        bytearray(b"ab"),
        collections.deque([[1], 2], maxlen=5),
        collections.defaultdict(list, {"a": [1]}),
        collections.OrderedDict(a=[1]),
        collections.Counter("aab"),
        Point(1, [2]),
        Node(1, Node(2), ["t"]),
        Slotted([1]),
        PlainSlots([1]),
        OwnList([1, 2]),
        types.SimpleNamespace(a=[1]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_message_is_an_equal_copy(value: Any) -> None:
    copied = there_and_back(value)
    assert copied == value
    assert copied is not value
    assert type(copied) is type(value)


def test_the_senders_later_changes_do_not_arrive() -> None:
    ch = Channel[list[list[int]]](1)
    value = [[1]]
    ch.send(value)
    value[0].append(2)
    assert ch.recv() == [[1]]


def test_identity_and_cycles_inside_a_message_are_kept() -> None:
    shared: list[Any] = [1]
    a, b = there_and_back((shared, {"again": shared}))
    assert a is b["again"]
    assert a is not shared
    shared.append(shared)
    copied = there_and_back(shared)
    assert copied[1] is copied
    node = Node(1)
    node.next = node
    copied = there_and_back(node)
    assert copied.next is copied


def test_a_cycle_through_a_tuple() -> None:
    inner: list[Any] = []
    value = (inner,)
    inner.append(value)
    copied = there_and_back(value)
    assert copied[0][0] is copied
    assert copied is not value


def test_deep_structures_cross() -> None:
    depth = 50_000
    nested: list[Any] = []
    for _ in range(depth):
        nested = [nested]
    copied, count = there_and_back(nested), 0
    while copied:
        copied, count = copied[0], count + 1
    assert count == depth
    head = None
    for i in range(5000):
        head = Node(i, head)
    node: Node | None = there_and_back(head)
    assert node is not None
    assert sum(1 for _ in iter_nodes(node)) == 5000


def iter_nodes(node: Node | None) -> Any:
    while node is not None:
        yield node
        node = node.next


@pytest.mark.parametrize("value", [Colour.RED, Node, len, MISSING, io, 1 << 100, "text", None, Channel])
def test_what_cannot_change_or_is_a_handle_is_shared(value: Any) -> None:
    assert there_and_back(value) is value
    assert spawn(lambda: value).join() is value


def test_open_files_are_handles() -> None:
    stream = io.StringIO()
    spawn(lambda: stream.write("x")).join()
    assert stream.getvalue() == "x"


def test_own_state_and_own_copy_are_honoured() -> None:
    copied = there_and_back(WithState())
    assert copied.kept == [1]
    assert not hasattr(copied, "dropped")


@pytest.mark.parametrize(
    "make",
    [lambda: (i for i in [1]), lambda: memoryview(b""), lambda: [__import__("_thread").allocate_lock()]],
)
def test_what_has_no_copy_is_refused_where_it_is_sent(make: Any) -> None:
    value = make()
    ch = Channel[Any](1)
    with pytest.raises(TypeError, match="can't cross"):
        ch.send(value)
    with pytest.raises(TypeError, match="can't cross"):
        spawn(print, value)
    assert len(ch) == 0


def test_arguments_are_copied() -> None:
    value = [1]

    def change(v: list[int]) -> list[int]:
        v.append(2)
        return v

    assert spawn(change, value).join() == [1, 2]
    assert value == [1]


def test_arguments_and_captures_are_one_value() -> None:
    shared = [1]
    assert spawn(lambda a, b: (a is b, a is shared), shared, b=shared).join() == (True, True)


def test_captured_cells_are_copied_and_shared_among_closures() -> None:
    count = 0

    def up() -> int:
        nonlocal count
        count += 1
        return count

    def look() -> int:
        return count

    def body() -> tuple[int, int]:
        return up() + up(), look()

    assert spawn(body).join() == (3, 2)
    assert count == 0


def test_a_recursive_closure() -> None:
    def factorial(n: int) -> int:
        return n * factorial(n - 1) if n else 1

    assert spawn(factorial, 10).join() == 3628800


def test_defaults_are_copied() -> None:
    def f(acc: list[int] = [], *, more: list[int] = []) -> int:  # noqa: B006
        acc.append(1)
        more.append(1)
        return len(acc) + len(more)

    assert [spawn(f).join() for _ in range(2)] == [2, 2]
    assert f() == 2


def test_bound_methods_carry_a_copy_of_their_object() -> None:
    value = [1]
    spawn(value.append, 2).join()
    assert value == [1]
    node = Node(1)
    assert spawn(functools.partial(setattr, node, "value"), 5).join() is None
    assert node.value == 1


def test_a_closure_in_a_message() -> None:
    items = [1]

    def add(x: int) -> list[int]:
        items.append(x)
        return items

    received = there_and_back(add)
    assert received(2) == [1, 2]
    assert items == [1]


def test_results_are_copied() -> None:
    def f() -> tuple[Any, Any]:
        inner = [1]
        return inner, inner

    a, b = spawn(f).join()
    assert a is b


def test_a_memo_table_starts_empty() -> None:
    calls = Channel[int](None)

    @functools.lru_cache(maxsize=7)
    def square(n: int) -> int:
        calls.send(n)
        return n * n

    assert square(3) == 9
    assert spawn(lambda: (square(3), square(3), square.cache_info().maxsize)).join() == (9, 9, 7)
    assert [calls.recv(), calls.recv(), len(calls)] == [3, 3, 0]


def test_a_decorated_function_captures_copies() -> None:
    log: list[int] = []

    def logged(f: Any) -> Any:
        @functools.wraps(f)
        def inner(*args: Any) -> Any:
            log.append(1)
            return f(*args), len(log)

        return inner

    double = logged(lambda x: 2 * x)
    assert spawn(double, 4).join() == (8, 1)
    assert log == []
