# Who waits goes on when all are done, again and again.
from weft import Atomic, WaitGroup, spawn, yield_now

group, done = WaitGroup(), Atomic(0)


def works(n):
    if n % 2:
        yield_now()
    done.add(1)
    group.done()


def waits():
    group.wait()
    return done.load()


for turn in range(1, 5):
    group.add(3)
    waiters = [spawn(waits) for _ in range(2)]
    workers = [spawn(works, n) for n in range(3)]
    seen = [task.join() for task in waiters]
    for task in workers:
        task.join()
    print(seen, done.load() == 3 * turn)
