# Who was aborted while it waited is on no list any more: what comes goes to the next, and nothing is resumed twice.
from weft import Aborted, Channel, Event, Mutex, Queue, Semaphore, Task, spawn, tasks, wait_first, yield_now


def all_parked(count):
    while sum(task.state == "parked" for task in tasks()) < count:
        yield_now()


def abort(task: Task[int]):
    task.abort()
    try:
        task.join()
    except Aborted:
        print("aborted", end=" ")


def takes(lock, value):
    with lock:
        return value


def waits(event):
    event.wait()
    return 1


def joins(other: Task[int]):
    return other.join()


ch = Channel[int]()
first, second = spawn(ch.recv), spawn(ch.recv)
all_parked(2)
abort(first)
ch.send(1)
print(second.join())

queue = Queue[int](1)
queue.put(1)
putter = spawn(queue.put, 2)
all_parked(1)
putter.abort()
print(queue.get(), end=" ")
try:
    putter.join()
except Aborted:
    print(len(queue))

lock, permits = Mutex(), Semaphore(1)
with lock, permits:
    a, b = spawn(takes, lock, 3), spawn(takes, permits, 4)
    all_parked(2)
    abort(a)
    abort(b)
print(spawn(takes, lock, 5).join(), spawn(takes, permits, 6).join(), lock.held, permits.permits)

event = Event()
a, b = spawn(waits, event), spawn(waits, event)
all_parked(2)
abort(a)
event.set()
print(b.join())

# one who joins, and one who waits for the first of several
source = spawn(ch.recv)
joiner, other = spawn(joins, source), spawn(wait_first, [source])
all_parked(3)
abort(joiner)
other.abort()
ch.send(7)
print(source.join(), joiner.done)
