"""Counts the ways to place N queens: recursion over bit sets. `queens.py [N]`"""

import sys
import time


def place(everywhere, columns, down, up):
    if columns == everywhere:
        return 1
    count = 0
    free = everywhere & ~(columns | down | up)
    while free != 0:
        bit = free & -free
        free ^= bit
        count += place(everywhere, columns | bit, (down | bit) << 1 & everywhere, (up | bit) >> 1)
    return count


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 13
    start = time.perf_counter()
    count = place((1 << n) - 1, 0, 0, 0)
    seconds = time.perf_counter() - start
    print(count)
    print("seconds:", seconds)


main()
