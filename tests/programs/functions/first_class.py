def twice(f, x):
    return f(f(x))


def add_three(x):
    return x + 3


def compose(f, g):
    return lambda x: f(g(x))


print(twice(add_three, 1), twice(lambda s: s + "!", "hey"))
square = lambda x: x * x
print(compose(square, add_three)(2), compose(add_three, square)(2))
ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b}
for name in ops:
    print(name, ops[name](7, 5))
pipeline = [add_three, square, lambda x: -x]
value = 1
for f in pipeline:
    value = f(value)
print(value)
chosen = square if value < 0 else add_three
print(chosen(5), add_three.__name__)


def apply_all(fs, xs):
    return [[f(x) for x in xs] for f in fs]


print(apply_all(pipeline, [0, 1, 2]))
