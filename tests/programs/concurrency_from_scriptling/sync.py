# scriptling's cases of its sync library: the four kinds, names that two sides share, a queue that is closed.
from weft import Atomic, Closed, Queue, Shared, WaitGroup, join, spawn


def add(a, b):
    return a + b


def five(n):
    return 2 * n + 1


def increment():
    Atomic(name="counter").add()


def adds_to_total(n):
    Shared(name="total").update(lambda total: total + n)


def produces(n):
    Queue(name="jobs").put(n * 10)


def finishes():
    WaitGroup(name="group").done()


print(spawn(add, 5, 3).join(), join([spawn(five, n) for n in range(5)]))
counter = Atomic(0, name="counter")
join([spawn(increment) for _ in range(10)])
print(counter.get(), counter.add(5), counter.add(-2), counter.add(), counter.add(-100))
counter.set(3)
print(Atomic(name="counter").get())

total = Shared(0, name="total")
join([spawn(adds_to_total, n) for n in (10, 5)])
print(total.update(lambda n: n * 2), total.get())

group = WaitGroup(name="group")
group.wait()
group.add(5)
for _ in range(5):
    spawn(finishes)
group.wait()
print("all five")

jobs = Queue(name="jobs")
join([spawn(produces, n) for n in range(1, 6)])
print(len(jobs), sum(jobs.get() for _ in range(5)))
jobs.put(1)
jobs.put(2)
jobs.close()
jobs.close()
try:
    jobs.put(3)
except Closed:
    print("closed, with", len(jobs))
print(list(jobs))
try:
    jobs.get()
except Closed:
    print("closed and empty")
