"""Elle: a lock (make-lock)"""

from weft import Mutex, Shared, join, spawn

lock, total = Mutex(), Shared(0)


def count():
    for _ in range(100):
        with lock:
            total.set(total.get() + 1)


join([spawn(count), spawn(count)])
print(total.get(), lock.held)
try:
    lock.release()
except RuntimeError as error:
    print(error)
