# To wait at an atomic: while it has that value, until notified. No waking is lost, and who leaves is not counted.
from weft import Aborted, Atomic, Channel, spawn, yield_now

a, order = Atomic(0), Channel(None)
print(a.wait(1), a.notify(), a.notify(5), a.notify(0), a.notify(-3))
for timeout in (0, 0.01, 1e-9):
    try:
        a.wait(0, timeout=timeout)
    except TimeoutError as error:
        print(error)
print(a.wait(1, timeout=0))


def waits(number):
    a.wait(0)
    order.send(number)


def wake(n):
    """So many, once they wait."""
    while n:
        woken = a.notify(n)
        n -= woken
        yield_now()


tasks = [spawn(waits, number) for number in range(5)]
wake(2)
seen = {order.recv(timeout=60), order.recv(timeout=60)}
for _ in range(50):
    yield_now()
print(len(seen), len(order))
wake(3)
for task in tasks:
    task.join(timeout=60)
seen.update(order.recv() for _ in range(3))
print(sorted(seen), a.notify(9))

victim, other = spawn(waits, 7), spawn(waits, 8)
victim.abort()
try:
    victim.join(timeout=60)
except Aborted as error:
    print(error)
wake(1)
other.join(timeout=60)
print(order.recv(), a.notify(9))


def late():
    try:
        a.wait(0, timeout=0.01)
    except TimeoutError as error:
        return str(error)


print(spawn(late).join(), a.notify(9))
a.store(1)
print(spawn(waits, 9).join(), order.recv(), a.wait(0))


# Two that take turns: one waking lost, and both wait for ever.
def partner(word, me, turns):
    for _ in range(turns):
        while (seen := word.load()) % 2 != me:
            word.wait(seen)
        word.add()
        word.notify()


word = Atomic(0)
pair = [spawn(partner, word, 0, 300), spawn(partner, word, 1, 300)]
for task in pair:
    task.join(timeout=60)
print(word.load())
