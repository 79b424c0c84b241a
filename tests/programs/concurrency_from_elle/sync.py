# Elle's cases of lib/sync: futex, lock, semaphore, condition, rwlock, barrier, latch, once, queue, monitor.
from weft import (
    Atomic, Barrier, Closed, Condition, Latch, Mutex, Once, Queue, RWLock, Semaphore, Shared, join, spawn, tasks,
    yield_now,
)  # fmt: skip


def all_parked(count):
    while sum(task.state == "parked" for task in tasks()) < count:
        yield_now()


def futex():
    cell = Atomic(1)
    cell.wait(0)  # another value: it returns
    waiter = spawn(cell.wait, 1)
    all_parked(1)
    cell.store(2)
    print("futex", cell.notify(1))
    waiter.join()


def lock():
    guard, total = Mutex(), Shared(0)

    def counts():
        for _ in range(100):
            with guard:
                total.set(total.get() + 1)

    print("lock", guard.held, guard.try_acquire(), guard.held, spawn(guard.try_acquire).join())
    guard.release()
    join([spawn(counts), spawn(counts)])
    print(total.get(), guard.held)


def semaphore():
    permits, active, most = Semaphore(2), Atomic(0), Atomic(0)

    def works():
        with permits:
            most.max(active.add())
            for _ in range(3):
                yield_now()
            active.add(-1)

    permits.acquire()
    print("semaphore", permits.permits, permits.try_acquire(), permits.try_acquire())
    permits.release()
    permits.release()
    join([spawn(works) for _ in range(5)])
    print(most.load() <= 2, permits.permits)


def condition():
    changed, state = Condition(), Shared(0)

    def waits(wanted):
        with changed:
            changed.wait_for(lambda: state.get() >= wanted)
        return wanted

    one = spawn(waits, 1)
    all_parked(1)
    with changed:
        state.set(1)
        changed.notify()
    print("condition", one.join())
    three = [spawn(waits, 2) for _ in range(3)]
    all_parked(3)
    with changed:
        state.set(2)
        changed.notify_all()
    print(join(three))


def rwlock():
    guard, together, value = RWLock(), Barrier(2), Shared(0)

    def reads():
        with guard.read():
            together.wait()
            return value.get()

    def writes():
        with guard.write():
            value.set(9)

    print("rwlock", join([spawn(reads), spawn(reads)]))
    spawn(writes).join()
    print(join([spawn(reads), spawn(reads)]))


def barrier():
    gate, before = Barrier(3), Atomic(0)

    def crosses():
        before.add()
        gate.wait()
        return before.load()

    print("barrier", join([spawn(crosses) for _ in range(3)]))


def latch():
    gate = Latch()
    waiting = [spawn(gate.wait) for _ in range(3)]
    print("latch", gate.is_open)
    gate.open()
    join(waiting)
    gate.wait()
    print(gate.is_open)


def once():
    calls = Atomic(0)

    def makes():
        calls.add()
        yield_now()
        return "made"

    def breaks():
        raise KeyError("broken")

    single = Once(makes)
    print("once", {value for value in join([spawn(single.get) for _ in range(5)])}, calls.load())
    broken = Once(breaks)
    for _ in range(2):
        try:
            broken.get()
        except KeyError as error:
            print(error)


def queue():
    pipe = Queue[int](2)

    def puts(start):
        for n in range(start, start + 5):
            pipe.put(n)

    def takes():
        return [pipe.get() for _ in range(5)]

    producer, consumer = spawn(puts, 0), spawn(takes)
    producer.join()
    print("queue", consumer.join())
    producers = [spawn(puts, 10), spawn(puts, 20)]
    print(sorted(pipe.get() for _ in range(10)))
    join(producers)

    pipe.put(1)
    pipe.put(2)
    blocked = spawn(pipe.put, 3)
    all_parked(1)
    pipe.close()
    try:
        blocked.join()
    except Closed:
        print("put was let go", len(pipe))
    print(list(pipe), pipe.closed)
    empty = Queue[int](1)
    blocked_get = spawn(empty.get)
    all_parked(1)
    empty.close()
    try:
        blocked_get.join()
    except Closed:
        print("get was let go")


def monitor():
    guarded = Mutex(0)

    def counts():
        for _ in range(50):
            with guarded as cell:
                cell.value += 1

    join([spawn(counts) for _ in range(4)])
    try:
        with guarded as cell:
            cell.value //= 0
    except ZeroDivisionError:
        print("monitor", guarded.held)
    with guarded as cell:
        print(cell.value)


for case in (futex, lock, semaphore, condition, rwlock, barrier, latch, once, queue, monitor):
    case()
