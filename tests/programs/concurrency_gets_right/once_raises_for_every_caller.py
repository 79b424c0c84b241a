# Who asks a Once whose function failed gets the error, the first and all others, at once or later.
from weft import Atomic, Event, Once, join, spawn, tasks, yield_now

calls, go = Atomic(0), Event()


def broken():
    calls.add()
    go.wait()
    raise LookupError("no such table")


def asks(once: Once[int]):
    try:
        return f"a value: {once.get()}"
    except LookupError as error:
        return f"raised: {error}"


once = Once[int](broken)
waiting = [spawn(asks, once) for _ in range(4)]
while sum(task.state == "parked" for task in tasks()) < 4:
    yield_now()
go.set()
print(join(waiting))
print(asks(once), asks(once))
print(calls.load())
