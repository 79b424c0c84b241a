"""Entries of an OrderedDict, taken from both ends among others that come."""

from collections import OrderedDict

for size in (1, 2, 7, 8, 9, 30, 30000):
    ordered = OrderedDict([(i, str(i)) for i in range(size)])
    seen = []
    while ordered:
        seen.append(ordered.popitem(last=len(ordered) % 4 == 0)[0])
        if len(seen) % 10 == 3:
            ordered[seen[-1]] = "again"
            ordered.move_to_end(next(iter(ordered)))
    print(size, len(seen), seen[:5], seen[-5:], sum(seen))
