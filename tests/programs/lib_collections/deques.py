# Deques: both ends, the middle, bounds, comparison, iteration, what a task gets.
import collections
from collections import deque

from weft import Channel, spawn

d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d, len(d), d[0], d[-1], d[2], 3 in d, 9 in d, bool(d), bool(deque()), str(d), f"{d}")
print(d.pop(), d.popleft(), d)
d.extend(range(5, 8))
d.extendleft("ab")
print(d, list(d), list(reversed(d)), [x for x in d], sum([x for x in d if isinstance(x, int)]))
d.extend(d)
print(len(d), d.count("a"), d.index(5), d.index(5, 6), d.index("b", -20))
d.clear()
print(d, d == deque())

ring = deque(range(6))
for n in (1, -1, 2, -2, 4, 7, -9, 0, 100):
    ring.rotate(n)
    print(n, list(ring), end=" ")
ring.rotate()
print(ring)
ring.reverse()
print(ring, ring.maxlen)
ring.insert(2, 20)
ring.insert(-1, 30)
ring.insert(100, 40)
ring.insert(-100, 50)
print(ring)
ring.remove(20)
del ring[0]
del ring[-1]
ring[0] = 10
ring[-1] += 1
print(ring)

last = deque(maxlen=3)
for k in range(6):
    last.append(k)
print(last, last.maxlen)
last.appendleft(9)
print(last, deque([1, 2, 3], 2), deque([1], maxlen=0), deque("abc", maxlen=5))
last.extend([7, 8])
last += [1]
print(last, last.copy(), last + deque([5]), deque([1, 2]) * 2, 2 * deque("x"), deque([1, 2], 3) * 2)
twice = deque([1, 2])
twice *= 3
print(twice)

a, b = deque([1, 2]), deque([1, 2, 3])
print(a == b, a != b, a < b, a <= b, a > b, a >= b, a == deque([1, 2], 9), a == [1, 2], deque([1.0]) == deque([True]))
print(sorted([deque([2]), deque([1, 5]), deque([])]), max(a, b), isinstance(a, deque), type(a) is deque)
print(deque, collections.deque is deque, {"k": a}, [deque([deque([1])])])


def attempt(f):
    try:
        print(f())
    except (IndexError, ValueError, RuntimeError, AttributeError) as e:
        print(type(e).__name__, e)


def grow(q):
    for x in q:
        q.append(x)


def shrink(q):
    for x in q:
        q.pop()


attempt(lambda: deque([1][1:]).pop())
attempt(lambda: deque([1][1:]).popleft())
attempt(lambda: deque([1])[1])
attempt(lambda: deque([1])[-2])
attempt(lambda: deque([1]).remove(2))
attempt(lambda: deque([1]).index(2))
attempt(lambda: deque([1], 1).insert(0, 2))
attempt(lambda: deque([1], -1))
attempt(lambda: grow(deque([1])))
attempt(lambda: shrink(deque([1, 2])))


class Node:
    def __init__(self, name):
        self.name = name
        self.next = []


def breadth_first(start):
    seen, todo = {start.name: True}, deque([start])
    while todo:
        node = todo.popleft()
        yield_to.append(node.name)
        for other in node.next:
            if other.name not in seen:
                seen[other.name] = True
                todo.append(other)


yield_to = []
nodes = [Node(str(k)) for k in range(7)]
for k in range(7):
    nodes[k].next = [nodes[(2 * k + 1) % 7], nodes[(2 * k + 2) % 7]]
breadth_first(nodes[0])
print(yield_to)

pending = deque(["job"])


def task(q, ch):
    q.append("mine")
    pending.append("mine too")
    ch.send(q)
    return pending


ch = Channel(1)
t = spawn(task, a, ch)
print(ch.recv(), t.join(), a, pending)
first, *rest = deque([1, 2, 3])
x, y = deque([4, 5])
print(first, rest, x, y, list(zip(deque("ab"), deque([1, 2]))), dict(deque([(1, 2)])), max(deque([3, 1])))
big = deque()
for k in range(100000):
    big.append(k)
    if k % 3 == 0:
        big.popleft()
print(len(big), big[0], big[50000], sum(big))


def shape(q):
    match q:
        case []:
            return "empty"
        case [1, x]:
            return f"1 and {x}"
        case [first, *rest, last]:
            return f"{first} {rest} {last}"
        case [only]:
            return f"only {only}"


print(shape(deque()), shape(deque([1, 2])), shape(deque([3, 4, 5, 6])), shape(deque([7])), shape([1, 5]))
