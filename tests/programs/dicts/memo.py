memo = {}
calls = 0


def paths(row, col):
    global calls
    calls += 1
    if row == 0 or col == 0:
        return 1
    key = (row, col)
    if key not in memo:
        memo[key] = paths(row - 1, col) + paths(row, col - 1)
    return memo[key]


print(paths(16, 16), calls, len(memo))
cache = {0: 0, 1: 1}


def fib(n):
    if n in cache:
        return cache[n]
    cache[n] = fib(n - 1) + fib(n - 2)
    return cache[n]


print(fib(80), len(cache), list(cache)[:5])
