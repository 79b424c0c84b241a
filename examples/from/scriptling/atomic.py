"""scriptling: an atomic counter"""

from weft import Atomic, join, spawn


def request():
    Atomic(name="requests").add()


counter = Atomic(0, name="requests")
counter.add(1)
counter.add(-5)
counter.set(100)
print(counter.get())
join([spawn(request) for _ in range(10)])
print(counter.get())
