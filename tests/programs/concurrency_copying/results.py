from weft import spawn


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None
        self.twin = self


def build(n):
    first = Node(0)
    last = first
    for i in range(1, n):
        node = Node(i)
        last.next = node
        last = node
    last.next = first
    return first


ring = spawn(build, 5).join()
values = []
node = ring
for _ in range(12):
    values.append(node.value)
    node = node.next
print(values, ring.twin is ring, ring.next.twin is ring)
task = spawn(lambda: [[1, 2], [3]])
a = task.join()
a[0].append(9)
b = task.join()
print(a is b, b)


def pair():
    xs = [1]
    return xs, xs, [1]


p, q, r = spawn(pair).join()
p.append(2)
print(q, r, p is q)
