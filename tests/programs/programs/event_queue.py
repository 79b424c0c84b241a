class Heap:
    def __init__(self):
        self.items = []

    def __len__(self):
        return len(self.items)

    def push(self, item):
        xs = self.items
        xs.append(item)
        i = len(xs) - 1
        while i > 0 and xs[i] < xs[(i - 1) // 2]:
            xs[i], xs[(i - 1) // 2] = xs[(i - 1) // 2], xs[i]
            i = (i - 1) // 2

    def pop(self):
        xs = self.items
        top = xs[0]
        last = xs.pop()
        if xs:
            xs[0] = last
            i = 0
            while True:
                child = 2 * i + 1
                if child >= len(xs):
                    break
                if child + 1 < len(xs) and xs[child + 1] < xs[child]:
                    child += 1
                if not xs[child] < xs[i]:
                    break
                xs[i], xs[child] = xs[child], xs[i]
                i = child
        return top


def simulate(customers, service):
    events = Heap()
    for i, arrival in enumerate(customers):
        events.push((arrival, i, "arrive"))
    free_at = 0.0
    waits = []
    log = []
    while len(events):
        now, who, kind = events.pop()
        log.append((now, who, kind))
        if kind == "arrive":
            start = max(now, free_at)
            waits.append(start - now)
            free_at = start + service
            events.push((free_at, who, "leave"))
    return waits, log


waits, log = simulate([0.0, 1.0, 1.5, 9.0], 2.5)
print(waits, sum(waits) / len(waits))
for entry in log:
    print(entry)
h = Heap()
for i in range(200):
    h.push(i * 67 % 199)
print([h.pop() for _ in range(8)], len(h))
