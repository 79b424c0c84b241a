# Only who holds a lock gives it back.
from weft import Condition, Mutex, RWLock, Semaphore, spawn


def refused(name, call):
    try:
        call()
        print(name, "accepted")
    except RuntimeError:
        print(name, "refused")


def by_another(name, call):
    spawn(refused, name, call).join()


def main():
    lock, rwlock, condition, permits = Mutex(), RWLock(), Condition(), Semaphore(2)
    refused("Mutex, free", lock.release)
    refused("read, free", rwlock.release_read)
    refused("write, free", rwlock.release_write)
    refused("Condition, free", condition.release)
    refused("Semaphore, all there", permits.release)
    with lock, condition:
        by_another("Mutex, another's", lock.release)
        by_another("Condition, another's", condition.release)
        by_another("wait, another's", condition.wait)
        by_another("notify, another's", condition.notify)
        print(lock.held)
    with rwlock.read():
        by_another("read, another's", rwlock.release_read)
        refused("write, when reading", rwlock.release_write)
    with rwlock.write():
        by_another("write, another's", rwlock.release_write)
    with lock, rwlock.write(), condition, permits:
        print(lock.held, permits.permits)


main()
