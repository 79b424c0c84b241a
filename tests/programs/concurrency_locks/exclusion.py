# However many tasks there are, a mutex lets one in at a time, and a semaphore so many.
from weft import Channel, Mutex, Semaphore, spawn, yield_now

lock = Mutex()
places = Semaphore(3)


def adds(cell, times):
    """What is in the cell is taken out and put back: the cell is empty for whoever is inside as well."""
    for n in range(times):
        with lock:
            total = cell.try_recv()
            if n % 7 == 0:
                yield_now()
            cell.try_send(total + 1)


def visits(inside, times):
    for n in range(times):
        with places:
            inside.try_send(n)
            if n % 5 == 0:
                yield_now()
            inside.try_recv()


cell = Channel(1)
cell.send(0)
tasks = [spawn(adds, cell, 200) for _ in range(20)]
for task in tasks:
    task.join()
print(cell.recv(), lock.held)

inside = Channel(3)
tasks = [spawn(visits, inside, 200) for _ in range(20)]
for task in tasks:
    task.join()
print(len(inside), places.permits)
