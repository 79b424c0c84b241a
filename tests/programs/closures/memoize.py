def memoize(f):
    cache = {}
    hits = 0

    def call(n):
        nonlocal hits
        if n in cache:
            hits += 1
        else:
            cache[n] = f(n)
        return cache[n]

    def stats():
        return hits, len(cache)

    return call, stats


calls = []


def slow_square(n):
    calls.append(n)
    return n * n


square, stats = memoize(slow_square)
print([square(n) for n in [1, 2, 1, 3, 2, 1]])
print(stats(), calls)
upper, stats2 = memoize(lambda s: s.upper())
print(upper("a"), upper("a"), upper("b"), stats2())
