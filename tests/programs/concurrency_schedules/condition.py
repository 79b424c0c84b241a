# A buffer of one place: each item comes out once, and no notification is lost.
from weft import Atomic, Condition, Queue, spawn, yield_now

room, there = Condition(), Atomic(-1)
got = Queue()


def puts(first):
    for n in range(first, first + 5):
        with room:
            while there.load() != -1:
                room.wait()
            there.store(n)
            room.notify_all()


def gets(times):
    for turn in range(times):
        with room:
            while there.load() == -1:
                try:
                    room.wait(timeout=0.0001 if turn % 2 else None)
                except TimeoutError:
                    pass
            got.put(there.swap(-1))
            room.notify_all()
        if turn % 3 == 0:
            yield_now()


tasks = [spawn(puts, first) for first in (0, 10)] + [spawn(gets, times) for times in (3, 7)]
for task in tasks:
    task.join()
got.close()
print(sorted(got))
