class A:
    pass


class B(A):
    pass


def types(i, xs, a, u):
    return type(i), type(xs).__name__, type(a) is A, type(u) is int, type(u) == str, type(a).__name__


def instances(u, a, error):
    return isinstance(u, int), isinstance(u, (str, float)), isinstance(a, B), isinstance(error, Exception)


def subclasses(cls):
    return issubclass(cls, A), issubclass(B, (A, Exception))


def callables(f, a, u):
    return callable(f), callable(a), callable(len), callable(A), callable(u)


def printed(i, u, a):
    print(type(i), type(u), type(a), A, int, len)


types(1, [1], A(), [1, "a"][0])
instances([1, "a"][0], [A(), B()][0], ValueError())
subclasses(B), subclasses(A)
callables(types, A(), [1, len][0])
printed(1, [1, "a"][0], A())
