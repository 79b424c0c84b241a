# A report names what each task waits on, and who holds it.
from weft import Barrier, Channel, Condition, Latch, RWLock, WaitGroup, spawn

barrier, condition, latch, lock, group = Barrier(2), Condition(), Latch(), RWLock(), WaitGroup()
ready = Channel(None)


def at_barrier():
    barrier.wait()


def at_condition():
    with condition:
        condition.wait()


def at_latch():
    latch.wait()


def reads():
    with lock.read():
        ready.send(None)
        latch.wait()


def at_group():
    group.add()
    group.wait()


for f in (at_barrier, at_condition, at_latch, reads, at_group):
    spawn(f)
ready.recv()
with lock.write():
    print("never")
