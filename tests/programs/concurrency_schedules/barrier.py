# Nobody goes on before all have come, round after round, and each round has each index once.
from weft import Atomic, Barrier, spawn, yield_now

barrier, come = Barrier(3), Atomic(0)


def comes(turns):
    indexes = []
    for turn in range(turns):
        come.add(1)
        if turn % 2:
            yield_now()
        indexes.append(barrier.wait())
        assert come.load() >= 3 * (turn + 1)
    return indexes


tasks = [spawn(comes, 6) for _ in range(3)]
rounds = list(zip(*[task.join() for task in tasks]))
print(len(rounds), all(sorted(indexes) == [0, 1, 2] for indexes in rounds), come.load())
