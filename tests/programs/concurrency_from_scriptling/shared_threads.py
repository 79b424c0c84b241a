# scriptling's cases of shared threads: counts that several add to, a queue of four places, many calls, many fibs.
from weft import Atomic, Mutex, Queue, Shared, join, spawn, yield_now


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


class Tally:
    def __init__(self):
        self.calls = Atomic(0)

    def call(self, times):
        for _ in range(times):
            self.calls.add()


def main():
    count = Shared(0)

    def adds():
        for _ in range(200):
            count.update(lambda n: n + 1)

    join([spawn(adds) for _ in range(8)])
    print(count.get())

    places = Queue[int](4)

    def produces():
        for n in range(50):
            places.put(n)
        places.close()

    def consumes():
        return sum(places)

    consumer = spawn(consumes)
    spawn(produces)
    print(consumer.join())

    flag = Atomic(0)
    spawn(flag.store, 1)
    while flag.load() == 0:
        yield_now()
    print("the worker ran")

    tally = Tally()
    join([spawn(tally.call, 100) for _ in range(16)])
    print(tally.calls.load())
    print(set(join([spawn(fib, 18) for _ in range(16)])))

    guarded = Mutex(0)

    def counts():
        for _ in range(1000):
            with guarded as cell:
                cell.value += 1

    join([spawn(counts) for _ in range(4)])
    with guarded as cell:
        print(cell.value)


main()
