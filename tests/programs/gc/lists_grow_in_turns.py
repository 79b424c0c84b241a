"""Lists that grow, rest and shrink between collections, of elements of each size."""


def groups(n, keys):
    d = {}
    for i in range(n):
        d.setdefault(i % keys, []).append(i)
    return d


grouped = groups(30000, 97)
print(sum(len(g) for g in grouped.values()), all(g[-1] - g[0] == 97 * (len(g) - 1) for g in grouped.values()))


def turns(make, rounds):
    """Each list grows in its own way while others make rubbish."""
    lists = [[] for _ in range(40)]
    for r in range(rounds):
        for k, xs in enumerate(lists):
            if k % 5 == 0:
                xs.append(make(r + k))
            elif k % 5 == 1 and r % 17 == 0:
                xs.append(make(r + k))
            elif k % 5 == 2:
                xs.extend([make(r), make(k)])
            elif k % 5 == 3:
                xs.insert(len(xs) // 2, make(r * k))
                if len(xs) > 30:
                    del xs[3:25]
            elif k % 5 == 4:
                if r % 50 < 40:
                    xs.append(make(r))
                else:
                    xs.clear()
    return lists


def told(lists):
    return [(len(xs), xs[:2], xs[len(xs) // 2 : len(xs) // 2 + 2], xs[-2:]) for xs in lists[:10]]


print(told(turns(lambda n: n, 700)))
print(told(turns(lambda n: n % 3 == 0, 700)))
print(told(turns(lambda n: f"text{n % 11}", 700)))
print(told(turns(lambda n: n * 0.5, 300)))
print(told(turns(lambda n: n if n % 2 else None, 300)))
print(told(turns(lambda n: None, 300)))
print(told(turns(lambda n: [n], 300)))


def resting(n):
    """Grown first, then left alone over collections, then grown again."""
    xs = []
    for i in range(n):
        xs.append(i)
    kept = 0
    for i in range(20000):
        kept += len([i, i, i, i])
    for i in range(n):
        xs.append(i)
    for i in range(20000):
        kept += len([i, i, i, i])
    xs.append(-1)
    return len(xs), sum(xs), kept


print([resting(n) for n in (1, 3, 5, 100, 1000, 3000)])
