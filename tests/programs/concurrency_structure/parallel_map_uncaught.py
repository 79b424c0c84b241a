# the error of one item, with the place in the function
from weft import parallel_map


def reciprocal(x):
    return 1 / x


print(parallel_map(reciprocal, [1, 2]))
print(parallel_map(reciprocal, [1, 0, 2], limit=1))
