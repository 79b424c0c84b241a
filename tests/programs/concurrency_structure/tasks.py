# tasks: all that have not ended, what they wait for, where, and who holds it
from weft import (
    Barrier, Channel, Condition, Event, Latch, Mutex, RWLock, Semaphore, WaitGroup, done, parallel, recv, scope, select,
    send, sleep, spawn, tasks, yield_now,
)  # fmt: skip


def cross(first, second, met):
    with first:
        met.wait()
        with second:
            print("never")


def choose(a, b, task):
    select(recv(a), send(b, 1), done(task))


def report(n):
    while sum(1 for t in tasks() if t.state == "parked") < n:
        yield_now()
    for t in tasks():
        print(repr(t), "|", t.where.rpartition("/")[2], "|", t.spawned.rpartition("/")[2], "|", t.worker)


def main():
    print(len(tasks()), tasks()[0], tasks())
    a, b, met = Mutex(), Mutex(), Barrier(2)
    stuck = [spawn(cross, a, b, met), spawn(cross, b, a, met)]
    report(2)
    for t in stuck:
        t.abort()
        t.outcome()
    print(len(tasks()))

    empty, full = Channel(3), Channel()
    sleeper = spawn(sleep, 1000)
    lock, condition, group, event, latch = RWLock(), Condition(), WaitGroup(), Event(), Latch()
    group.add()
    lock.acquire_write()

    def read():
        with lock.read():
            pass

    def wait():
        with condition:
            condition.wait()

    waiters = [
        spawn(empty.recv), spawn(full.send, 1), spawn(choose, empty, full, sleeper), spawn(sleeper.join),
        spawn(lambda: event.wait()), spawn(read), spawn(wait), spawn(group.wait), spawn(latch.wait), sleeper,
    ]  # fmt: skip
    report(len(waiters))
    snapshot = tasks()
    for t in waiters:
        t.abort()
        t.outcome()
    lock.release_write()
    print(len(snapshot), [t.name for t in snapshot], len(tasks()))


main()
