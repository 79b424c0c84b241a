"""The product of two square matrices, lists of lists of floats. `matmul.py [N]`"""

import sys
import time


def matrix(n, seed):
    rows = []
    for i in range(n):
        row = []
        for j in range(n):
            row.append((i * seed + j * 7) % 11 / 8 - 0.5)
        rows.append(row)
    return rows


def product(a, b):
    n = len(a)
    m = len(b[0])
    depth = len(b)
    c = []
    for i in range(n):
        row = [0.0] * m
        ai = a[i]
        for j in range(m):
            total = 0.0
            for k in range(depth):
                total += ai[k] * b[k][j]
            row[j] = total
        c.append(row)
    return c


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    a = matrix(n, 3)
    b = matrix(n, 5)
    start = time.perf_counter()
    c = product(a, b)
    seconds = time.perf_counter() - start
    trace = 0.0
    for i in range(n):
        trace += c[i][n - 1 - i]
    print(f"{trace:.6f}")
    print("seconds:", seconds)


main()
