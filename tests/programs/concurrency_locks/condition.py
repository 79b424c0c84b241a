# A condition by itself: its lock, waiting with a timeout, and what is refused.
from weft import Condition, Mutex, spawn

c = Condition()
print(c)
for call in (c.release, c.wait, c.notify, c.notify_all):
    try:
        call()
    except RuntimeError as error:
        print(error)
try:
    c.wait_for(lambda: True)
except RuntimeError as error:
    print(error)
with c as nothing:
    print(nothing, c.try_acquire(), c.notify(), c.notify(3), c.notify(0), c.notify(-1), c.notify_all())
    try:
        c.acquire()
    except RuntimeError as error:
        print(error)
    for seconds in (0, 0.01):
        try:
            c.wait(seconds)
        except TimeoutError as error:
            print(error)
        print(c.try_acquire())  # it is ours again
    print(c.wait_for(lambda: "at once"), c.wait_for(lambda: [1], timeout=0))
    for seconds in (0, 0.01):
        try:
            c.wait_for(lambda: [], timeout=seconds)
        except TimeoutError as error:
            print(error)
print(c.try_acquire(), c.release(), c.acquire(timeout=1), c.release())
for wrong in (1, "lock"):
    try:
        Condition(wrong)
    except TypeError as error:
        print(error)

guard = Mutex()
full, empty = Condition(guard), Condition(lock=guard)
with full:
    print(guard.held, empty.try_acquire())
    empty.notify()
try:
    empty.notify()
except RuntimeError as error:
    print(error)


def holds():
    with guard:
        try:
            full.acquire(timeout=0.01)
        except RuntimeError as error:
            print(error)
    with full:
        return spawn(waits_for_lock).join()


def waits_for_lock():
    try:
        empty.acquire(timeout=0.01)
    except TimeoutError as error:
        return str(error)
    return "got it"


print(spawn(holds).join())
