# Whatever a task fails with, `finally` and `with` have run: no lock, permit or count is leaked.
from weft import Mutex, RWLock, Semaphore, Shared, WaitGroup, spawn


def out_of_range(n):
    return [1, 2][n]


def divides(n):
    return n // (n - n)


def no_key(n):
    return {1: 2}[n]


def too_deep(n):
    return too_deep(n + 1) + 1


def asserts(n):
    assert n < 0
    return n


def unpacks(n):
    a, b = [n] * n
    return a + b


def converts(n):
    return int("x" * n)


def exits(n):
    raise SystemExit(n)


permits, lock, rwlock = Semaphore(2), Mutex(), RWLock()
finished, group = Shared(0), WaitGroup()


def guarded(f, n):
    try:
        with permits, lock, rwlock.write():
            return f(n)
    finally:
        finished.update(lambda count: count + 1)


for f in (out_of_range, divides, no_key, too_deep, asserts, unpacks, converts, exits):
    task = group.spawn(guarded, f, 5)
    try:
        task.join()
    except (Exception, SystemExit) as error:
        print(f.__name__, type(error).__name__)
    group.wait()
with rwlock.write():
    print(finished.get(), permits.permits, lock.held)
