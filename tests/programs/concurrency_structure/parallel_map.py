# parallel_map: results in order, at most `limit` at a time, the first error aborts the others
from weft import Aborted, Atomic, Cancelled, Channel, Event, parallel_map, spawn, yield_now


def square(x):
    return x * x


def count(now, most, x):
    n = now.add()
    most.max(n)
    for _ in range(3):
        yield_now()
    now.add(-1)
    return x


class Numbers:
    def __init__(self, asked):
        self.asked = asked

    def __iter__(self):
        return self

    def __next__(self):
        n = self.asked.add() - 1
        if n == 20:
            raise StopIteration
        return n


def main():
    print(parallel_map(square, range(10)), parallel_map(square, []))
    print(parallel_map(len, ["a", "bc", ""]), parallel_map(str, [1, 2]))
    for limit in (1, 3, 100):
        now, most, asked = Atomic(0), Atomic(0), Atomic(0)
        out = parallel_map(lambda x: count(now, most, x), Numbers(asked), limit=limit)
        print(out == list(range(20)), most.load() <= limit, now.load(), asked.load())

    # without a limit all run at once: each waits for all others
    ready, gone = Atomic(0), Event()

    def meet(x):
        if ready.add() == 50:
            gone.set()
        gone.wait()
        return -x

    print(sum(parallel_map(meet, range(50))))

    for limit in (None, 2):
        log = Channel(None)
        started = Event()

        def work(x):
            if x == 1:
                started.wait()
                raise ValueError("one")
            try:
                started.set()
                Channel().recv()
            finally:
                log.send(x)

        try:
            parallel_map(work, range(2), limit)
        except ValueError as error:
            print(error, log.try_recv())
    for limit in (0, -1):
        try:
            parallel_map(square, [1], limit=limit)
        except ValueError as error:
            print(error)


main()
