# Timeouts as messages show them: what is below 0 waits not at all, and a whole number of seconds is an int.
from weft import Atomic, Barrier, Channel, Event, Mutex, Queue, Semaphore, as_completed, spawn, timeout, wait_first


def told(f):
    try:
        print(f())
    except TimeoutError as error:
        print(error)


def hold(lock, held):
    with lock:
        held.set()
        Event().wait()


def main():
    channel, queue, lock, held, permits = Channel(0), Queue(1), Mutex(), Event(), Semaphore(1)
    queue.put(1)
    permits.acquire()
    holder = spawn(hold, lock, held)
    held.wait()
    for seconds in [-1, -2.5, 0, 0.0, -0.0, 0.001, -1e300]:
        told(lambda: channel.recv(timeout=seconds))
        told(lambda: channel.send(1, timeout=seconds))
        told(lambda: queue.put(2, seconds))
        told(lambda: held.clear())
        told(lambda: held.wait(seconds))
        told(lambda: lock.acquire(timeout=seconds))
        told(lambda: permits.acquire(seconds))
        told(lambda: Barrier(2).wait(seconds))
        told(lambda: Atomic(1).wait(1, seconds))
        told(lambda: holder.join(seconds))
        told(lambda: holder.outcome(timeout=seconds))
        told(lambda: wait_first([holder], seconds))
        told(lambda: next(as_completed([holder], seconds)))
        told(lambda: timeout(seconds, Event().wait))
    permits.release()


main()
