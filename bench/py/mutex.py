"""One task takes a mutex that nobody else wants, and lets it go. `mutex.py [TIMES]`"""

import sys
import time

from weft import Mutex, spawn


def takes(mutex, times):
    total = 0
    for n in range(times):
        with mutex:
            total += n & 1
    return total


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20000000
    start = time.perf_counter()
    total = spawn(takes, Mutex(), times).join()
    seconds = time.perf_counter() - start
    print(total)
    print(f"ns per time: {seconds / times * 1e9:.1f}")
    print("seconds:", seconds)


main()
