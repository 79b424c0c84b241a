# Several failures of a scope come out in a group, in the order in which they came; except* takes them apart.
from weft import Aborted, Cancelled, Channel, Event, scope, spawn


def show(error, indent="  "):
    if isinstance(error, BaseExceptionGroup):
        print(f"{indent}{type(error).__name__}: {error}")
        for each in error.exceptions:
            show(each, indent + "  ")
    else:
        print(f"{indent}{error!r}")


def fails(error):
    raise error


def fails_when_aborted(begun, error):
    """Its cleanup fails."""
    begun.send(None)
    try:
        Event().wait()
    finally:
        raise error


def survives(begun):
    begun.send(None)
    try:
        Event().wait()
    except Cancelled:
        pass


def waits(begun):
    begun.send(None)
    Event().wait()


def tried(name, f):
    print(name)
    try:
        f()
    except BaseException as error:
        show(error)
    else:
        print("  nothing")


def started(s, f, *args):
    begun = Channel(0)
    task = s.spawn(f, begun, *args)
    begun.recv()
    return task


def one_alone():
    with scope() as s:
        started(s, waits)
        started(s, survives)
        s.spawn(fails, ValueError("alone"))
        Event().wait()


def three():
    with scope() as s:
        for k in range(3):
            started(s, fails_when_aborted, KeyError(k))
        started(s, waits)
        s.spawn(fails, ValueError("first"))
        Event().wait()


def the_first_and_the_others():
    try:
        three()
    except ExceptionGroup as group:
        print(" ", group, repr(group.exceptions[0]), sorted(map(repr, group.exceptions[1:])))


def block_and_child():
    with scope() as s:
        started(s, fails_when_aborted, KeyError("child"))
        raise ValueError("block")


def child_and_block():
    with scope() as s:
        s.spawn(fails, ValueError("child"))
        try:
            Event().wait()
        finally:
            raise KeyError("block")


def block_alone():
    with scope() as s:
        started(s, waits)
        started(s, survives)
        raise ValueError("block")


def base():
    with scope() as s:
        started(s, fails_when_aborted, KeyError("child"))
        raise SystemExit(3)


def nested():
    with scope() as outer:
        started(outer, fails_when_aborted, KeyError("outer"))
        with scope() as inner:
            started(inner, fails_when_aborted, IndexError("inner"))
            raise ValueError("block")


def from_outer():
    """The outer scope aborts the inner block, whose child fails then."""
    with scope() as outer:
        with scope() as inner:
            started(inner, fails_when_aborted, IndexError("inner"))
            outer.spawn(fails, ValueError("outer"))
            Event().wait()


def joined():
    """A failure that the block has joined is its own."""
    with scope() as s:
        task = spawn(fails, ValueError("no child"))
        started(s, fails_when_aborted, KeyError("child"))
        task.join()


def fails_in_turn(turn):
    turn.recv()
    raise ValueError("known")


def asks(begun, task):
    begun.send(None)
    try:
        Event().wait()
    except Cancelled:
        pass
    print(" ", task.outcome())
    raise KeyError("told")


def known():
    """What another child has joined is told by that one."""
    with scope() as s:
        turn = Channel(0)
        task = s.spawn(fails_in_turn, turn)
        started(s, asks, task)
        turn.send(None)
        Event().wait()


def looks(begun, task):
    begun.send(None)
    try:
        Event().wait()
    except Cancelled:
        pass
    print(" ", task.outcome())


def known_alone():
    with scope() as s:
        turn = Channel(0)
        task = s.spawn(fails_in_turn, turn)
        started(s, looks, task)
        turn.send(None)
        Event().wait()


def one_waits(ready):
    with scope() as s:
        started(s, fails_when_aborted, KeyError("in cleanup"))
        ready.send(None)
        Event().wait()


def aborted():
    """An abort from outside, and a child whose cleanup fails: that isn't lost."""
    ready = Channel(1)
    task = spawn(one_waits, ready)
    ready.recv()
    task.abort()
    task.join()


def aborted_alone():
    ready = Channel(1)

    def waits_inside(ready):
        with scope() as s:
            started(s, waits)
            ready.send(None)
            Event().wait()

    task = spawn(waits_inside, ready)
    ready.recv()
    task.abort()
    try:
        task.join()
    except Aborted as error:
        print(" ", type(error).__name__)


def in_a_task():
    task = spawn(block_and_child)
    task.join()


for name, f in (
    ("one alone", one_alone),
    ("three", the_first_and_the_others),
    ("block and child", block_and_child),
    ("child and block", child_and_block),
    ("block alone", block_alone),
    ("a base exception", base),
    ("nested", nested),
    ("from the outer", from_outer),
    ("no child", joined),
    ("known", known),
    ("known alone", known_alone),
    ("aborted", aborted),
    ("aborted alone", aborted_alone),
    ("in a task", in_a_task),
):
    tried(name, f)

# except* takes them apart
try:
    three()
except* ValueError as group:
    print(repr(group.exceptions[0]))
except* KeyError as group:
    print(len(group.exceptions), sorted(error.args[0] for error in group.exceptions))
