"""The primes below N by Eratosthenes' sieve, ROUNDS times: a large list of flags. `sieve.py [N] [ROUNDS]`"""

import sys
import time


def sieve(n):
    flags = [True] * n
    flags[0] = False
    flags[1] = False
    i = 2
    while i * i < n:
        if flags[i]:
            for k in range(i * i, n, i):
                flags[k] = False
        i += 1
    count = 0
    for flag in flags:
        if flag:
            count += 1
    return count


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 2000000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    start = time.perf_counter()
    count = 0
    for _ in range(rounds):
        count += sieve(n)
    seconds = time.perf_counter() - start
    print(count)
    print("seconds:", seconds)


main()
