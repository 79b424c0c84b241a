"""TIMES forks of twenty tasks of some 80 us, joined each time. `fork_join.py [TIMES]`"""

import sys
import time

from weft import spawn

TASKS = 20
TURNS = 52000


def work(seed):
    x = seed
    for _ in range(TURNS):
        x = (x * 1103515245 + 12345) % 2147483648
    return x


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    start = time.perf_counter()
    total = 0
    for n in range(times):
        tasks = [spawn(work, n + k) for k in range(TASKS)]
        for task in tasks:
            total += task.join()
    seconds = time.perf_counter() - start
    print(total)
    print("seconds:", seconds)


main()
