class Box:
    def __init__(self, value):
        self.value = value

    def get(self):
        return self.value

    def map(self, f):
        return Box(f(self.value))

    def __repr__(self):
        return f"Box({self.value!r})"


class Pair:
    def __init__(self, first, second):
        self.first = first
        self.second = second

    def swapped(self):
        return Pair(self.second, self.first)


ints = Box(20)
texts = Box("ab")
lists = Box([1.5])
print(ints.get() + 1, texts.get().upper(), lists.get()[0] / 2)
print(ints.map(lambda n: n * 0.5), texts.map(len), ints.map(str).map(lambda s: s + "!"))
p = Pair(1, "x").swapped()
print(p.first * 2, p.second + 1, p.swapped().first)
print([Box(1), Box("s")], Box(Box(2)).get().get() + 1)
