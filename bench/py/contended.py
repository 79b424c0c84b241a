"""Eight tasks take one mutex in turn, and let others run while they have it. `contended.py [TIMES]`"""

import sys
import time

from weft import Mutex, spawn, yield_now

TASKS = 8


def takes(mutex, times):
    total = 0
    for n in range(times):
        with mutex:
            total += n & 1
            yield_now()
    return total


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    mutex = Mutex()
    start = time.perf_counter()
    tasks = [spawn(takes, mutex, times // TASKS) for _ in range(TASKS)]
    total = sum(task.join() for task in tasks)
    seconds = time.perf_counter() - start
    print(total)
    print(f"ns per time: {seconds / times * 1e9:.1f}")
    print("seconds:", seconds)


main()
