# Never more inside than there are permits, and all are back in the end, though some give up and some are aborted.
from weft import Atomic, Cancelled, Semaphore, spawn, yield_now

places, inside, most = Semaphore(2), Atomic(0), Atomic(0)


def visits(turns):
    for turn in range(turns):
        try:
            places.acquire(timeout=0.0001 if turn % 2 == 0 else None)
        except TimeoutError:
            continue
        try:
            most.max(inside.add(1))
            yield_now()
        finally:
            inside.add(-1)
            places.release()


def is_aborted():
    try:
        visits(100)
    except Cancelled:
        return


tasks = [spawn(visits, 6) for _ in range(4)]
victim = spawn(is_aborted)
yield_now()
victim.abort()
for task in tasks:
    task.join()
victim.outcome()
print(most.load() <= 2, inside.load(), places.permits)
