def solve(n, row, columns, down, up, placed, solutions):
    if row == n:
        solutions.append(placed[:])
        return
    for c in range(n):
        if columns[c] or down[row + c] or up[row - c + n]:
            continue
        columns[c] = down[row + c] = up[row - c + n] = True
        placed.append(c)
        solve(n, row + 1, columns, down, up, placed, solutions)
        placed.pop()
        columns[c] = down[row + c] = up[row - c + n] = False


def queens(n):
    solutions = []
    solve(n, 0, [False] * n, [False] * (2 * n), [False] * (2 * n + 1), [], solutions)
    return solutions


def bits(n, row=0, columns=0, down=0, up=0):
    if row == n:
        return 1
    count = 0
    free = ~(columns | down | up) & ((1 << n) - 1)
    while free:
        bit = free & -free
        free ^= bit
        count += bits(n, row + 1, columns | bit, (down | bit) << 1, (up | bit) >> 1)
    return count


for n in range(1, 8):
    print(n, len(queens(n)), bits(n))
for row in queens(6)[0]:
    print("." * row + "Q" + "." * (5 - row))
print(queens(8)[0], bits(9))
