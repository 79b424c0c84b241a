"""Recursion: queens on a board, the towers of Hanoi, permutations, and Ackermann's function."""


def queens(size, row, columns, rising, falling):
    if row == size:
        return 1
    count = 0
    for c in range(size):
        if not columns[c] and not rising[row + c] and not falling[row - c + size]:
            columns[c] = True
            rising[row + c] = True
            falling[row - c + size] = True
            count += queens(size, row + 1, columns, rising, falling)
            columns[c] = False
            rising[row + c] = False
            falling[row - c + size] = False
    return count


def hanoi(disks, source, target, spare):
    if disks == 0:
        return 0
    return hanoi(disks - 1, source, spare, target) + 1 + hanoi(disks - 1, spare, target, source)


def permutations(items, at, found):
    if at == len(items):
        found.append(items[:])
        return
    for k in range(at, len(items)):
        items[at], items[k] = items[k], items[at]
        permutations(items, at + 1, found)
        items[at], items[k] = items[k], items[at]


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def main():
    size = 11
    print(queens(size, 0, [False] * size, [False] * (2 * size), [False] * (2 * size + 1)))
    print(hanoi(23, "a", "b", "c"))
    found: list[list[int]] = []
    permutations([1, 2, 3, 4, 5, 6, 7, 8, 9], 0, found)
    print(len(found), found[1000])
    print(ackermann(2, 200), ackermann(3, 5))


main()
