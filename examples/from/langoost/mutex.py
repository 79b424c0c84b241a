"""Langoost: a counter under a mutex (safeIncrement)"""

from weft import Mutex, join, spawn

counter = Mutex(0)


def safe_increment():
    for _ in range(100):
        with counter as cell:
            cell.value += 1


join([spawn(safe_increment) for _ in range(4)])
with counter as cell:
    print(cell.value)
