"""Elle: a barrier, in rounds (make-barrier)"""

from weft import Atomic, Barrier, join, spawn

barrier, arrived = Barrier(3), Atomic(0)


def phases():
    seen = []
    for _ in range(4):
        arrived.add()
        barrier.wait()
        seen.append(arrived.load())
        barrier.wait()
    return seen


print(join([spawn(phases) for _ in range(3)]))
