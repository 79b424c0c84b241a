"""A tree of tasks, ten children each, down to LEAVES tasks that give their number. `skynet.py [LEAVES]`"""

import sys
import time

from weft import spawn


def skynet(number, size):
    if size == 1:
        return number
    part = size // 10
    tasks = [spawn(skynet, number + k * part, part) for k in range(10)]
    total = 0
    for task in tasks:
        total += task.join()
    return total


def main():
    leaves = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    start = time.perf_counter()
    total = spawn(skynet, 0, leaves).join()
    seconds = time.perf_counter() - start
    print(total)
    print("seconds:", seconds)


main()
