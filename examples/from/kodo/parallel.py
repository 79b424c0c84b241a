"""Kōdo: a parallel block"""

from weft import parallel


def heavy_computation_a():
    return sum(n * n for n in range(10_000))


def heavy_computation_b():
    return sum(n % 3 for n in range(10_000))


with parallel() as p:
    a = p.spawn(heavy_computation_a)
    between = "a statement of the block is run, too"
    b = p.spawn(heavy_computation_b)
print(a.done, b.done, between)
print(a.join(), b.join())
