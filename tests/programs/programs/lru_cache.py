class Node:
    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.before = self
        self.after = self


class LRU:
    def __init__(self, capacity):
        self.capacity = capacity
        self.table = {}
        self.ring = Node("", 0)
        self.hits = self.misses = 0

    def unlink(self, node):
        node.before.after = node.after
        node.after.before = node.before

    def to_front(self, node):
        first = self.ring.after
        node.before, node.after = self.ring, first
        first.before = node
        self.ring.after = node

    def get(self, key):
        node = self.table.get(key)
        if node is None:
            self.misses += 1
            return None
        self.hits += 1
        self.unlink(node)
        self.to_front(node)
        return node.value

    def put(self, key, value):
        node = self.table.get(key)
        if node is not None:
            self.unlink(node)
        elif len(self.table) >= self.capacity:
            oldest = self.ring.before
            self.unlink(oldest)
            del self.table[oldest.key]
        node = Node(key, value)
        self.table[key] = node
        self.to_front(node)

    def keys(self):
        out = []
        node = self.ring.after
        while node is not self.ring:
            out.append(node.key)
            node = node.after
        return out


cache = LRU(3)
for key in "abcad":
    cache.put(key, ord(key))
print(cache.keys(), cache.get("b"), cache.get("a"), cache.keys())
cache.put("c", -1)
print(cache.get("c"), cache.keys(), cache.hits, cache.misses)
big = LRU(50)
for i in range(3000):
    key = "k" + str(i * i % 83)
    value = big.get(key)
    big.put(key, 1 if value is None else value + 1)
print(len(big.table), big.hits, big.misses, big.keys()[:3])
