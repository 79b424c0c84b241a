"""Built-in methods taken from a class, and such objects where built-in ones are taken."""

class S(list): pass
class T(dict): pass
s = S([3,1])
S.append(s, 2)
print(s, S.index(s, 1))
f = list.pop
print(f(s), s)
g = dict.get
print(g(T(a=1), "a"))
print(list(map(str.upper, ["a"])))
class W(str): pass
print(list(map(str.upper, [W("a"), "b"])), list(map(str.upper, [W("a")])))
print(sorted([S([2,1]), S([1])], key=len))
d = T(a=1)
def k(a=0, b=2): return a, b
print(k(**d))
print(k(*S([5])))


print(list(zip(S([1]), T(k=2), W("w"))), sum(S([1, 2]), 3), sum([S([1]), S([2])], S()), max(S([4, 5])), min(T(q=1, p=2)))
print(dict(S([(1, 2)])), list(T(a=1)), set(S([1, 1])), frozenset(S([2])), tuple(S([3])), "".join(S(["x", "y"])))
xs = [0, 1, 2, 3]
xs[1:2] = S(["a", "b"])
print(xs, [*T(a=1), *S([2])], {**T(a=1), "b": 2}, {*S([1])})


class Line(list):
    def __str__(self):
        return " ".join(map(str, self))

    def __format__(self, spec):
        return f"<{spec}>"


l = Line([1, 2])
print(l, [l], f"{l} {l:x} {l!r} {l!s}", str(l), repr(l), format(l, "y"))
try:
    print(s[10])
except IndexError as e:
    print(e)
try:
    print(d["zz"])
except KeyError as e:
    print(e)
try:
    s.index(77)
except ValueError as e:
    print(e)
try:
    print({s: 1})
except TypeError as e:
    print(e)
