# Those who wait at a condition are notified in the order in which they came; an abort there comes with the lock.
from weft import Aborted, Cancelled, Channel, Condition, spawn, yield_now


def waits(c, number, order, ready):
    with c:
        ready.send(number)
        c.wait()
        order.send(number)


c, order, ready = Condition(), Channel(None), Channel(None)
tasks = []
for number in range(8):
    tasks.append(spawn(waits, c, number, order, ready))
    ready.recv()
with c:  # all have given it back, so all wait
    c.notify(3)
for task in tasks[:3]:
    task.join(timeout=60)
print(sorted(order.recv() for _ in range(3)), len(order))


def is_aborted(c, ready):
    with c:
        ready.send(0)
        try:
            c.wait()
        except Cancelled:
            return c.try_acquire()  # it holds it already
    return None


victim = spawn(is_aborted, c, ready)
ready.recv()
with c:
    victim.abort()
    for _ in range(100):
        yield_now()
    print(victim.done)  # it waits for the lock first
print(victim.join(timeout=60))
with c:
    c.notify_all()
for task in tasks:
    task.join(timeout=60)
print(sorted(order.recv() for _ in range(5)))


def takes_two(c, ready):
    with c:
        ready.send(1)
        c.wait(timeout=0.001)


late = spawn(takes_two, c, ready)
try:
    late.join(timeout=60)
except TimeoutError as error:
    print(error)
unused = spawn(waits, c, 99, order, ready)
unused.abort()
try:
    unused.join()
except Aborted:
    print("aborted", c.try_acquire(), c.release())
