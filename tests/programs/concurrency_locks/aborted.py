# An abort ends a wait without a trace; whoever is aborted inside lets go.
from weft import Aborted, Cancelled, Channel, Event, Mutex, Semaphore, spawn, yield_now

lock, none_left, never = Mutex(), Semaphore(1), Event()


def waits(kind, ready):
    ready.send(True)
    try:
        match kind:
            case "mutex":
                lock.acquire()
            case "with":
                with lock:
                    print("never")
            case "semaphore":
                none_left.acquire(timeout=1000)
            case "event":
                never.wait()
    except Cancelled:
        print(kind, "was aborted")
        raise


lock.acquire()
none_left.acquire()
ready = Channel()
for kind in ("mutex", "with", "semaphore", "event"):
    task = spawn(waits, kind, ready)
    ready.recv()
    for _ in range(100):
        yield_now()
    task.abort()
    try:
        task.join()
    except Aborted as error:
        print(type(error).__name__)
lock.release()
none_left.release()
print(lock.held, none_left.permits)


def holds(ready):
    with lock, none_left:
        ready.send(True)
        never.wait()


task = spawn(holds, ready)
ready.recv()
print(lock.held, none_left.permits)
task.abort()
lock.acquire(timeout=60)
none_left.acquire(timeout=60)
print(lock.held, none_left.permits)
lock.release()
none_left.release()


def survives(ready):
    """An abort arrives in acquire() also where it need not wait; it comes once."""
    ready.send(True)
    try:
        never.wait()
    except Cancelled:
        pass
    with lock:
        return "survived"


task = spawn(survives, ready)
ready.recv()
task.abort()
print(task.join())


def cleans(ready):
    try:
        ready.send(True)
        never.wait()
    finally:
        with lock:
            print("cleanup has the lock")


lock.acquire()
task = spawn(cleans, ready)
ready.recv()
task.abort()
task.abort()
lock.release()
print(type(task.outcome().error).__name__, lock.held)
