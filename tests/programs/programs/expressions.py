class Number:
    def __init__(self, value):
        self.value = value

    def evaluate(self, names):
        return self.value

    def derive(self, name):
        return Number(0)

    def __repr__(self):
        return str(self.value)


class Name:
    def __init__(self, name):
        self.name = name

    def evaluate(self, names):
        return names[self.name]

    def derive(self, name):
        return Number(1 if name == self.name else 0)

    def __repr__(self):
        return self.name


class Binary:
    sign = "?"

    def __init__(self, left, right):
        self.left = left
        self.right = right

    def __repr__(self):
        return f"({self.left} {self.sign} {self.right})"


class Sum(Binary):
    sign = "+"

    def evaluate(self, names):
        return self.left.evaluate(names) + self.right.evaluate(names)

    def derive(self, name):
        return Sum(self.left.derive(name), self.right.derive(name))


class Product(Binary):
    sign = "*"

    def evaluate(self, names):
        return self.left.evaluate(names) * self.right.evaluate(names)

    def derive(self, name):
        return Sum(Product(self.left.derive(name), self.right), Product(self.left, self.right.derive(name)))


def simplify(e):
    match e:
        case Sum(left=a, right=b):
            a, b = simplify(a), simplify(b)
            match (a, b):
                case (Number(value=0), _):
                    return b
                case (_, Number(value=0)):
                    return a
                case (Number(value=x), Number(value=y)):
                    return Number(x + y)
            return Sum(a, b)
        case Product(left=a, right=b):
            a, b = simplify(a), simplify(b)
            if isinstance(a, Number) and a.value == 0 or isinstance(b, Number) and b.value == 0:
                return Number(0)
            if isinstance(a, Number) and a.value == 1:
                return b
            if isinstance(b, Number) and b.value == 1:
                return a
            return Product(a, b)
    return e


x = Name("x")
y = Name("y")
e = Sum(Product(x, Product(x, Number(3))), Sum(Product(x, y), Number(7)))
print(e, "=", e.evaluate({"x": 2, "y": 5}))
d = e.derive("x")
print(d)
s = simplify(d)
print(s, d.evaluate({"x": 2, "y": 5}) == s.evaluate({"x": 2, "y": 5}), simplify(e.derive("y")))
try:
    e.evaluate({"x": 1})
except KeyError as error:
    print("unknown name", error)
