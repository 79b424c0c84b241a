# What is done once: by whoever asks first, while others wait; all get copies of what came of it, be that an error.
from weft import Aborted, Cancelled, Channel, Once, join, spawn, yield_now

runs = Channel(None)


def makes():
    runs.send("makes")
    for _ in range(20):
        yield_now()
    row = [1]
    return [row, row]


table = Once(makes)


def takes(table):
    got = table.get()
    got[0].append(2)
    return got, got[0] is got[1]


print(table, table == table, len(runs))
print(join([spawn(takes, table) for _ in range(6)])[5], len(runs), table.get(), table.get() is table.get())


class Failed(Exception):
    def __init__(self, code, details):
        super().__init__(code)
        self.details = details


def fails():
    runs.send("fails")
    yield_now()
    raise Failed(7, ["a"])


wrong = Once(fails)


def asks(once):
    try:
        once.get()
    except Failed as error:
        error.details.append("mine")
        return error.args, error.details
    return None


print(join([spawn(asks, wrong) for _ in range(4)])[3], asks(wrong), asks(wrong), len(runs))

# Asked for by itself, it would wait for itself: an error as others.
mine = Once(lambda: mine.get() + 1)
other = Once(lambda: 1 + table.get()[0][0])
for _ in range(2):
    try:
        mine.get()
    except RuntimeError as error:
        print(error)
print(other.get(), Once(lambda: None).get(), Once(list).get(), Once("x".upper).get())

# The function is copied when it is given; it runs in the task that asks, with that one's globals.
factor = 2
items = [1, 2]


def product():
    return factor * sum(items)


def closure(xs):
    def total():
        xs.append(100)
        return sum(xs)

    return total


captured = [1, 2]
total, late = Once(closure(captured)), Once(product)
captured.append(3)
print(total.get(), total.get(), captured)


def elsewhere(once):
    global factor
    factor = 10
    return once.get()


print(spawn(elsewhere, late).join(), late.get(), factor)

# Who is aborted while it does it leaves it to the next; who waits too long, or is aborted waiting, leaves no trace.
begun, go = Channel(None), Channel(None)


def slow():
    begun.send(None)
    return go.recv()


def waits(once):
    try:
        return once.get()
    except Cancelled:
        return "cancelled"


once = Once(slow)
task = spawn(waits, once)
begun.recv()
for timeout in (0, 0.01):
    try:
        once.get(timeout=timeout)
    except TimeoutError as error:
        print(error)
waiter = spawn(waits, once)
waiter.abort()
try:
    print(waiter.join() == "cancelled")
except Aborted:  # before it ran
    print(True)
task.abort()
print(task.join())
task = spawn(waits, once)
begun.recv()
others = [spawn(waits, once) for _ in range(3)]
go.send([5])
print(task.join(), join(others), once.get(timeout=0), len(begun))
