# What a task holds when it ends is free again, and that is said.
from weft import Cancelled, Channel, Event, Mutex, Semaphore, spawn

lock, places = Mutex(), Semaphore(3)


def forgets():
    lock.acquire()
    places.acquire()
    places.acquire()
    return "forgot"


def fails():
    lock.acquire()
    places.acquire()
    raise ValueError("with a lock")


def is_aborted(ready):
    lock.acquire()
    ready.send(True)
    Event().wait()


def waits():
    with lock:
        return "got it"


print(spawn(forgets).join(), lock.held, places.permits)
print(spawn(fails).outcome(), lock.held, places.permits)
ready = Channel()
task = spawn(is_aborted, ready)
ready.recv()
waiter = spawn(waits)
task.abort()
print(waiter.join(), type(task.outcome().error).__name__, lock.held)
places.acquire()
lock.acquire()
raise KeyError("main, too")
