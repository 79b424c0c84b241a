"""NG: two computations at once"""

from weft import spawn


def heavy_computation(data):
    total = 0
    for n in range(data):
        total += n * n % 7
    return total


def compute():
    task1 = spawn(heavy_computation, 20_000)
    task2 = spawn(heavy_computation, 30_000)
    return task1.join() + task2.join()


print(compute())
