"""Escape times of a square of points: float arithmetic in a tight loop. `mandelbrot.py [N]`"""

import sys
import time

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


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    start = time.perf_counter()
    total = 0
    for y in range(n):
        total += row(y, n)
    seconds = time.perf_counter() - start
    print(total)
    print("seconds:", seconds)


main()
