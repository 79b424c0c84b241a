def table(n):
    return [[i * n + j for j in range(n)] for i in range(n)]


def scaled(xs, k):
    return [x * k for x in xs if x != k]


def lazy_sum(xs, k):
    offset = 1
    return sum(x * k + offset for x in xs)


print(table(3), scaled([1, 2, 3], 2), lazy_sum([1, 2, 3], 10))
x = "outer"
print([x for x in range(3)], x)
y = 3
print({k: k * y for k in range(3)}, [(lambda v: v + y)(v) for v in range(2)])


def filtered(words, least):
    def ok(w):
        return len(w) >= least

    return list(filter(ok, words)), list(map(lambda w: w[:least], words))


print(filtered(["a", "bb", "ccc"], 2))
