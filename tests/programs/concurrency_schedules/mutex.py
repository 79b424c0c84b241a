# One holds it at a time: no count is lost between a look at a cell and the write, and who gives up holds nothing.
from weft import Atomic, Mutex, spawn, yield_now

lock, guarded, cell, inside = Mutex(), Mutex(0), Atomic(0), Atomic(0)


def adds(turns):
    done = 0
    for turn in range(turns):
        try:
            lock.acquire(timeout=0.0001 if turn % 3 == 0 else None)
        except TimeoutError:
            continue
        assert inside.add(1) == 1
        value = cell.load()
        yield_now()
        cell.store(value + 1)
        inside.add(-1)
        lock.release()
        with guarded as kept:
            kept.value += 1
        done += 1
    return done


tasks = [spawn(adds, 6) for _ in range(4)]
done = sum(task.join() for task in tasks)
with guarded as kept:
    print(cell.load() == done, kept.value == done, lock.held)
