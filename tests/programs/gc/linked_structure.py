class Cell:
    def __init__(self, value, previous):
        self.value = value
        self.previous = previous
        self.following = None
        if previous is not None:
            previous.following = self


first = Cell(0, None)
last = first
for i in range(1, 20000):
    last = Cell(i, last)
    waste = [last.value, str(i), (i, i)]
total = 0
node = first
while node is not None:
    total += node.value
    node = node.following
print(total, last.value)
back = 0
node = last
while node is not None:
    back += 1
    node = node.previous
print(back, waste)
ring = [Cell(i, None) for i in range(100)]
for i in range(100):
    ring[i].following = ring[(i + 1) % 100]
node = ring[0]
for _ in range(12345):
    node = node.following
    junk = {"a": [node.value]}
print(node.value, junk)
