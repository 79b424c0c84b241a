# Scopes: tasks that don't outlive the block, and errors that come out of it.
from weft import Aborted, Channel, Event, Mutex, WaitGroup, scope, sleep, spawn


def square(n):
    return n * n


with scope() as s:
    tasks = [s.spawn(square, n) for n in range(5)]
print([task.done for task in tasks], [task.join() for task in tasks])

log = Channel(None)


def waits(number, go):
    try:
        go.wait()
        log.send(("went on", number))
    finally:
        log.send(("cleaned", number))


def fails(go):
    go.wait()
    raise ValueError("a child failed")


def logged():
    return sorted(log.recv() for _ in range(len(log)))


never, go = Event(), Event()
try:
    with scope() as s:
        siblings = [s.spawn(waits, n, never) for n in range(3)]
        s.spawn(fails, go)
        sleep(0.01)
        go.set()
except ValueError as error:
    print(error, logged(), [type(t.outcome().error).__name__ for t in siblings])

# the block is aborted, too
go = Event()
go.set()
try:
    with scope() as s:
        s.spawn(fails, go)
        try:
            never.wait()
        finally:
            print("the block is cleaned up")
except ValueError as error:
    print(error)

# an error of the block
try:
    with scope() as s:
        s.spawn(waits, 7, never)
        sleep(0.01)
        raise KeyError("of the block")
except KeyError as error:
    print(error, logged())

# scopes in scopes, and an abort from outside
started = Channel(None)


def inner(never):
    with scope() as s:
        for n in range(2):
            s.spawn(waits, n, never)
        started.send(1)
        never.wait()


def outer(never):
    with scope() as s:
        s.spawn(inner, never)
        s.spawn(inner, never)
        started.send(1)


task = spawn(outer, never)
for _ in range(3):
    started.recv()
sleep(0.02)
task.abort()
try:
    task.join(timeout=60)
except Aborted as error:
    print(error, logged())

# the inner one's failure leaves the outer one alone if it is caught
with scope() as s:
    one = s.spawn(square, 3)
    try:
        with scope() as t:
            t.spawn(fails, go)
    except ValueError as error:
        print("inner:", error)
    print(one.join())


# a scope that is handed on; one that was left
def starts(s, n):
    if n:
        s.spawn(starts, s, n - 1)
    log.send(n)


with scope() as s:
    s.spawn(starts, s, 4)
print(logged())
try:
    s.spawn(square, 1)
except RuntimeError as error:
    print(error)

# a group that starts tasks
group = WaitGroup()
tasks = [group.spawn(square, n) for n in range(4)]
failing = group.spawn(fails, go)
group.wait(timeout=60)
print([task.done for task in tasks], failing.done)
try:
    failing.join()
except ValueError as error:
    print(error)
hanging = group.spawn(never.wait)
hanging.abort()
group.wait(timeout=60)
print(hanging.done)

# locks inside
lock = Mutex()


def counts(lock, numbers):
    for _ in range(50):
        with lock:
            numbers.send(numbers.recv() + 1)


numbers = Channel(1)
numbers.send(0)
with scope() as s:
    for _ in range(4):
        s.spawn(counts, lock, numbers)
    with lock:
        numbers.send(numbers.recv() + 1)
print(numbers.recv(), lock.held)
with scope() as s:
    pass


def returns_from_within():
    with scope() as s:
        task = s.spawn(square, 6)
        return task.join()


print(returns_from_within(), repr(s)[:7])
