"""Elle: one child of a scope fails"""

from weft import Event, scope

started = Event()


def waits():
    try:
        started.set()
        Event().wait()
    finally:
        print("the sibling cleans up")


def fails():
    started.wait()
    raise ValueError("a child failed")


try:
    with scope() as s:
        s.spawn(waits)
        s.spawn(fails)
except ValueError as error:
    print(error)
