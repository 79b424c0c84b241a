# Heaps: every function, ties, keys, objects, errors.
import heapq
from heapq import heapify, heappop, heappush, heappushpop, heapreplace, merge, nlargest, nsmallest

xs = [(n * 7919) % 101 for n in range(60)]
heap = []
for x in xs:
    heappush(heap, x)
print(heap)
print([heappop(heap) for _ in range(len(heap))] == sorted(xs))
heap = list(xs)
heapify(heap)
print(heap)
print(heappushpop(heap, -1), heappushpop(heap, 50), heapreplace(heap, 7), heap[0])
print(heapq.heappushpop([], 3))

tasks = []
for k, name in enumerate(["write", "read", "run", "stop"]):
    heapq.heappush(tasks, (len(name), k, name))
while tasks:
    print(heapq.heappop(tasks), end=" ")
print()

words = "the quick brown fox jumps over the lazy dog".split()
print(nsmallest(3, words), nlargest(3, words), nlargest(2, words, key=len), nsmallest(4, words, key=len))
print(nsmallest(0, xs), nlargest(-1, xs), nsmallest(100, [2, 1]), nlargest(1, xs), nsmallest(1, []))
print(nlargest(5, range(100), key=lambda n: n % 10), nsmallest(5, range(100), key=lambda n: -(n % 10)))
print(nsmallest(3, iter([5, 2.5, True, 0])))

print(list(merge([1, 4, 7], [2, 5], [], (3, 6))), list(merge()), list(merge([1])))
print(list(merge([7, 4, 1], [5, 2], reverse=True)), list(merge(["a", "CC"], ["b", "dd"], key=len)))
print(list(merge(["bb", "a"], ["cc", "d"], key=len, reverse=True)))
m = merge([1, 3], [2])
print(next(m), next(m), list(m), list(m))
for x in merge(range(0, 10, 3), range(1, 10, 4)):
    if x > 6:
        break
    print(x, end=" ")
print()


class Job:
    def __init__(self, cost, name):
        self.cost = cost
        self.name = name

    def __lt__(self, other):
        return self.cost < other.cost


jobs = [Job(3, "c"), Job(1, "a"), Job(2, "b")]
heapify(jobs)
print([heappop(jobs).name for _ in range(3)])
for f in (heappop, lambda h: heapreplace(h, 1)):
    try:
        print(f([1][1:]))
    except IndexError as e:
        print(e)
