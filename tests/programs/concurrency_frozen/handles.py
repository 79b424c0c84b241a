# Handles, scalars and what only main changes: read where they are; what tasks change is their own.
from weft import Channel, spawn

results = Channel(4)
LINES = [Channel(1), Channel(None)]
NAMES = ["even", "odd"]
size = len(NAMES) + 1
total = 0
seen = []
mains_own = []
if size > 2:
    maybe = "bound"


class Box:
    count = size

    def __init__(self, line):
        self.line = line


box = Box(Channel(9))


def work(k):
    global total
    total += k
    seen.append(k)
    LINES[1].send(k)
    box.line.send(NAMES[k % 2])
    results.send((k, NAMES[k % 2], size, total, len(seen), maybe, Box.count))


def other():
    return total, results == LINES[0], box.line.capacity


tasks = [spawn(work, k) for k in range(6)]
mains_own.append(size)
got = sorted([results.recv() for _ in tasks])
print(got)
total = 70
seen += [1, 2]
t = spawn(work, 100)
print(results.recv(), spawn(other).join(), total, seen, mains_own)
for task in tasks + [t]:
    task.join()
results.close()
print(results.closed, sorted([LINES[1].recv() for _ in range(7)]), sorted([box.line.recv() for _ in range(7)]))


def nested(depth):
    """Its children reach less than it does."""
    seen.append(depth)
    if depth == 0:
        return spawn(other).join(), len(seen)
    return spawn(nested, depth - 1).join(), len(seen), total


print(spawn(nested, 3).join())
junk = [[k] for k in range(20000)]
print(len([[k] for k in range(20000)]), NAMES, LINES[0].capacity, len(junk), results)
