"""Objects of such classes in tasks: copied, sent, shared while nothing changes them."""

import weft
class Stack(list):
    def __init__(self, items=()):
        super().__init__(items)
        self.log = []
    def push(self, x):
        self.append(x)
        self.log.append("push")
        return self
class Table(dict):
    def __missing__(self, k):
        self[k] = [k]
        return self[k]
class Names(set): pass
class Id(int): pass
TABLE = Table(a=[1], b=[2])
CONST = Stack([1, 2, 3])
SEEN = Names({1, 2})
def work(s, n):
    s.push(n)
    return s
def read(k):
    return TABLE[k], CONST, len(SEEN)
def change(k):
    TABLE[k].append(k)
    CONST.push(9)
    SEEN.add(k)
    return len(TABLE), len(CONST), len(SEEN)
s = Stack([1]).push(2)
tasks = [weft.spawn(work, s, i) for i in range(4)]
for t in tasks:
    r = t.join()
    print(r, r.log, type(r))
print(s, s.log)
for t in [weft.spawn(read, k) for k in ("a", "b", "c")]:
    print(t.join())
for t in [weft.spawn(change, k) for k in ("a", "b", "c")]:
    print(t.join())
ch = weft.Channel(4)
def send():
    ch.send(Stack([1, "x"]).push(None))
    ch.send(Table(z=[1]))
    ch.send(Names([5]))
    ch.close()
weft.spawn(send)
for x in ch:
    print(x, type(x))
xs = [Stack(range(i)) for i in range(300)]
for i in range(300):
    xs[i].push(i)
print(sum(len(x) for x in xs), xs[299].log, xs[2])


class Own(list):
    def __iter__(self):
        return iter(["own"])

    def append(self, x):
        super().append("own")


class Kept(dict):
    def __setitem__(self, key, value):
        raise KeyError(key)


class Point(tuple):
    pass


def same(*values):
    return values


own = Own([1, 2])
own.other = own
ids = weft.spawn(same, own, Kept(a=1), Names({1}), Point((1, own)), Id(7), own).join()
print(len(ids[0]), ids[0][1], ids[0] is ids[5], ids[0].other is ids[0], ids[1]["a"], ids[2], ids[3][0], ids[3][1] is ids[0], ids[4])
