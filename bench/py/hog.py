"""A task that computes, and many short ones beside it, one after the other: how long each takes from its spawn to its
result. `hog.py [TASKS]`"""

import sys
import time

from weft import Atomic, spawn


def computes(stop):
    n = 1
    while stop.load() == 0:
        for _ in range(1000):
            n = n * 16807 % 2147483647
    return n


def short(n):
    return n + 1


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    stop = Atomic(0)
    hog = spawn(computes, stop)
    latencies = []
    for n in range(count):
        start = time.perf_counter()
        task = spawn(short, n)
        time.sleep(0.0001)
        task.join()
        latencies.append(time.perf_counter() - start)
    stop.store(1)
    hog.join()
    latencies.sort()
    print(count)
    print("seconds:", latencies[count * 99 // 100])


main()
