"""Four tasks that compute for long. `long_tasks.py [TURNS]`"""

import sys
import time

from weft import spawn

TASKS = 4


def work(seed, turns):
    x = seed
    for _ in range(turns):
        x = (x * 1103515245 + 12345) % 2147483648
    return x


def main():
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 100000000
    start = time.perf_counter()
    tasks = [spawn(work, k, turns) for k in range(TASKS)]
    total = 0
    for task in tasks:
        total += task.join()
    seconds = time.perf_counter() - start
    print(total)
    print("seconds:", seconds)


main()
