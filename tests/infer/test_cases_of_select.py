"""A case of `select` that is for one channel, or one task, knows what comes from there."""

from __future__ import annotations

import textwrap

import pytest

from tests.infer.helpers import Checker

PROGRAM = """\
from weft import Channel, Done, Queue, Recv, Sent, done, recv, select, send, spawn


class Both:
    def __init__(self):
        self.numbers, self.texts = Channel(1), Channel(1)


def main():
    both, numbers, texts, queue = Both(), Channel(1), Channel(1), Queue()
    both.numbers.send(1)
    both.texts.send("a")
    numbers.send([1])
    texts.send(["a"])
    queue.put({{1: 2}})
    match {subject}:
        {case}
            {body}
        case _:
            pass


main()
"""
OF_TWO = "select(recv(numbers), recv(texts))"
OF_THREE = "select(recv(texts), recv(both.numbers), recv(queue))"
OF_FIELDS = "select(recv(both.numbers), recv(both.texts))"


def only_error(check: Checker, subject: str, case: str, body: str) -> str:
    (diagnostic,) = check(PROGRAM.format(subject=subject, case=case, body=body))
    return diagnostic.message


@pytest.mark.parametrize(
    ("subject", "case", "value", "type"),
    [
        (OF_TWO, "case Recv(ch, v) if ch is numbers:", "v", "list[int]"),
        (OF_TWO, "case Recv(ch, v) if ch is texts:", "v", "list[str]"),
        (OF_TWO, "case Recv(ch, v) if ch == texts:", "v", "list[str]"),
        (OF_TWO, "case Recv(ch, v) if texts is ch:", "v", "list[str]"),
        (OF_TWO, "case Recv(ch, v) if ch is texts and v:", "v", "list[str]"),
        (OF_TWO, "case Recv(ch, v) if ch is texts and len(v) == 1 and v[0]:", "v", "list[str]"),
        (OF_TWO, "case Recv(ch, _) if ch is texts:", "ch.recv()", "list[str]"),
        (OF_FIELDS, "case Recv(both.numbers, v):", "v", "int"),
        (OF_FIELDS, "case Recv(both.texts, v) if v:", "v", "str"),
        (OF_FIELDS, "case Recv(both.texts, str(v)):", "v", "str"),
        (OF_THREE, "case Recv(ch, v) if ch is queue:", "v", "dict[int, int]"),
        (OF_THREE, "case Recv(ch, v) if ch is texts or ch is queue:", "v", "dict[int, int] | list[str]"),
        ("select(send(numbers, [2]), send(texts, ['b']))", "case Sent(ch) if ch is texts:", "ch.recv()", "list[str]"),
        ("(outcome := select(recv(numbers), recv(texts)))", "case Recv(ch, v) if ch is texts:", "v", "list[str]"),
    ],
)  # fmt: skip
def test_a_case_by_channel_narrows_what_is_received(
    check: Checker, subject: str, case: str, value: str, type: str
) -> None:
    said = only_error(check, subject, case, f"print({value}.nothing)")
    assert said == f"{type} has no attribute 'nothing'"


def test_of_all_channels_a_case_has_a_value_of_any(check: Checker) -> None:
    """And reading the channel makes them one: what any of them carries may come from it."""
    body = "print(v.nothing)"
    assert only_error(check, OF_FIELDS, "case Recv(_, v):", body) == "int | str has no attribute 'nothing'"
    body = "print(ch.recv().nothing)"
    assert only_error(check, OF_FIELDS, "case Recv(ch, _):", body) == "int | str has no attribute 'nothing'"


@pytest.mark.parametrize("case", ["case Recv(ch, v) if ch is both.texts:", "case Recv(_, v):", "case Recv(ch, v):"])
def test_the_channels_stay_apart(check: Checker, case: str) -> None:
    text = PROGRAM.format(subject=OF_FIELDS, case=case, body="print(v)")
    text = text.replace("\n\nmain()", "    print(both.numbers.recv().nothing)\n\n\nmain()")
    (diagnostic,) = check(text)
    assert diagnostic.message == "int has no attribute 'nothing'"


def test_in_the_code_of_a_module_too(check: Checker) -> None:
    """There the names are globals, which hold what all cases bind: but for those that nobody reads."""
    text = """\
        from weft import Channel, Recv, recv, select

        numbers, texts = Channel(1), Channel(1)
        numbers.send(1)
        texts.send("a")
        match select(recv(numbers), recv(texts)):
            case Recv(ch, v) if ch is numbers:
                pass
            case Recv(ch, v) if ch is texts:
                print(v.nothing)


        def of_its_own(ch):
            return ch
        """
    (diagnostic,) = check(text)
    assert diagnostic.message == "str has no attribute 'nothing'"
    (diagnostic,) = check(textwrap.dedent(text) + "print(ch)\n")
    assert diagnostic.message == "int | str has no attribute 'nothing'"


def test_a_name_keeps_what_it_got_where_the_guard_fails(check: Checker) -> None:
    text = PROGRAM.format(subject=OF_FIELDS, case="case Recv(ch, v) if ch is both.texts:", body="v = 1.5")
    (diagnostic,) = check(text.replace("            pass", "            print(v.nothing)"))
    assert diagnostic.message == "int | str has no attribute 'nothing'"


def test_ends_of_tasks_stay_apart(check: Checker) -> None:
    text = PROGRAM.format(
        subject="select(done(first), done(second))", case="case Done(t) if t is second:", body="print(t.join().nothing)"
    ).replace("    match", "    first, second = spawn(int, '1'), spawn(str, 1)\n    match")
    (diagnostic,) = check(text)
    assert diagnostic.message == "str has no attribute 'nothing'"
