# A barrier lets each round pass, and tells each who came its place.
from weft import Barrier, Shared, join, spawn

ROUNDS, PARTIES = 5, 4
barrier, arrived = Barrier(PARTIES), Shared(0)


def rounds():
    places, counts = [], []
    for _ in range(ROUNDS):
        arrived.update(lambda n: n + 1)
        places.append(barrier.wait())
        counts.append(arrived.get())
        barrier.wait()
    return places, counts


results = join([spawn(rounds) for _ in range(PARTIES)])
for turn in range(ROUNDS):
    print(sorted(places[turn] for places, _ in results), {counts[turn] for _, counts in results})
