"""Classes that derive from tuple."""

class P(tuple):
    @property
    def x(self): return self[0]
    def norm(self): return sum(a * a for a in self)
p = P((3, 4))
print(p, p.x, p.norm(), p[1], p[:1], type(p[:1]), len(p), p == (3, 4), (3, 4) == p, hash(p) == hash((3, 4)), p + (1,), (1,) + p, p * 2, {p: 1}[p], p.index(4), p.count(3), p < (3, 5))
a, b = p
print(a, b, isinstance(p, tuple), type(p), P(), P([1]), P("ab"))
match p:
    case (u, v): print(u, v)
print({(3, 4): "t"}[p])
