# One writer at most, and no reader beside it; what is written in two steps is never seen half.
from weft import Atomic, RWLock, spawn, yield_now

lock, writers, readers, a, b = RWLock(), Atomic(0), Atomic(0), Atomic(0), Atomic(0)


def writes(turns):
    for _ in range(turns):
        with lock.write():
            assert writers.add(1) == 1
            assert readers.load() == 0
            a.add(1)
            yield_now()
            b.add(1)
            writers.add(-1)


def reads(turns):
    for turn in range(turns):
        try:
            lock.acquire_read(timeout=0.0001 if turn % 2 == 0 else None)
        except TimeoutError:
            continue
        readers.add(1)
        assert writers.load() == 0
        before = a.load()
        yield_now()
        assert before == b.load()
        readers.add(-1)
        lock.release_read()


tasks = [spawn(writes, 5) for _ in range(2)] + [spawn(reads, 8) for _ in range(3)]
for task in tasks:
    task.join()
print(a.load(), b.load(), lock.try_acquire_write())
lock.release_write()
