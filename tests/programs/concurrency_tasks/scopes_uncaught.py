# the failures of a scope that nobody catches, each with where it came from
from weft import Channel, Event, scope


def fails(n):
    raise ValueError(n)


def fails_when_aborted(begun, error):
    begun.send(None)
    try:
        Event().wait()
    finally:
        raise error


def block():
    with scope() as s:
        begun = Channel()
        s.spawn(fails_when_aborted, begun, KeyError("late"))
        begun.recv()
        s.spawn(fails, 3)
        Event().wait()


block()
