def triangle(n):
    total = 0
    for i in range(n + 1):
        for j in range(i, n + 1, 2):
            total += i * j
    return total


print(triangle(0), triangle(5), triangle(40))
for start in [-2, 0, 3]:
    for step in [-2, 1, 4]:
        print(start, step, [i for i in range(start, 5, step)], len(range(start, 5, step)))
last = None
for last in range(10, 3, -3):
    pass
print(last)
for last in range(0):
    pass
print(last)
pairs = [(i, j) for i in range(4) for j in range(i) if (i + j) % 2]
print(pairs)
big = range(10 ** 12, 10 ** 15, 10 ** 11)
print(len(big), big[5], 10 ** 13 in big, big[-1])
