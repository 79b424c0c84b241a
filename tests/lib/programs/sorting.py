class P:
    def __init__(self, k, n):
        self.k, self.n = k, n

    def __lt__(self, o):
        return self.k < o.k

    def __eq__(self, o):
        return isinstance(o, P) and self.k == o.k

    def __repr__(self):
        return f"P({self.k},{self.n})"


def rnd(n):
    x = 1
    out = []
    for _ in range(n):
        x = x * 48271 % 2147483647
        out.append(x % 50)
    return out


ps = [P(k, i) for i, k in enumerate(rnd(40))]
ps.sort()
print(ps)
ps.sort(reverse=True)
print(ps)
print(sorted(ps, key=lambda p: p.n))
print(sorted(ps, key=lambda p: -p.n, reverse=True)[:3])
print(min(ps), max(ps), min(ps, key=lambda p: (p.k, -p.n)), P(3, 0) in ps, ps.count(P(1, 1)))
big = rnd(5000)
ok = sorted(big)
print(all(ok[i] <= ok[i + 1] for i in range(len(ok) - 1)), sum(ok) == sum(big))
by = sorted(big, key=lambda v: v % 7)
print(by[:10], by[-10:])
pairs = [(v % 5, i) for i, v in enumerate(big)]
sp = sorted(pairs)
print(sp[:3], sp[-3:], sp == sorted(pairs, key=lambda p: p[0]))
mixed = sorted([3, 1.5, True, 2])
print(mixed)
w = "the quick brown fox".split()
w.sort(key=len)
print(w, sorted(w, reverse=True), sorted(w, key=len, reverse=True))
nested = sorted([[3, 1], [1], [1, 0]])
print(nested)
