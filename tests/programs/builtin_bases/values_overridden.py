"""Numbers and texts whose class defines operators of its own, given to built-in functions and math."""

import math
class C(float):
    __slots__ = ()
class I(int):
    def __hash__(self): return super().__hash__() + 1
    def __eq__(self, o): return super().__eq__(o)
    def __lt__(self, o): return super().__lt__(o)
    def __add__(self, o): return I(super().__add__(o))
    def __repr__(self): return f"I({super().__repr__()})"
class W(str):
    def __add__(self, o): return W(super().__add__(o))
    def __getitem__(self, i): return super().__getitem__(i) + "!"
    def __len__(self): return super().__len__() * 10
    def lower(self): return "low " + super().lower()
print(math.sqrt(C(4)), math.floor(C(2.5)), math.isclose(C(1), 1.0), math.gcd(I(4), I(6)), math.pi + C(1), math.fsum([C(1), 2.0]), math.hypot(C(3), C(4)))
i = I(3)
print(hash(i) == hash(3) + 1, i == 3, 3 == i, i < 4, 4 > i, i + 1, type(i + 1), i - 1, [i], {i: 1}[I(3)])
i += 1
print(i, type(i), i * 2, i // I(2), -i, sum([I(1), I(2)]), sum([I(1)], I(5)))
w = W("AbC")
print(w, w + "d", type(w + "d"), w[0], len(w), w.lower(), w.upper(), bool(W("")), [*w], w == "AbC", "AbC" == w, w.center(7, "*"), w * 2)
try:
    C("x")
except ValueError as e:
    print(e)
try:
    I("zz")
except ValueError as e:
    print(e)
x = [1, I(2)][len([0]) % 2]
print(x + 1, x * 2, x == 2, x < 3, isinstance(x, I), f"{x}")
class Money(float):
    def __init__(self, amount, currency="EUR"):
        self.currency = currency
    @classmethod
    def zero(cls): return cls(0)
    def __str__(self): return f"{float(self):.2f} {self.currency}"
print(Money.zero(), Money(2.5), [Money(1)], f"{Money(3):.1f} {Money(3)}", max(Money(1), Money(2)), round(Money(2.555), 1), sorted([Money(3), Money(1)])[0].currency)
class Path(str):
    def __truediv__(self, other): return Path(f"{self}/{other}")
    @property
    def name(self): return self.rsplit("/", 1)[-1]
p = Path("a") / "b" / "c.txt"
print(p, p.name, p.endswith(".txt"), p.split("/"), type(p), p.partition("."), len(p), p in ["a/b/c.txt"], {p: 1}, {"a/b/c.txt": 2}[p])
raise_it = False
try:
    raise ValueError(Path("x"), I(3), Money(1))
except ValueError as e:
    print(e, e.args)
try:
    raise KeyError(Path("k"))
except KeyError as e:
    print(e)
print(*[I(1), C(2), W("q")], sep="|", end="!\n")
print(" ".join(str(v) for v in (I(1), C(2), W("q"))), "%", "a" < W("b"), W("b") > "a", min(W("b"), "a"))
print(list(range(I(1), I(7), I(2))), [1, 2, 3][I(1):], "abc"[:I(2)], [0] * I(2), divmod(I(7), I(2)), pow(I(2), I(3)), abs(I(-3)), round(C(2.675), I(2)), bin(I(5)), hex(I(255)), chr(I(97)), bool(I(0)), not C(0.0), I(6) & 3, 1 << I(2), ~I(1), float(I(3)), int(C(3.9)), str(I(3)))
print(I(3).bit_length(), C(2.0).is_integer(), I(3).real, C(2.5).real, I(5).numerator)
print(int.__add__(i, 1), str.upper(w), float.is_integer(C(2)), int.bit_length(i))
