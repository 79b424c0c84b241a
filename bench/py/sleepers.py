"""Tasks that sleep, all at once. `sleepers.py [TASKS]`

What a sleeping task takes is the growth of memory from a run with 0 tasks to one with TASKS, by TASKS; whoever runs it
measures that.
"""

import sys
import time

from weft import sleep, spawn

SECONDS = 1.0


def sleeps(n):
    sleep(SECONDS)
    return n


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    start = time.perf_counter()
    tasks = [spawn(sleeps, n) for n in range(count)]
    total = sum(task.join() for task in tasks)
    seconds = time.perf_counter() - start
    print(total)
    print("seconds:", seconds)


main()
