"""Sixty-four tasks take one of four permits, let others run meanwhile, and give it back. `permits.py [TIMES EACH]`"""

import sys
import time

from weft import Semaphore, spawn, yield_now

TASKS = 64


def takes(semaphore, times):
    total = 0
    for n in range(times):
        with semaphore:
            total += n & 1
            yield_now()
    return total


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    semaphore = Semaphore(4)
    start = time.perf_counter()
    tasks = [spawn(takes, semaphore, times) for _ in range(TASKS)]
    total = sum(task.join() for task in tasks)
    seconds = time.perf_counter() - start
    print(total)
    print(f"ns per time: {seconds / times / TASKS * 1e9:.1f}")
    print("seconds:", seconds)


main()
