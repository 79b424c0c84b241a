# Places in sorted lists: bounds, keys, what is inserted.
import bisect
from bisect import bisect_left, bisect_right, insort, insort_left, insort_right

xs = [1, 2, 2, 2, 3, 5]
for x in range(7):
    print(x, bisect_left(xs, x), bisect_right(xs, x), bisect.bisect(xs, x), bisect.bisect_left(xs, x, 2), end=" ")
    print(bisect_right(xs, x, 1, 4), bisect.bisect(xs, x, lo=3), bisect_left(xs, x, hi=2))
print(bisect.bisect([], 1), bisect_left([], "a"), bisect.bisect("aabbd", "c"), bisect_left((1.5, 2.5), 2))

names = ["Bo", "ann", "Cy"]
names.sort(key=str.lower)
print(names, bisect_left(names, "bo", key=str.lower), bisect_right(names, "bo", key=lambda s: s.lower()))
insort(names, "BEA", key=str.lower)
print(names)
insort_left(xs, 2)
insort_right(xs, 4)
bisect.insort(xs, 0, hi=3)
print(xs)


class Version:
    def __init__(self, parts):
        self.parts = parts

    def __lt__(self, other):
        return self.parts < other.parts

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


releases = []
for parts in [(1, 2), (0, 9), (1, 10), (1, 2, 1)]:
    insort(releases, Version(parts))
print(releases, bisect.bisect(releases, Version((1, 5))))


def grade(score, breakpoints=(60, 70, 80, 90), grades="FDCBA"):
    return grades[bisect.bisect(breakpoints, score)]


print([grade(score) for score in [33, 99, 77, 70, 89, 90, 100]])
try:
    bisect_left(xs, 1, -1)
except ValueError as e:
    print(e)
