"""A hundred tasks take one mutex, count, and let it go. `sections.py [TIMES EACH]`"""

import sys
import time

from weft import Mutex, spawn

TASKS = 100


def takes(mutex, times):
    total = 0
    for n in range(times):
        with mutex:
            total += n & 1
    return total


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
    mutex = Mutex()
    start = time.perf_counter()
    tasks = [spawn(takes, mutex, times) for _ in range(TASKS)]
    total = sum(task.join() for task in tasks)
    seconds = time.perf_counter() - start
    print(total)
    print(f"ns per time: {seconds / times / TASKS * 1e9:.1f}")
    print("seconds:", seconds)


main()
