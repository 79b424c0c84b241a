"""One function over many items, each a task. `mapped.py [ITEMS]`

The function only computes, so compiled a task makes many calls.
"""

import sys
import time

from weft import parallel_map


def square(n):
    return n * n % 1000003


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    start = time.perf_counter()
    total = sum(parallel_map(square, range(count)))
    seconds = time.perf_counter() - start
    print(total)
    print(f"ns per item: {seconds / count * 1e9:.1f}")
    print("seconds:", seconds)


main()
