# An atomic's methods: what they give, what they refuse, and that an error leaves it as it was.
from weft import Atomic, spawn

a = Atomic(5)
print(a, repr(a) == str(a), a == a, a == Atomic(5), {a: 1}[a])
print(a.load(), a.get(), a.store(7), a.get(), a.set(8), a.load())
print(a.add(), a.add(10), a.add(delta=-4), a.load())
print(a.swap(1), a.load(), a.compare_exchange(1, 2), a.load(), a.compare_exchange(1, 3), a.load())
print(a.max(10), a.max(4), a.load(), a.min(6), a.min(9), a.load())
print(a.compare_exchange(expected=6, value=-6), a.load())

largest = 2305843009213693951
for start, delta in ((largest, 1), (-largest - 1, -1), (largest - 5, largest), (-largest, -largest)):
    a.store(start)
    try:
        a.add(delta)
    except OverflowError as error:
        print(error, a.load() == start)
print(a.swap(largest), a.add(-largest), a.min(-largest - 1), a.max(largest))


def refused(f):
    try:
        f()
    except TypeError as error:
        print(error)


a.store(3)
refused(lambda: Atomic(1.0))
refused(lambda: Atomic(True))
refused(lambda: Atomic("1"))
refused(lambda: a.store(None))
refused(lambda: a.set([]))
refused(lambda: a.add(0.5))
refused(lambda: a.swap(False))
refused(lambda: a.compare_exchange(1.5, 2))
refused(lambda: a.compare_exchange(3, "2"))
refused(lambda: a.max(None))
refused(lambda: a.min((1,)))
refused(lambda: a.wait(3.0, timeout=0))
print(a.load())


class Count(int):
    pass


b = Atomic(Count(2))
print(b.load(), b.add(Count(3)), b.swap(Count(9)), b.max(Count(11)), b.compare_exchange(Count(11), 4), b.load())


def changes(same):
    same.add(100)
    return same


print(spawn(changes, a).join() == a, a.load())
