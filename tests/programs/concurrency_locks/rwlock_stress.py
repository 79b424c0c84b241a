# Readers and writers, some of them impatient and some aborted: never a writer with another, and no permit is lost.
from weft import Aborted, Cancelled, Channel, RWLock, Semaphore, spawn, yield_now

lock = RWLock()
writing = Semaphore(1)
reading = Semaphore(100)


def reads(turns):
    for turn in range(turns):
        try:
            lock.acquire_read(timeout=0.0001 * (turn % 3))
        except TimeoutError:
            continue
        try:
            with reading:
                assert writing.permits == 1
                yield_now()
        finally:
            lock.release_read()


def writes(turns):
    for turn in range(turns):
        try:
            lock.acquire_write(timeout=0.0002 * (turn % 3))
        except TimeoutError:
            continue
        try:
            assert writing.try_acquire()
            assert reading.permits == 100
            yield_now()
            writing.release()
        finally:
            lock.release_write()


def is_aborted():
    while True:
        try:
            with lock.read():
                with reading:
                    yield_now()
        except Cancelled:
            return "aborted"


tasks = [spawn(reads, 60) for _ in range(5)] + [spawn(writes, 60) for _ in range(3)]
victims = [spawn(is_aborted) for _ in range(3)]
for _ in range(100):
    yield_now()
ends = []
for victim in victims:
    victim.abort()
    try:
        ends.append(victim.join())
    except Aborted:
        ends.append("aborted")
for task in tasks:
    task.join()
print(ends, lock.try_acquire_write(), writing.permits, reading.permits)
lock.release_write()
