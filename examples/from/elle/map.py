"""Elle: map, and so many at a time"""

from weft import parallel_map

print(parallel_map(lambda x: x * x, [1, 2, 3, 4]))
print(parallel_map(lambda x: x * x, [1, 2, 3, 4], limit=2))
try:
    parallel_map(lambda x: 12 // x, [1, 0, 3], limit=2)
except ZeroDivisionError as error:
    print("raised, not among the results:", error)
