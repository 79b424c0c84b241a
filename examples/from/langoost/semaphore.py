"""Langoost: bounded concurrency"""

from weft import Atomic, Semaphore, join, sleep, spawn

permits = Semaphore(2)
inside, most = Atomic(0), Atomic(0)


def connection(number):
    with permits:
        most.max(inside.add())
        sleep(0.001)
        inside.add(-1)
    return number


print(join([spawn(connection, number) for number in range(8)]))
print("never more than two:", most.load() <= 2)
