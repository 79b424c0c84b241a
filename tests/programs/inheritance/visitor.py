class Expr:
    pass


class Num(Expr):
    def __init__(self, value):
        self.value = value


class Add(Expr):
    def __init__(self, left, right):
        self.left = left
        self.right = right


class Mul(Expr):
    def __init__(self, left, right):
        self.left = left
        self.right = right


def evaluate(e):
    if isinstance(e, Num):
        return e.value
    if isinstance(e, Add):
        return evaluate(e.left) + evaluate(e.right)
    if isinstance(e, Mul):
        return evaluate(e.left) * evaluate(e.right)
    raise ValueError("unknown expression")


def show(e):
    if isinstance(e, Num):
        return str(e.value)
    if isinstance(e, (Add, Mul)):
        sign = "+" if isinstance(e, Add) else "*"
        return "(" + show(e.left) + sign + show(e.right) + ")"
    return "?"


tree = Add(Num(2), Mul(Num(3), Add(Num(4), Num(5))))
print(show(tree), evaluate(tree))
try:
    evaluate(Add(Num(1), Expr()))
except ValueError as e:
    print(e, show(Add(Num(1), Expr())))
