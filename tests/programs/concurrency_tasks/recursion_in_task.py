from weft import join, spawn


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


def queens(n, row, placed):
    if row == n:
        return 1
    count = 0
    for c in range(n):
        if all(c != p and abs(c - p) != row - r for r, p in enumerate(placed)):
            count += queens(n, row + 1, placed + [c])
    return count


print(join([spawn(fib, n) for n in [5, 10, 15, 18]]))
print(join([spawn(deep, 400) for _ in range(4)]))
print(sum(join([spawn(queens, 6, 1, [c]) for c in range(6)])))
