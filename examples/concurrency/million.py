"""A million tasks"""

from weft import spawn


def tree(depth):
    """Two tasks for each task, down to the leaves."""
    if depth == 0:
        return 1
    left = spawn(tree, depth - 1)
    right = spawn(tree, depth - 1)
    return left.join() + right.join()


DEPTH = 17
print(f"{tree(DEPTH):,} leaves, {2 ** (DEPTH + 1) - 2:,} tasks")
