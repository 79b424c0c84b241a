def steps(n):
    count = 0
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        count += 1
    return count


best = 0
best_at = 0
for i in range(1, 3000):
    c = steps(i)
    if c > best:
        best = c
        best_at = i
print(best_at, best)
print([steps(n) for n in [1, 7, 27, 97, 871]])
