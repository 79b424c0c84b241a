# Each call that waits gives up at its limit, and leaves no trace.
from weft import (
    Atomic, Barrier, Channel, Condition, Event, Latch, Mutex, Once, Pool, Queue, RWLock, Semaphore, Shared, Timeout,
    WaitGroup, as_completed, join, recv, select, send, sleep, spawn, timeout, wait_first,
)  # fmt: skip

LIMIT = 0.01


def holds(lock, taken, gate):
    with lock:
        taken.set()
        gate.wait()


def holds_writing(lock, taken, gate):
    with lock.write():
        taken.set()
        gate.wait()


def fires(name, call):
    try:
        call()
        print(name, "ended")
    except TimeoutError:
        print(name, end=" ")


gate = Event()
lock, rwlock, shared = Mutex(), RWLock(), Shared(1)
taken = [Event(), Event()]
spawn(holds, lock, taken[0], gate)
spawn(holds_writing, rwlock, taken[1], gate)
for event in taken:
    event.wait()
task = spawn(gate.wait)
empty, full, queue = Channel[int](), Channel[int](1), Queue[int](1)
full.send(1)
queue.put(1)
fires("recv", lambda: empty.recv(timeout=LIMIT))
fires("send", lambda: empty.send(1, timeout=LIMIT))
fires("full", lambda: full.send(2, timeout=LIMIT))
fires("put", lambda: queue.put(2, timeout=LIMIT))
fires("get", lambda: Queue[int]().get(timeout=LIMIT))
fires("join", lambda: task.join(timeout=LIMIT))
fires("outcome", lambda: task.outcome(timeout=LIMIT))
fires("join of several", lambda: join([task], timeout=LIMIT))
fires("wait_first", lambda: wait_first([task], timeout=LIMIT))
fires("as_completed", lambda: next(as_completed([task], timeout=LIMIT)))
fires("timeout", lambda: timeout(LIMIT, gate.wait))
print()
fires("Mutex", lambda: lock.acquire(timeout=LIMIT))
fires("read", lambda: rwlock.acquire_read(timeout=LIMIT))
fires("write", lambda: rwlock.acquire_write(timeout=LIMIT))
permits = Semaphore(1)
permits.acquire()
fires("Semaphore", lambda: permits.acquire(timeout=LIMIT))
permits.release()
fires("Event", lambda: gate.wait(timeout=LIMIT))
fires("Latch", lambda: Latch().wait(timeout=LIMIT))
fires("Barrier", lambda: Barrier(2).wait(timeout=LIMIT))
group = WaitGroup()
group.add()
fires("WaitGroup", lambda: group.wait(timeout=LIMIT))
condition = Condition()
with condition:
    fires("Condition", lambda: condition.wait(timeout=LIMIT))
    fires("wait_for", lambda: condition.wait_for(lambda: False, timeout=LIMIT))
fires("Atomic", lambda: Atomic(0).wait(0, timeout=LIMIT))
print()
match select(recv(empty), send(full, 2), timeout=LIMIT):
    case Timeout():
        print("select")
    case _:
        print("an arm")
gate.set()
task.join()
with lock, rwlock.write(), condition:
    print(full.recv(), len(full), queue.get(), len(queue), len(empty), permits.permits)
