def g(n):
    print(round(2.345, n), round(17, n))
for d in [None, 1, 2, -1]:
    g(d)
print(round(2.5), round(2.5, None), round(3, None), round(True), round(1.25, True), round(1234.5, ndigits=-2))
class P:
    __match_args__ = ("a", "b")
    def __init__(self, a):
        self.a = a
class Q:
    v = 1
def m(x):
    match x:
        case P(1, 2): return "both"
        case P(1): return "one"
        case P(a=3, b=b): return f"b {b}"
        case object(v=w): return f"v {w}"
        case object(real=r): return "number"
    return "none"
p = P(1)
print(m(p), m(P(3)), m(Q()), m(5), m("x"))
p.b = 2
print(m(p))
p = P(3); p.b = 7
print(m(p))
