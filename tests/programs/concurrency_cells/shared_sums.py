# Many tasks update what they share: nothing is lost, whoever is impatient or aborted meanwhile.
from weft import Aborted, Cancelled, Shared, join, spawn, yield_now

total, log = Shared(0), Shared([])


def adds(me, turns):
    for turn in range(turns):
        total.update(lambda n: n + me)
        if turn % 8 == 0:
            log.update(lambda rows: rows + [(me, turn)])
            yield_now()


join([spawn(adds, me, 64) for me in range(1, 9)])
print(total.get(), len(log.get()), sorted(log.get())[:3])
for me in range(1, 9):
    turns = [turn for who, turn in log.get() if who == me]
    assert turns == sorted(turns)

pair = Shared([0, 0])


def both(xs):
    xs[0] += 1
    yield_now()
    xs[1] += 1
    return xs


def is_hasty(turns):
    done = 0
    for turn in range(turns):
        try:
            pair.update(both, timeout=0.0001 * (turn % 3))
            done += 1
        except TimeoutError:
            pass
        a, b = pair.get()
        assert a == b
    return done


def is_aborted():
    try:
        while True:
            pair.update(both)
    except Cancelled:
        return None


victims = [spawn(is_aborted) for _ in range(3)]
hasty = [spawn(is_hasty, 50) for _ in range(4)]
for _ in range(50):
    yield_now()
for victim in victims:
    victim.abort()
    try:
        victim.join()
    except Aborted:
        pass
done = sum(join(hasty))
before = pair.get()
join([spawn(is_hasty, 50) for _ in range(2)])
print(before[0] == before[1], before[0] >= done, pair.get(timeout=60)[0] >= before[0])
