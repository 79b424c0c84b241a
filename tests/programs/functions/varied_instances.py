def first(xs):
    return xs[0]


def swap(pair):
    a, b = pair
    return b, a


def repeat(x, n):
    out = []
    for _ in range(n):
        out.append(x)
    return out


print(first([1, 2]), first("abc"), first((2.5, "x")), first([[1], [2]]))
print(swap((1, "a")), swap(("a", 1)), swap([1.5, 2.5]))
print(repeat(0, 3), repeat("z", 2), repeat([1], 2), repeat(None, 1))


def larger(a, b):
    if a < b:
        return b
    return a


print(larger(1, 2), larger("a", "b"), larger(1, 0.5), larger((1, 2), (1, 3)), larger([0], []))
print(larger(0.5, 1), larger(True, 0))
