"""A loop that runs in one activation, or in many: what an engine gains by running new code. `entered.py [TIMES] [TURNS]`"""

import sys
import time


def turns(seed, count):
    x = seed
    total = 0
    for k in range(count):
        x = (x * 1103 + k) % 65521
        if x % 3 == 0:
            total += x
    return total + x


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100000000
    start = time.perf_counter()
    total = 0
    for n in range(times):
        total += turns(n, count // times)
    seconds = time.perf_counter() - start
    print(times, total)
    print("seconds:", seconds)


main()
