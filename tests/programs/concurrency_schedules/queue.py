# What was put is got, each item once; what one task puts and one other gets comes in order.
from weft import Closed, Full, Queue, spawn, yield_now


def puts(queue, first):
    put = []
    for n in range(first, first + 10):
        try:
            if n % 2 == 0:
                queue.try_put(n)
            else:
                queue.put(n)
            put.append(n)
        except Full:
            yield_now()
    return put


def gets(queue):
    got = []
    while True:
        try:
            got.append(queue.get(timeout=0.0001))
        except TimeoutError:
            yield_now()
        except Closed:
            return got


for size in (1, 2, 0):
    queue = Queue(size)
    getters = [spawn(gets, queue) for _ in range(2)]
    putters = [spawn(puts, queue, first) for first in (0, 100)]
    put = [n for task in putters for n in task.join()]
    queue.close()
    lists = [task.join() for task in getters]
    in_order = all(sorted(l for l in got if l // 100 == p) == [l for l in got if l // 100 == p]
                   for got in lists for p in (0, 1))
    print(size, sorted(n for got in lists for n in got) == sorted(put), in_order)
