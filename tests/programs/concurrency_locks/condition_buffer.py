# Tasks take turns by a condition that all of them share; nobody is forgotten, though one is notified at a time.
from weft import Channel, Condition, Mutex, spawn


def takes(guard, turns, number, of, way, log):
    """The token goes round: the one whose turn it is takes it from the channel and hands it on."""
    for _ in range(turns):
        with guard:
            way[number].wait_for(lambda: len(log) % of == number)
            log.send(number)
            way[(number + 1) % of].notify()


guard, log = Mutex(), Channel(None)
ways = [Condition(guard) for _ in range(5)]
tasks = [spawn(takes, guard, 40, n, 5, ways, log) for n in range(5)]
for task in tasks:
    task.join(timeout=60)
taken = [log.recv() for _ in range(len(log))]
print(len(taken), taken[:12], all(number == place % 5 for place, number in enumerate(taken)))


def puts(c, numbers, room, items):
    for number in numbers:
        with c:
            c.wait_for(lambda: len(items) < room)
            items.send(number)
            c.notify_all()


def gets(c, count, items, out):
    for _ in range(count):
        with c:
            c.wait_for(lambda: len(items) > 0)
            out.send(items.recv())
            c.notify_all()


for room in (1, 2, 7):
    c, items, out = Condition(), Channel(None), Channel(None)
    tasks = [spawn(puts, c, range(n * 100, n * 100 + 40), room, items) for n in range(3)]
    tasks += [spawn(gets, c, 60, items, out) for _ in range(2)]
    for task in tasks:
        task.join(timeout=60)
    got = [out.recv() for _ in range(len(out))]
    print(room, len(got), sum(got), len(set(got)), len(items))
