"""Every function of the corpus, suspended at every point at which it can be, resumed elsewhere: same result."""

from __future__ import annotations

import pytest

from tests.emit import corpus
from tests.emit.machine import Machine, Raised
from weftc.emit import polls
from weftc.ir.verify import verify


@pytest.fixture(autouse=True)
def short_strips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polls, "STRIP_TURNS", 3)
    monkeypatch.setattr(polls, "SHORT_INSTRUCTIONS", 0)


class Blocking:
    """Runtime calls that block at chosen turns."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.calls = 0
        self.block_at = lambda call: False
        self.received = 0
        machine.runtime["weft_yield"] = self.call
        machine.runtime["weft_channel_recv"] = self.receive
        machine.on_switch = self.deliver
        self.pending = False

    def call(self) -> None:
        self.calls += 1
        if self.block_at(self.calls):
            self.machine.suspend()

    def receive(self, *_: object) -> None:
        self.calls += 1
        if self.block_at(self.calls):
            self.pending = True
            self.machine.suspend()
        else:
            self._outcome()

    def deliver(self, machine: Machine) -> None:
        if self.pending:
            self.pending = False
            self._outcome()

    def _outcome(self) -> None:
        self.received += 1
        worker = self.machine.worker
        self.machine.put(worker + 40, 10 * self.received - 1)
        self.machine.put(worker + 44, 0)
        self.machine.put(worker + 52, 1)


def run(machine: Machine, case: corpus.Case) -> None:
    args = [machine.new_list(a[1], a[0]) if isinstance(a, tuple) else a for a in case.args]
    if case.raises is None:
        assert machine.run("f", *args) == case.expected
        return
    with pytest.raises(Raised) as caught:
        machine.run("f", *args)
    assert caught.value.args[0] == case.raises
    assert machine.lines == case.lines


@pytest.fixture(params=[False, True], ids=["top", "bottom"])
def rotated(request: pytest.FixtureRequest) -> bool:
    """Whether loops are tested at the bottom, as the passes leave them."""
    return bool(request.param)


@pytest.fixture(params=corpus.CASES, ids=lambda case: case.__name__)
def case(request: pytest.FixtureRequest, rotated: bool) -> corpus.Case:
    made: corpus.Case = request.param()
    if rotated:
        for function in made.functions:
            corpus.tested_at_the_bottom(function)
    verify(made.program())
    return made


@pytest.mark.parametrize("threads", [True, False], ids=["threads", "portable"])
@pytest.mark.parametrize("generic", [True, False], ids=["generic", "plain"])
def test_undisturbed(case: corpus.Case, threads: bool, generic: bool) -> None:
    machine = Machine(case.program(), threads=threads, generic=generic)
    Blocking(machine)
    machine.polls_until = 1 << 20
    run(machine, case)
    assert machine.suspensions == 0


@pytest.mark.parametrize("threads", [True, False], ids=["threads", "portable"])
def test_suspended_at_every_poll_and_call(case: corpus.Case, threads: bool) -> None:
    machine = Machine(case.program(), threads=threads)
    machine.every_poll = True
    Blocking(machine).block_at = lambda call: True
    run(machine, case)
    assert machine.suspensions > 0


def test_suspended_at_one_poll(case: corpus.Case) -> None:
    k = 0
    while True:
        machine = Machine(case.program(), threads=False)
        Blocking(machine)
        machine.polls_until = k
        machine.on_switch = lambda m: setattr(m, "polls_until", 1 << 20)
        run(machine, case)
        if machine.suspensions == 0:
            break
        assert machine.suspensions == 1
        k += 1 + k // 12


def test_suspended_at_one_call(case: corpus.Case) -> None:
    k = 0
    while True:
        k += 1
        machine = Machine(case.program())
        blocking = Blocking(machine)
        blocking.block_at = lambda call: call == k
        run(machine, case)
        if blocking.calls < k:
            break
        assert machine.suspensions == 1


def test_no_stack_left(case: corpus.Case) -> None:
    """With almost no budget, every call of a function that may suspend unwinds first."""
    machine = Machine(case.program())
    Blocking(machine)
    args = [machine.new_list(a[1], a[0]) if isinstance(a, tuple) else a for a in case.args]
    try:
        assert machine.run("f", *args, budget=64) == case.expected
    except Raised:
        assert case.raises is not None
