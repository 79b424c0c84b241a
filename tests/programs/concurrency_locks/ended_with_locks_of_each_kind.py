# What tasks hold when they end becomes free, and is reported.
from weft import Condition, RWLock, spawn

lock, c = RWLock(), Condition()


def reads():
    lock.acquire_read()


def writes():
    lock.acquire_write()


def notifies():
    c.acquire()
    c.notify()
    raise ValueError("in the middle")


spawn(reads).join()
spawn(writes).join()
try:
    spawn(notifies).join()
except ValueError as error:
    print(error)
print(lock.try_acquire_write(), c.try_acquire())
lock.release_write()
c.release()
raise SystemExit(1)
