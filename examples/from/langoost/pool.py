"""Langoost: a pool, and functions in sequence"""

from weft import Pool, join, sequence


def square(n):
    return n * n


with Pool(3) as pool:
    tasks = [pool.submit(square, n) for n in range(8)]
    pool.wait()
print(join(tasks))
print(sequence(lambda: square(3), lambda: square(4)))
