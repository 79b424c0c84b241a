"""Classes that derive from int, float and str: a value with methods and fields beside it."""


class Celsius(float):
    unit = "C"
    def fahrenheit(self):
        return self * 9 / 5 + 32
    def __add__(self, other):
        return Celsius(float(self) + other)
class Id(int):
    pass
class Word(str):
    def shout(self):
        return self.upper() + "!"
class Level(int):
    def __str__(self):
        return f"level {int(self)}"
    def __repr__(self):
        return f"Level({int(self)})"
c = Celsius(20.5)
print(c, repr(c), c.fahrenheit(), type(c + 1), c + 1, c - 1, type(c - 1), 1 + c, -c, type(-c), abs(c), round(c), round(c, 1), int(c), c == 20.5, 20.5 == c, c < 21, 21 > c, c.unit, bool(c), hash(c) == hash(20.5), c.is_integer(), f"{c:.2f}", f"{c}", isinstance(c, float), float(c), type(float(c)))
print(Celsius(), Celsius("3.5"), Celsius(3), max(c, 30.0), min([c, Celsius(1)]), sum([c, c]), sorted([Celsius(3), Celsius(1)]))
i = Id(7)
print(i, repr(i), i + 1, type(i + 1), 1 + i, i * 2, i / 2, i // 2, i % 4, i ** 2, 2 ** i, -i, ~i, i << 1, i & 3, i == 7, 7 == i, i != 7, i < 8, hash(i) == hash(7), i.bit_length(), f"{i:04d}", f"{i}", bool(Id(0)), Id("12"), Id("ff", 16), Id(), Id(2.9), isinstance(i, int), abs(Id(-3)), divmod(i, 2), pow(i, 2), round(i), float(i), str(i))
xs = [10, 20, 30]
print(xs[Id(1)], xs[Id(0):Id(2)], [0] * Id(3), "ab" * Id(2), Id(2) * "ab", list(range(Id(3))), "abc"[Id(1)], chr(Id(65)), {7: "seven"}[i], i in {7, 8}, i in [7], [7].index(i), i is i)
d = {i: "x", Id(8): "y"}
print(d, d[7], d[Id(8)], 7 in d, list(d)[0] + 1, type(list(d)[0]))
for k in range(Id(2)): print(k)
l = Level(3)
print(l, [l], f"{l}", f"{l:>3}", str(l), repr(l), l + 1, "%", l == 3, {l: 1})
w = Word("hello")
print(w, repr(w), w.shout(), w.upper(), type(w.upper()), w + "x", "x" + w, type(w + "x"), w * 2, w[0], w[1:3], type(w[1:]), len(w), "ell" in w, w == "hello", "hello" == w, w < "z", hash(w) == hash("hello"), w in {"hello"}, {"hello": 1}[w], w.startswith("he"), "hello world".startswith(w), f"{w:>7}|{w}", ",".join([w, "b"]), w.split("l"), [ch for ch in w], bool(Word("")), Word(), Word(12), isinstance(w, str), sorted(w), list(w), "say " + w, w in "hello you", "x".join(w), w.replace(Word("l"), Word("L")), w.find(Word("lo")), int(Word("12")), float(Word("1.5")), ord(Word("a")), w.join(["1", "2"]), str(w), type(str(w)), w.encode if False else "")
print({w: 1}, {w: 1}["hello"], w.title(), "{}".replace("{}", w))
class Named(int):
    def __init__(self, value, name="n"):
        self.name = name
    def __eq__(self, other):
        return isinstance(other, Named) and int(self) == int(other)
    def __hash__(self):
        return hash(int(self))
n = Named(4)
n.extra = "e"
print(n, n.name, n.extra, n == 4, 4 == n, n == Named(4), {n: 1}[Named(4)], n != 4, n + n)
match i:
    case Id(v): print("id", v)
match i:
    case 7: print("seven")
match w:
    case "hello": print("hi")
match c:
    case float(): print("float")
def f(x: int): return x + 1
def g(x: float): return x * 2
def h(x: str): return x + "!"
print(f(i), g(c), h(w), f(3), g(2.0))
both = [1, Id(2), "a", Word("b"), 2.5, Celsius(3.5), None]
for x in both:
    print(x, isinstance(x, int), isinstance(x, str), isinstance(x, (int, float)), isinstance(x, Id), type(x).__name__)
print(sum([Id(1), Id(2)]), max([Id(3), Id(9)]), sorted([Word("b"), Word("a")]), " ".join(sorted([Word("b"), Word("a")])))
