# Sorting by keys that are numbers, texts and tuples of them: ties, common beginnings, limits, stability, NaN.


def numbers(n, seed):
    out = []
    for _ in range(n):
        seed = (seed * 48271) % 2147483647
        out.append(seed)
    return out


def shown(xs):
    return xs[:3], xs[len(xs) // 2], xs[-3:], checksum(repr(xs))


def checksum(text):
    total = 0
    for ch in text:
        total = (total * 31 + ord(ch)) % 1000003
    return total


xs = numbers(700, 7)
words = ["".join([chr(97 + (x >> shift) % 7) for shift in range(0, 24, 3)][: x % 10]) for x in xs]
paths = ["/usr/share/common/beginning/" + word + "/" + str(x % 5) for word, x in zip(words, xs)]
wide = [word + ["", "\xe9", "\u20ac", "\U0001f600", "\u0100a"][x % 5] + word[:2] for word, x in zip(words, xs)]
zeros = ["a" + "\0" * (x % 4) + ["", "b", "\0b"][x % 3] for x in xs[:60]]
for texts in (words, paths, wide, zeros, ["same"] * 5, ["", "a", ""], ["one"], []):
    if texts:
        print(ascii(shown(sorted(texts))), ascii(shown(sorted(texts, reverse=True))))
    places = list(range(len(texts)))
    places.sort(key=lambda i: texts[i])
    print(places[:20], checksum(repr(places)))
    places.sort(key=lambda i: texts[i], reverse=True)
    print(places[:20], checksum(repr(places)))

large = 2**60
edges = [large - 1, -large, 0, -1, 1, large - 2, -large + 1, large - 1, -large]
print(sorted([(e, i) for i, e in enumerate(edges)]))
print(sorted([(i % 2, e) for i, e in enumerate(edges)]))
print(sorted([(e, -e, e) for e in edges], reverse=True))
print(sorted(range(9), key=lambda i: edges[i]))

floats = [0.0, -0.0, 1.5, -1.5, float("inf"), -float("inf"), 1e-300, -1e-300, 2.0, -0.0, 0.0]
print(sorted([(f, i) for i, f in enumerate(floats)]))
print(sorted([(i % 3, f) for i, f in enumerate(floats)]))
print(sorted(range(11), key=lambda i: floats[i]), sorted(range(11), key=lambda i: floats[i], reverse=True))
print(sorted([(f, -i) for i, f in enumerate(floats)], key=lambda p: p[0]))

pairs = [(x % 10, word) for x, word in zip(xs, words)]
print(shown(sorted(pairs)), shown(sorted(pairs, reverse=True)))
print(shown(sorted(pairs, key=lambda p: (-p[0], p[1]))))
print(shown(sorted(pairs, key=lambda p: p[1])), shown(sorted(pairs, key=lambda p: p[0], reverse=True)))
turned = [(word, x % 10) for x, word in zip(xs, paths)]
print(shown(sorted(turned)), shown(sorted(turned, key=lambda p: p[::-1])))
many = [(x % 2 == 0, x % 3, x % 5 / 2, word[:1], x % 7) for x, word in zip(xs, words)]
print(shown(sorted(many)), shown(sorted(many, key=lambda m: m[1:])), shown(sorted(many, key=lambda m: m[2:4])))
long = [(0, 0, 1, x % 2, 0, 0, 0, x % 3, 0, 0, x % 5, word) for x, word in zip(xs, words)]
print(checksum(repr(sorted(long))), checksum(repr(sorted(long, reverse=True))))
print(sorted([(True, "b"), (False, "z"), (True, "a"), (False, "")]), sorted([((1, 2), 3), ((1, 1), 4), ((0, 9), 1)]))
print(sorted([True, False, True], key=lambda b: not b), sorted([None, None], key=lambda n: 1))

counts = {}
for word in words:
    counts[word[:2]] = counts.get(word[:2], 0) + 1
print(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:6])
print(sorted(counts, key=counts.get)[:6], sorted(counts, key=lambda k: counts[k], reverse=True)[:6])
print(sorted(words, key=len)[:12], sorted(words, key=str.upper, reverse=True)[:4])

nan = float("nan")
print(sorted([2.0, nan, 1.0], key=lambda f: f), sorted([(nan, 1), (1.0, 2), (nan, 0)]), sorted([3, 1, 2], key=lambda i: nan))

changed = [3, 1, 2]


def grows(x):
    changed.append(x)
    return x


try:
    changed.sort(key=grows)
except ValueError as e:
    print(e)


def fails(x):
    return 1 // x


kept = [2, 0, 1]
try:
    kept.sort(key=fails)
except ZeroDivisionError as e:
    print(kept, e)
try:
    print(sorted([(1, "a"), (1, 2)]))
except TypeError as e:
    print(e)
