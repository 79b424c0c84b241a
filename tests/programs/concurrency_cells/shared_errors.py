# An error in an update is raised and leaves the value as it was; who uses what it uses already gets an error.
from weft import Aborted, Cancelled, Channel, Shared, spawn

numbers = Shared([1, 2, 3])


def fails(xs):
    xs.append(4)
    raise ValueError("no")


def divides(xs):
    xs.clear()
    return [1 // len(xs)]


for f in (fails, divides):
    try:
        numbers.update(f)
    except (ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, error, numbers.get())


def nested(what):
    def f(xs):
        xs.append(5)
        what()
        return xs

    try:
        numbers.update(f)
    except RuntimeError as error:
        print(error, numbers.get())


nested(lambda: numbers.get())
nested(lambda: numbers.set([]))
nested(lambda: numbers.update(lambda xs: xs))
nested(lambda: numbers.get(timeout=0))

# One may use another meanwhile, and catch what it did wrong.
other = Shared(10)


def catches(xs):
    try:
        numbers.set([0])
    except RuntimeError:
        xs.append(other.update(lambda n: n + 1))
    return xs


print(numbers.update(catches), other.get())

# Who has to wait too long, or is aborted while it waits or works, leaves no trace.
started, go = Channel(None), Channel(None)


def slow(n):
    started.send(True)
    go.recv()
    return n + 1


def updates():
    return other.update(slow)


task = spawn(updates)
started.recv()
for timeout in (0, 0.01):
    try:
        other.get(timeout=timeout)
    except TimeoutError as error:
        print(error)
try:
    other.set(5, timeout=0.01)
except TimeoutError as error:
    print(error)
try:
    other.update(slow, timeout=0.01)
except TimeoutError as error:
    print(error)


def waits():
    try:
        return other.get()
    except Cancelled:
        return "cancelled"


waiter = spawn(waits)
waiter.abort()
try:
    print(waiter.join() == "cancelled")
except Aborted:  # before it ran
    print(True)
go.send(True)
print(task.join(), other.get())
task = spawn(updates)
started.recv()
task.abort()
try:
    task.join()
except Aborted as error:
    print(error)
print(other.get(timeout=60), other.update(lambda n: n * 2, timeout=60))
