# Many wait for each of many rounds, while the count goes up and down: none waits longer than its own.
from weft import Channel, WaitGroup, spawn, yield_now


def waits(group, go, seen):
    for turn in go:
        group.wait()
        seen.send(turn)


group = WaitGroup()
ways = [Channel() for _ in range(8)]
seen = Channel(None)
tasks = [spawn(waits, group, way, seen) for way in ways]
counted = 0
for turn in range(50):
    group.add(3)
    for way in ways:
        way.send(turn)
    for _ in range(turn % 4):
        yield_now()
    group.add()
    group.add(-3)
    assert len(seen) == 0
    group.done()
    if turn % 2:
        group.add()  # the next round: it holds up nobody who waited for this one
        group.done()
    for _ in ways:
        assert seen.recv(timeout=60) == turn
        counted += 1
for way in ways:
    way.close()
for task in tasks:
    task.join()
print(counted)
