# A shared value: who gets it gets a copy, who sets it gives one, and an update is one step.
from weft import Channel, Shared, spawn


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y
        self.near = []

    def __repr__(self):
        return f"Point({self.x}, {self.y}, {len(self.near)} near)"


number, text, nothing = Shared(1), Shared("one"), Shared(None)
print(number, text, nothing, number == Shared(1), {number: 5}[number])
print(number.get(), text.get(), nothing.get(), number.set(2), number.get())
print(number.update(lambda n: n * 21), number.get(), text.update(str.upper), text.get())

# Changing what get gave, or what was set, changes nothing.
rows = [[1, 2], [3]]
table = Shared(rows)
rows[0].append(99)
got = table.get()
print(got, got is rows, table.get() is got)
got[1].append(4)
got.append([5])
print(got, table.get())
table.set(got)
got.clear()
print(table.get())

# Sharing and cycles inside the value are kept, and don't reach outside of it.
a, b = Point(1, 2), Point(3, 4)
a.near.append(b)
b.near.append(a)
points = Shared([a, b, a])
first, second, third = points.get()
print(first is third, first is a, first.near[0] is second, second.near[0] is first)
first.x = 100
print(points.get(), a)


def swaps(ps):
    ps[0].x, ps[1].x = ps[1].x, ps[0].x
    return ps


kept = points.update(swaps)
print(kept, kept[0] is kept[2])
kept[0].x = -1
print(points.get())

# Dicts, sets, tuples, and values of several kinds.
counts = Shared({"a": [1]})


def counted(d):
    d.setdefault("b", []).append(len(d))
    d["a"] += [2]
    return d


print(counts.update(counted), counts.get()["b"])
mixed = Shared(1)
print(mixed.get(), mixed.set("two"), mixed.get(), mixed.update(lambda v: None), mixed.get(), mixed.set([3.5]), mixed.get())
pairs = Shared((1, {2, 3}, ("x", [4])))
print(pairs.get(), pairs.update(lambda p: (p[0] + 1, p[1] | {9}, p[2])))

# Handles in a value are the same objects, and so is what is shared itself.
channel = Channel(None)
box = Shared((channel, number))
box.get()[0].send("through")
box.get()[1].set(7)
print(channel.recv(), number.get(), box.get()[0] == channel)


def works(points, number):
    points.update(lambda ps: ps[:1])
    return number.update(lambda n: n + 1), points


value, same = spawn(works, points, number).join()
print(value, same == points, same.get(), number.get())
