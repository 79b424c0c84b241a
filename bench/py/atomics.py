"""Sixty-four tasks add to one Atomic. `atomics.py [TIMES EACH]`"""

import sys
import time

from weft import Atomic, spawn

TASKS = 64


def adds(counter, times):
    for _ in range(times):
        counter.add(1)


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    counter = Atomic(0)
    start = time.perf_counter()
    tasks = [spawn(adds, counter, times) for _ in range(TASKS)]
    for task in tasks:
        task.join()
    seconds = time.perf_counter() - start
    print(counter.load())
    print(f"ns per time: {seconds / times / TASKS * 1e9:.1f}")
    print("seconds:", seconds)


main()
