def ints(xs):
    return sum(xs), sum(xs, 10), min(xs), max(xs), any(xs), all(xs), len(xs)


def floats(xs):
    return sum(xs), min(xs), max(xs, default=0.0)


def by_key(xs):
    return max(xs, key=len), min(xs, key=lambda s: -len(s), default="")


def streamed(xs):
    return sum(x * x for x in xs), any(x > 1 for x in xs), all(x for x in xs), max(x for x in xs)


def arranged(xs, words):
    xs.sort()
    words.sort(key=len, reverse=True)
    return sorted(xs), sorted(words, key=lambda s: s[-1]), sorted(xs, reverse=True)


def several(a, x):
    return min(a, x, 3), max([a, x])


ints([1, 2])
floats([1.0, 2.0])
by_key(["a", "bb"])
streamed([1, 2])
arranged([2, 1], ["a", "bb"])
several(1, 2.5)
