a = [1, 2]
b = [1, 2]
c = a
print(a == b, a is b, a is c, a is not b, None is None)
print(2 in a, 3 not in a, "b" in "abc", "k" in {"k": 1}, 1 in {"k": 1}.values())
print([1] in [[1]], (1,) in [(1,)], None in [1, None], 1.0 in a, True in a)


class Thing:
    def __init__(self, n):
        self.n = n


x = Thing(1)
y = Thing(1)
z = x
print(x == y, x is y, x == z, x is z, x != y, x in [y], x in [y, z])
z.n = 5
print(x.n, y.n)
print(not (a is b), not a == b, (a is b) == False)
