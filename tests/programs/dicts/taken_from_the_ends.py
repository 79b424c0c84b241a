"""Entries that are taken from the start and the end, one after the other, among others that come and go."""


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        print(f"hash {self.n}")
        return 7

    def __eq__(self, other):
        print(f"{self.n} == {other.n}")
        return self.n == other.n


d = {}
try:
    d.popitem()
except KeyError as e:
    print(e)
d[1] = "a"
d[2] = "b"
print(d.popitem(), d.popitem(), d)
d[3] = "c"
print(d)

of_objects = {Key(1): 1, Key(2): 2}
key, value = of_objects.popitem()
print(key.n, value, len(of_objects))

for size in (1, 2, 7, 8, 9, 30, 30000):
    stack = {f"k{i}": i for i in range(size)}
    total = 0
    while stack:
        name, value = stack.popitem()
        total += value * len(name)
    print(size, total)

    line = {i: i * 2 for i in range(size)}
    total = 0
    step = 0
    while line:
        first = next(iter(line))
        total += first * line.pop(first)
        step += 1
        if step % 3 == 0 and step < size:
            line[-step] = step
        if step % 5 == 0 and line:
            last, _ = line.popitem()
            total -= last
        if step % 7 == 0:
            line.pop(first + 2, None)
    print(size, total, step)

queue = {(i, "q"): i for i in range(5)}
for i in range(5, 500):
    queue[(i, "q")] = i
    oldest = next(iter(queue))
    del queue[oldest]
print(list(queue.items()), queue.copy() == queue)
queue.clear()
queue[(0, "new")] = 0
print(queue)
