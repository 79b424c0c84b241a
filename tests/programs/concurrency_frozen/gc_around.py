# Tasks that make much garbage and hold references to what is frozen, while main does the same.
from weft import Channel, join, spawn


class Item:
    def __init__(self, number, tags):
        self.number = number
        self.tags = tags


ITEMS = [Item(i, [f"tag {i % 7}", str(i)]) for i in range(400)]
BY_TAG = {}
for item in ITEMS:
    BY_TAG.setdefault(item.tags[0], []).append(item)
BIG = [float(i) for i in range(5000)]
keep = [[i] for i in range(200)]
first = ITEMS[0]


def churn(seed, out):
    held = []
    total = 0.0
    for k in range(150):
        number = (seed * 37 + k * 11) % 400
        item = ITEMS[number]
        held.append((item, [k, item.tags[1]], BIG[k]))
        if len(held) > 40:
            held = held[20:]
        total += held[-1][2]
        if k % 50 == 0:
            out.send((seed, item, [seed]))
    out.send(None)
    return sum(h[0].number for h in held), total, all(h[0] is ITEMS[h[0].number] for h in held), held[0][0].tags


out = Channel(4)
tasks = [spawn(churn, seed, out) for seed in range(4)]
open_tasks = 4
got = []
mine = []
while open_tasks:
    message = out.recv()
    mine.append([[i] for i in range(300)])
    if len(mine) > 3:
        mine.pop(0)
    if message is None:
        open_tasks -= 1
    else:
        got.append((message[0], message[1].number, message[1].tags, message[2]))
print(sorted(got))
for result in join(tasks):
    print(result)
print(first is ITEMS[0], first.tags, len(BY_TAG), BY_TAG["tag 3"][1].number, sum(BIG), sum(len(k) for k in keep))
