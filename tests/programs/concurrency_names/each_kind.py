# Each kind has names of its own; who asks by one gets the object that there is, wherever it is.
from weft import (
    Atomic, Barrier, Channel, Condition, Event, Latch, Mutex, Once, Queue, RWLock, Semaphore, Shared, WaitGroup,
    join, spawn,
)  # fmt: skip


def seven():
    return 7


first = Mutex(name="x")
rw = RWLock(name="x")
sem = Semaphore(2, name="x")
cond = Condition(name="x")
event = Event(name="x")
barrier = Barrier(3, name="x")
latch = Latch(name="x")
once = Once(seven, name="x")
group = WaitGroup(name="x")
atomic = Atomic(5, name="x")
shared = Shared([1], name="x")
channel = Channel(1, name="x")
queue = Queue(4, name="x")
print(first is Mutex(name="x"), rw is RWLock(name="x"), sem is Semaphore(name="x"), cond is Condition(name="x"))
print(event is Event(name="x"), barrier is Barrier(name="x"), latch is Latch(name="x"), once is Once(name="x"))
print(group is WaitGroup(name="x"), atomic is Atomic(name="x"), shared is Shared(name="x"))
print(channel is Channel(name="x"), queue is Queue(name="x"))
print(first == Mutex(name="y"), first == Mutex(), {first: "found"}[Mutex(name="x")], Mutex(name="x"), Mutex(name="y"))
print(Queue(name="x"), Queue(name="y"), Channel(name="x"), Channel(name="y"), Queue(name=""), Queue(name="é ☃"))
print(Queue(name="é ☃") is Queue(name="é ☃"), Queue(name=None) is Queue(name=None))


def use():
    with Mutex(name="x"):
        pass
    with RWLock(name="x").read():
        pass
    with Semaphore(name="x") as held:
        assert held is None
    with Condition(name="x") as held:
        Condition(name="x").notify_all()
    Event(name="x").set()
    Latch(name="x").open()
    Barrier(name="x").wait()
    Atomic(name="x").add(10)
    Shared(name="x").update(lambda xs: xs + [2])
    Queue(name="x").put(Once(name="x").get())
    WaitGroup(name="x").done()
    return Channel(name="x").recv()


group.add(2)
tasks = [spawn(use) for _ in range(2)]
barrier.wait()
event.wait()
latch.wait()
group.wait()
channel.send("a")
channel.send("b")
print(sorted(join(tasks)))
print(atomic.get(), shared.get(), queue.get(), queue.get(), len(queue), sem.permits, latch.is_open, event.is_set())
