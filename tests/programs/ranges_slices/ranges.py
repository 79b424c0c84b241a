print(list(range(5)), list(range(2, 5)), list(range(0, 10, 3)), list(range(5, 0, -2)))
print(list(range(0)), list(range(5, 2)), list(range(2, 5, -1)), list(range(-3, 3)))
r = range(10, 50, 5)
print(r, len(r), r[0], r[-1], r[3], 25 in r, 26 in r, range(3))
print(r.start, r.stop, r.step, list(r[2:4]), list(reversed(r)))
print(range(0, 3) == range(0, 3), len(range(10, 0, -3)), sum(range(101)))
print(bool(range(0)), bool(range(1)), max(range(7)), min(range(5, 0, -1)))
for i in range(3):
    i = i * 10
    print(i, end=" ")
print(i)
try:
    range(1, 5, 0)
except ValueError as e:
    print(e)
try:
    r[8]
except IndexError as e:
    print(e)
n = 3
for i in range(n):
    n += 1
print(n, list(range(n))[-1], r.index(20), r.count(11))
