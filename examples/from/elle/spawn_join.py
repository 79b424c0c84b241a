"""Elle: spawn and join"""

from weft import join, spawn


def add(a, b):
    return a + b


print(spawn(add, 1, 2).join())
a, b = join([spawn(lambda: "first"), spawn(lambda: "second")])
print(a, b)
