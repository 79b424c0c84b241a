# Two that need each other are no misuse of either: a deadlock, and the report says who holds what.
from weft import Channel, Once, spawn

ready, go = Channel(None), Channel(None)


def makes_first():
    ready.send(None)
    go.recv()
    return second.get()


def makes_second():
    ready.send(None)
    go.recv()
    return first.get()


first, second = Once(makes_first), Once(makes_second)
spawn(first.get)
spawn(second.get)
for _ in range(2):
    ready.recv()
for _ in range(2):
    go.send(None)
first.get()
