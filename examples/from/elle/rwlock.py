"""Elle: two readers at once (make-rwlock)"""

from weft import Barrier, RWLock, Shared, join, spawn

lock, both, value = RWLock(), Barrier(2), Shared(1)


def read():
    with lock.read():
        both.wait()  # only two who are inside together get past this
        return value.get()


def write(n):
    with lock.write():
        value.set(n)


print(join([spawn(read), spawn(read)]))
spawn(write, 7).join()
with lock.read():
    print(value.get())
