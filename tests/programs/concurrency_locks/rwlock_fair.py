# Readers and writers are served in the order in which they came: readers together, writers alone, and none starves.
from weft import Channel, RWLock, spawn, yield_now


def enters(lock, number, writes, order, ready):
    ready.send(number)
    if writes:
        lock.acquire_write()
        order.send(f"w{number}")
        lock.release_write()
    else:
        lock.acquire_read()
        order.send(f"r{number}")
        lock.release_read()


lock, order, ready = RWLock(), Channel(None), Channel()
lock.acquire_read()
tasks = []
for number, kind in enumerate("wrrwwr"):
    tasks.append(spawn(enters, lock, number, kind == "w", order, ready))
    ready.recv()
    for _ in range(1000):  # it is on its way to the queue
        yield_now()
print(len(order), "others read, but nobody overtakes the first writer")
lock.release_read()
for task in tasks:
    task.join()
came = [order.recv() for _ in tasks]
print(came[0], sorted(came[1:3]), came[3:])


def late(lock, order):
    with lock.read():
        order.send("reads")


lock.acquire_read()
writer = spawn(enters, lock, 0, True, order, ready)
ready.recv()
for _ in range(1000):
    yield_now()
reader = spawn(late, lock, order)
for _ in range(1000):
    yield_now()
writer.abort()  # the reader behind it goes on then
reader.join(timeout=60)
print(order.recv(), type(writer.outcome(timeout=60).error).__name__)
lock.release_read()
