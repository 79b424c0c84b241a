log = []
for i in range(5):
    if i == 1:
        continue
    for j in range(5):
        if j == 2:
            continue
        if j > i:
            break
        k = 0
        while k < 10:
            k += 1
            if k == j:
                break
        log.append((i, j, k))
    if i == 3:
        break
print(log)


def search(grid, wanted):
    for r, row in enumerate(grid):
        for c, value in enumerate(row):
            if value == wanted:
                return r, c
    return None


print(search([[1, 2], [3, 4]], 3), search([[1]], 9))
found = False
for a in range(1, 60):
    for b in range(a, 60):
        c = 60 - a - b
        if a * a + b * b == c * c:
            found = True
            break
    if found:
        break
print(found, a, b)
