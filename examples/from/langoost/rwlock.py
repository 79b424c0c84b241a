"""Langoost: readers and a writer"""

from weft import RWLock, Shared, join, spawn

lock = RWLock()
left, right = Shared(0), Shared(0)


def write():
    for n in range(1, 51):
        with lock.write():
            left.set(n)
            right.set(n)


def read():
    for _ in range(50):
        with lock.read():
            if left.get() != right.get():
                return "torn"
    return "whole"


tasks = [spawn(read) for _ in range(3)]
spawn(write).join()
print(join(tasks), left.get(), right.get())
