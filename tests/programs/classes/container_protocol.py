class Polynomial:
    def __init__(self, coefficients):
        self.coefficients = coefficients

    def __len__(self):
        return len(self.coefficients)

    def __getitem__(self, i):
        return self.coefficients[i]

    def __setitem__(self, i, value):
        self.coefficients[i] = value

    def __contains__(self, value):
        return value in self.coefficients


p = Polynomial([1, 0, 3])
print(len(p), p[0], p[-1], 3 in p, 7 in p, 7 not in p)
p[1] = 5
p[0] += 10
print([p[i] for i in range(len(p))], bool(p), bool(Polynomial([])))
print(sum(p[i] * 2 ** i for i in range(len(p))))
try:
    print(p[3])
except IndexError as e:
    print(e)
print("empty" if not Polynomial([]) else "full")
