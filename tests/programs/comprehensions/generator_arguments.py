print(sum(x * x for x in range(10)), sum(1 for c in "banana" if c == "a"))
print(max(len(w) for w in ["a", "abc", "ab"]), min((x - 3) ** 2 for x in range(7)))
print(any(x > 3 for x in [1, 2, 5]), all(x > 0 for x in []), all(x > 1 for x in [1, 2]))
print(",".join(str(x) for x in range(5)), sorted(-x for x in [3, 1, 2]))
print(list(x + y for x in "ab" for y in "cd"), tuple(i for i in range(3)))
print(dict((k, k * 2) for k in range(3)), sum((x / 2 for x in range(4)), 10))
seen = []


def check(x):
    seen.append(x)
    return x > 2


print(any(check(x) for x in range(10)), seen)
seen.clear()
print(all(check(x) for x in [5, 4, 1, 9]), seen)
print(max((abs(x), x) for x in [-7, 3, 6]), sum(len(r) for r in [[1], [2, 3]]))
print(max((x for x in [] if x), default=-1), list(enumerate(c for c in "ab")))
