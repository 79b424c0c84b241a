# more children than workers, each of which computes until all are there: slices end
from weft import Atomic, parallel


def meet(arrived, n):
    arrived.add()
    while arrived.load() < n:
        pass
    return n


arrived = Atomic(0)
with parallel() as p:
    met = [p.spawn(meet, arrived, 7) for _ in range(7)]
print([t.join() for t in met])
