class Leaf:
    def __init__(self, n):
        self.n = n


def joined(flag):
    return 1 if flag else "a"


def three(n):
    if n == 0:
        return 2.5
    if n == 1:
        return None
    return [n]


def widened(n):
    total = 0
    for _ in range(n):
        total += 0.5
    return total


def variable(flag):
    x = 1
    if flag:
        x = "a"
    print(x)
    x = None
    return x


def in_field(leaf, value):
    leaf.n = value
    return leaf.n


def in_containers(x, y):
    return [x, y], {"a": x, "b": y}, (x, y)


def added(u):
    return u + u


def multiplied(u, n):
    return u * n


def indexed(u):
    return u[0]


def passed(u):
    return joined(u)


def returned(u):
    return u


joined(True)
three(1)
widened(2)
variable(True)
in_field(Leaf(1), "a"), in_field(Leaf(2), 3)
in_containers(joined(True), three(0))
added([1, "a"][0])
multiplied([2.5, "a"][0], 2)
indexed([[1], "a", (2, 3)][0])
passed([1, None][0])
returned([Leaf(1), None][0])
