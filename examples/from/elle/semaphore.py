"""Elle: a semaphore (make-semaphore)"""

from weft import Atomic, Semaphore, join, spawn, yield_now

semaphore = Semaphore(2)
active, most = Atomic(0), Atomic(0)


def work():
    with semaphore:
        most.max(active.add())
        yield_now()
        active.add(-1)


join([spawn(work) for _ in range(5)])
print(most.load() <= 2, semaphore.permits)
try:
    semaphore.release()
except RuntimeError as error:
    print(error)
