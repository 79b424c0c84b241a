# All who wait go on once it is open, and nobody before.
from weft import Atomic, Latch, spawn, yield_now

latch, opened = Latch(), Atomic(0)


def waits(turn):
    tries = 0
    while True:
        try:
            latch.wait(timeout=0.0001 if turn % 2 else None)
            return opened.load()
        except TimeoutError:
            assert tries < 100
            tries += 1
            yield_now()


def opens():
    yield_now()
    opened.store(1)
    latch.open()


tasks = [spawn(waits, turn) for turn in range(4)]
spawn(opens).join()
print([task.join() for task in tasks], latch.is_open)
