# A report names what is waited for, and who holds it.
from weft import Channel, Shared, spawn

a, b = Shared(1), Shared(2)
ready, go = Channel(None), Channel(None)


def adds_b(value):
    ready.send(None)
    go.recv()
    return value + b.get()


def adds_a(value):
    ready.send(None)
    go.recv()
    return value + a.get()


spawn(a.update, adds_b)
task = spawn(b.update, adds_a)
for _ in range(2):
    ready.recv()
for _ in range(2):
    go.send(None)
task.join()
