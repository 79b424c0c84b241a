"""Sums a list of ITEMS ints in 64 tasks, ten times over. `sum_in_tasks.py [ITEMS]`"""

import sys
import time

from weft import spawn

TASKS = 64


def total_of(numbers):
    total = 0
    for n in numbers:
        total += n
    return total


def main():
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 4000000
    numbers = [n % 1000 for n in range(items)]
    part = items // TASKS
    start = time.perf_counter()
    total = 0
    for _ in range(10):
        tasks = [spawn(total_of, numbers[k * part : (k + 1) * part]) for k in range(TASKS)]
        for task in tasks:
            total += task.join()
    seconds = time.perf_counter() - start
    print(total)
    print("seconds:", seconds)


main()
