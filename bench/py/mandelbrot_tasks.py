"""`mandelbrot.py`, its rows dealt out to tasks. `mandelbrot_tasks.py [N] [TASKS]`"""

import sys
import time

from weft import cpus, spawn

LIMIT = 200


def row(y, n):
    total = 0
    ci = 2.0 * y / n - 1.0
    for x in range(n):
        cr = 2.0 * x / n - 1.5
        zr = 0.0
        zi = 0.0
        turns = 0
        while turns < LIMIT and zr * zr + zi * zi <= 4.0:
            t = zr * zr - zi * zi + cr
            zi = 2.0 * zr * zi + ci
            zr = t
            turns += 1
        total += turns
    return total


def rows(first, step, n):
    total = 0
    for y in range(first, n, step):
        total += row(y, n)
    return total


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 8 * cpus()
    start = time.perf_counter()
    tasks = [spawn(rows, k, count, n) for k in range(count)]
    total = 0
    for task in tasks:
        total += task.join()
    seconds = time.perf_counter() - start
    print(total)
    print("seconds:", seconds)


main()
