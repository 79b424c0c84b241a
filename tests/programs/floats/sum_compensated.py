xs = [0.1] * 10
print(sum(xs))
total = 0.0
for x in xs:
    total += x
print(total)
print(sum([1e16, 1.0, -1e16]))
print(sum([1e100, 1.0, -1e100, 1.0]))
print(sum([0.1, 0.2, 0.3]), 0.1 + 0.2 + 0.3)
print(sum([]), sum([], 0.0), sum([0.5], 1))
print(sum(x * 0.1 for x in range(10)))
print(sum([1, 2, 3], 0.5))
