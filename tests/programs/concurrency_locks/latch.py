# A latch by itself, and many who wait for it: it opens once, for good.
from weft import Channel, Latch, spawn

gate = Latch()
print(gate, gate.is_open)
for seconds in (0, 0.01):
    try:
        gate.wait(seconds)
    except TimeoutError as error:
        print(error)


def waits(number, gate, done):
    gate.wait()
    done.send(number)


done = Channel(None)
tasks = [spawn(waits, n, gate, done) for n in range(20)]
print(len(done), gate.open(), gate.is_open)
for task in tasks:
    task.join(timeout=60)
print(sorted(done.recv() for _ in range(20)))
print(gate.open(), gate.wait(), gate.wait(timeout=0), gate.is_open)
try:
    gate.is_open = False
except AttributeError as error:
    print(error)
try:
    gate.wait("soon")
except TypeError as error:
    print(error)
