"""Queens on a chessboard"""

from weft import join, spawn

SIZE = 10


def solutions(size, columns, left, right):
    """Ways to go on, by bits of the columns and diagonals that are taken."""
    full = (1 << size) - 1
    if columns == full:
        return 1
    count = 0
    free = full & ~(columns | left | right)
    while free:
        place = free & -free
        free ^= place
        count += solutions(size, columns | place, (left | place) << 1, (right | place) >> 1)
    return count


tasks = [spawn(solutions, SIZE, 1 << k, 2 << k, (1 << k) >> 1) for k in range(SIZE)]
counts = join(tasks)
for k, count in enumerate(counts):
    print(f"first queen in column {k}: {count}")
print("together:", sum(counts))
