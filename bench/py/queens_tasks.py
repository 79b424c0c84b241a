"""`queens.py`, a task for each part of the placements of the first two rows. `queens_tasks.py [N] [TASKS]`"""

import sys
import time

from weft import cpus, spawn


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


def starts(n):
    """The boards with queens in the first two rows."""
    everywhere = (1 << n) - 1
    boards = []
    for i in range(n):
        first = 1 << i
        down = first << 1 & everywhere
        up = first >> 1
        for j in range(n):
            second = 1 << j
            if (first | down | up) & second == 0:
                boards.append((first | second, (down | second) << 1 & everywhere, (up | second) >> 1))
    return boards


def part(n, first, step):
    everywhere = (1 << n) - 1
    boards = starts(n)
    count = 0
    for k in range(first, len(boards), step):
        columns, down, up = boards[k]
        count += place(everywhere, columns, down, up)
    return count


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 13
    pieces = int(sys.argv[2]) if len(sys.argv) > 2 else 8 * cpus()
    start = time.perf_counter()
    tasks = [spawn(part, n, k, pieces) for k in range(pieces)]
    count = 0
    for task in tasks:
        count += task.join()
    seconds = time.perf_counter() - start
    print(count)
    print("seconds:", seconds)


main()
