# Tasks that only compute, more than there are workers, until one that waits has been served.
from weft import Atomic, Channel, join, spawn

stop, ch = Atomic(0), Channel[int]()


def computes():
    turns = 1
    while stop.load() == 0:
        turns += 1
    return turns > 0


def serves():
    for _ in range(3):
        ch.send(1)
    stop.store(1)


busy = [spawn(computes) for _ in range(6)]
spawn(serves)
print(sum(ch.recv() for _ in range(3)))
print(all(join(busy)))
