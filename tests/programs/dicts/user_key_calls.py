"""How often, and in which order, a key's own methods are called."""


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        print(f"hash {self.n}")
        return self.n % 2

    def __eq__(self, other):
        print(f"{self.n} == {other.n}")
        return self.n == other.n


def told(what, value):
    print(f"{what}: {value}")


d = {Key(1): 10, Key(2): 20}
same = Key(7)
d[same] = 70

told("get", d.get(Key(7)))
told("get none", d.get(Key(9), -1))
told("get itself", d.get(same))
told("in", Key(2) in d)
told("index", d[Key(2)])
told("setdefault", d.setdefault(Key(2), 5))
told("setdefault new", d.setdefault(Key(4), 40))
told("setdefault itself", d.setdefault(same, 5))
told("pop", d.pop(Key(1)))
told("pop none", d.pop(Key(1), None))
try:
    d.pop(Key(1))
except KeyError as e:
    print("KeyError", e.args[0].n)
d[Key(4)] += 1
d[Key(4)] = d.get(Key(4), 0) + 1
if Key(6) not in d:
    d[Key(6)] = 6
del d[Key(2)]
print([(k.n, v) for k, v in d.items()])
