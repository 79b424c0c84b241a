# objects without __eq__: each is equal to itself alone, wherever it is moved or copied
from weft import Channel, spawn


class Node:
    def __init__(self, name):
        self.name = name
        self.next = None


def walk(start):
    seen = {}
    node = start
    while node is not None and node not in seen:
        seen[node] = len(seen)
        node = node.next
    return seen, node


nodes = [Node(f"n{k}") for k in range(150)]
for a, b in zip(nodes, nodes[1:]):
    a.next = b
nodes[-1].next = nodes[23]
seen, back = walk(nodes[0])
print(len(seen), back.name, seen[back], Node("n0") in seen)
waste = [[k] * 200 for k in range(1000)]
print(len(waste), all(seen[node] == k for k, node in enumerate(nodes)))


def count(table, keys):
    waste = [[k] * 200 for k in range(1000)]
    return sum(table[key] for key in keys), all(key in table for key in keys), len(waste)


print(spawn(count, seen, nodes[:50]).join())
ch = Channel(1)
ch.send((seen, nodes[7]))
table, node = ch.recv()
print(node.name, len(table), node in table, [k.name for k in table][:3], nodes[7] in table)
names = {Node: "class", 3: "three"} if False else {3: "three"}
print(names, hash(nodes[0]) == hash(nodes[0]))
