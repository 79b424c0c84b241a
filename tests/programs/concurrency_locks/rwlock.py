# A lock for readers and writers by itself: who may be in it with whom, and what is refused.
from weft import RWLock, spawn

lock = RWLock()
print(lock)
with lock.read() as nothing:
    print(nothing, lock.try_acquire_read(), lock.try_acquire_write())
with lock.write():
    print(lock.try_acquire_read(), lock.try_acquire_write())
print(lock.try_acquire_read(), lock.release_read(), lock.try_acquire_write(), lock.release_write())
for release in (lock.release_read, lock.release_write):
    try:
        release()
    except RuntimeError as error:
        print(error)
for take, wrong, right in (
    (lock.acquire_read, lock.release_write, lock.release_read),
    (lock.acquire_write, lock.release_read, lock.release_write),
):
    take()
    for again in (lock.acquire_read, lock.acquire_write, wrong):
        try:
            again()
        except RuntimeError as error:
            print(error)
    right()


def stranger(reads, writes):
    seen = [lock.try_acquire_read()]
    if seen[0]:
        lock.release_read()
    seen.append(lock.try_acquire_write())
    if seen[1]:
        lock.release_write()
    print(seen == [reads, writes])
    for seconds in (0, 0.01):
        try:
            lock.acquire_write(timeout=seconds)
            lock.release_write()
        except TimeoutError as error:
            print(error)
        try:
            lock.acquire_read(seconds)
            print("reads")
            lock.release_read()
        except TimeoutError as error:
            print(error)
    for release in (lock.release_read, lock.release_write):
        try:
            release()
        except RuntimeError as error:
            print(error)


with lock.read():
    spawn(stranger, True, False).join()
with lock.write():
    spawn(stranger, False, False).join()
spawn(stranger, True, True).join()
try:
    with lock.write():
        raise KeyError("inside")
except KeyError as error:
    print(repr(error), lock.try_acquire_write(), lock.release_write())


def reads(n):
    with lock.read():
        if n % 2:
            return "odd"
        for _ in range(n):
            with RWLock().write():
                break
        return "even"


print(reads(3), reads(4), lock.try_acquire_write(), lock.release_write())
