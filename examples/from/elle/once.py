"""Elle: once, and the error that all get (make-once)"""

from weft import Atomic, Err, Once, join, spawn

calls = Atomic(0)


def load():
    calls.add()
    return "loaded"


def fail():
    raise OSError("no such table")


once = Once(load)
print(join([spawn(once.get) for _ in range(5)]), calls.load())

broken = Once(fail)
for task in [spawn(broken.get) for _ in range(3)]:
    match task.outcome():
        case Err(error):
            print(error)
        case _:
            print("an error taken for a result")
