"""The largest singular value of an infinite matrix: float lists and a small function. `spectral_norm.py [N]`"""

import math
import sys
import time


def a(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(u, out):
    n = len(u)
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += a(i, j) * u[j]
        out[i] = total


def transposed_times(u, out):
    n = len(u)
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += a(j, i) * u[j]
        out[i] = total


def norm(n):
    u = [1.0] * n
    v = [0.0] * n
    w = [0.0] * n
    for _ in range(10):
        times(u, w)
        transposed_times(w, v)
        times(v, w)
        transposed_times(w, u)
    uv = 0.0
    vv = 0.0
    for i in range(n):
        uv += u[i] * v[i]
        vv += v[i] * v[i]
    return math.sqrt(uv / vv)


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    start = time.perf_counter()
    result = norm(n)
    seconds = time.perf_counter() - start
    print(f"{result:.9f}")
    print("seconds:", seconds)


main()
