# It is done once, whoever comes first, and also if the first is aborted.
from weft import Atomic, Once, spawn, yield_now

begun, finished = Atomic(0), Atomic(0)


def makes():
    begun.add(1)
    yield_now()
    yield_now()
    return finished.add(1)


once = Once(makes)


def asks():
    return once.get()


victim = spawn(asks)
yield_now()
victim.abort()
tasks = [spawn(asks) for _ in range(4)]
print([task.join() for task in tasks], finished.load())
victim.outcome()
print(begun.load() in (1, 2))
