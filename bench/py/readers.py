"""Sixteen tasks take an RWLock, 19 of 20 times for reading. `readers.py [TIMES EACH]`"""

import sys
import time

from weft import RWLock, spawn

TASKS = 16


def takes(lock, times, first):
    total = 0
    for n in range(first, first + times):
        if n % 20 == 0:
            with lock.write():
                total += 1
        else:
            with lock.read():
                total += n & 1
    return total


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
    lock = RWLock()
    start = time.perf_counter()
    tasks = [spawn(takes, lock, times, k) for k in range(TASKS)]
    total = sum(task.join() for task in tasks)
    seconds = time.perf_counter() - start
    print(total)
    print(f"ns per time: {seconds / times / TASKS * 1e9:.1f}")
    print("seconds:", seconds)


main()
