"""Starts TASKS tasks that do nothing, and waits for all. `spawn.py [TASKS]`

Compiled such a task is a call, and its handle that of one that has ended.
"""

import sys
import time

from weft import join, spawn


def nothing():
    pass


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    start = time.perf_counter()
    tasks = [spawn(nothing) for _ in range(count)]
    done = len(join(tasks))
    seconds = time.perf_counter() - start
    print(done)
    print(f"ns per task: {seconds / count * 1e9:.1f}")
    print("seconds:", seconds)


main()
