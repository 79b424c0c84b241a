"""Loops over ints of which nothing is known: the numbers come from the command line.

`intsum.py [ROUNDS] [SEEDS]`, SEEDS being ints with commas between.
"""

import sys
import time


def steps(n):
    """How many steps of Collatz's rule lead from n to 1."""
    count = 0
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        count += 1
    return count


def mix(values, start):
    """A sum over the list in which each step needs the one before."""
    total = start
    for v in values:
        total = total + v * 3 - (total >> 2)
    return total


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 500000
    text = sys.argv[2] if len(sys.argv) > 2 else "27,97,871,6171,77031,837799,11,3,1,2,63,703,26623,91,255,31"
    seeds = [int(part) for part in text.split(",")]
    values = []
    for k in range(64):
        for seed in seeds:
            values.append(seed + k)
    start = time.perf_counter()
    total = 0
    for r in range(rounds):
        total += steps(seeds[r % len(seeds)] + r)
        if r % 16 == 0:
            total = mix(values, total)
    seconds = time.perf_counter() - start
    print(total)
    print("seconds:", seconds)


main()
