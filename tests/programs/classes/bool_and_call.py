class Stock:
    def __init__(self, n):
        self.n = n

    def __bool__(self):
        return self.n > 0


class Scale:
    def __init__(self, factor):
        self.factor = factor
        self.calls = 0

    def __call__(self, x):
        self.calls += 1
        return x * self.factor


print(bool(Stock(0)), bool(Stock(3)), not Stock(0), "yes" if Stock(1) else "no")
empty = Stock(0)
while not empty:
    empty.n += 1
print(empty.n, [s.n for s in [Stock(0), Stock(5)] if s])
double = Scale(2)
print(double(4), double("ab"), [double(v) for v in [1, 2]], double.calls)
print(list(map(Scale(10), [1, 2])))
