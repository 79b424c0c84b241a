# While a writer waits nobody overtakes it, and once it gives up those behind it go on.
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


def is_wanted(lock):
    """Whether a writer waits: then nobody else comes in."""
    if not lock.try_acquire_read():
        return True
    lock.release_read()
    return False


def until_wanted(lock):
    while not spawn(is_wanted, lock).join():
        yield_now()


lock, order, ready = RWLock(), Channel(None), Channel()
lock.acquire_read()
tasks = []
for number, kind in enumerate("wrrwwr"):
    tasks.append(spawn(enters, lock, number, kind == "w", order, ready))
    ready.recv()
    until_wanted(lock)  # by the first at least
print(len(order), "others read, but nobody overtakes the first writer")
lock.release_read()
for task in tasks:
    task.join()
came = [order.recv() for _ in tasks]
print(came[0], sorted(came))


def late(lock, order):
    with lock.read():
        order.send("reads")


lock.acquire_read()
writer = spawn(enters, lock, 0, True, order, ready)
ready.recv()
until_wanted(lock)
reader = spawn(late, lock, order)
for _ in range(1000):
    yield_now()
writer.abort()  # the reader behind it goes on then
reader.join(timeout=60)
print(order.recv(), type(writer.outcome(timeout=60).error).__name__)
lock.release_read()
