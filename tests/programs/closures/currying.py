def curry(f):
    return lambda a: lambda b: lambda c: f(a, b, c)


def partial(f, a):
    def rest(b):
        return f(a, b)

    return rest


def compose_all(fs):
    def run(x):
        for f in fs:
            x = f(x)
        return x

    return run


print(curry(lambda a, b, c: a * 100 + b * 10 + c)(1)(2)(3))
print(curry(lambda a, b, c: a + b + c)("x")("y")("z"))
add5 = partial(lambda a, b: a + b, 5)
print(add5(1), add5(10))
print([partial(max, 3)(v) for v in [1, 9]])
print(compose_all([lambda x: x + 1, lambda x: x * 2, add5])(4), compose_all([])(7))
adders = [lambda x, n=n: x + n for n in range(4)]
print([f(10) for f in adders])
