"""Kōdo: a result, awaited: compute(5).await"""

from weft import spawn


def compute(x):
    return x * x


print(spawn(compute, 5).join())
