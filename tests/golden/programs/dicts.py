def made(k, v):
    return {}, {k: v}, {k: v, "z": v}, {1: [v]}, {(1, "a"): v}, {2.5: k, None: k}


def read(d, k):
    return d[k], d.get(k), d.get(k, 0), k in d, k not in d, len(d)


def written(d, k, v):
    d[k] = v
    d[k] += v
    d.setdefault(k, v)
    d.update({k: v})
    del d[k]
    return d.pop(k, 0), d.popitem()


def views(d):
    return list(d), list(d.keys()), list(d.values()), list(d.items()), sorted(d), max(d.values())


def by_int(d, n):
    d[n] = d.get(n, 0) + 1
    return d


def by_tuple(d, a, b):
    d[a, b] = [a]
    return d[(a, b)]


def merged(a, b):
    return {**a, **b, "z": 0}, a | b


def counted(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


made("a", 1)
read({"a": 1}, "a")
written({"a": 1, "z": 0}, "a", 2)
views({"a": 1})
by_int({}, 1)
by_tuple({}, 1, "a")
merged({"a": 1}, {"b": 2})
counted(["a"])
