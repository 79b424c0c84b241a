# Many tasks change one atomic: no change is lost, and each is seen by one alone.
from weft import Atomic, join, spawn, yield_now

total, tickets, highest, lowest = Atomic(0), Atomic(0), Atomic(0), Atomic(0)


def adds(me, turns):
    mine = []
    for turn in range(turns):
        total.add(me)
        mine.append(tickets.add())
        highest.max(me * turn)
        lowest.min(-me * turn)
        if turn % 16 == 0:
            yield_now()
    return mine


parts = join([spawn(adds, me, 200) for me in range(8)])
print(total.load(), sorted(ticket for part in parts for ticket in part) == list(range(1, 1601)))
print(highest.get(), lowest.get())

once, word = Atomic(0), Atomic(0)


def claims(turns):
    """By swap and by compare_exchange."""
    won = 0
    for _ in range(turns):
        if once.swap(1) == 0:
            won += 1
        seen = word.load()
        while (before := word.compare_exchange(seen, seen + 2)) != seen:
            seen = before
    return won


print(sum(join([spawn(claims, 100) for _ in range(6)])), word.load())
