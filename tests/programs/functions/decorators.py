# Decorators of functions: what is called with the function is bound in its place, the innermost first.
def logged(f):
    print("decorates", f.__name__)

    def inside(x):
        print("calls with", x)
        return f(x)

    return inside


def times(n):
    print("times", n)

    def decorate(f):
        def inside(x):
            return f(x) * n

        return inside

    return decorate


@logged
def one(x):
    return x + 1


@times(2)
@logged
@times(3)
def many(x):
    return x - 1


print(one(1), many(5))


def called(f):
    return f()


@called
def result():
    return [1, 2, 3]


print(result)
names = []


def entered(f):
    names.append(f)
    return f


@entered
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


@entered
def double(n):
    return 2 * n


print(fact(10), double(4), [f(3) for f in names])


def outer(k):
    @times(k)
    def inner(x):
        return x + k

    return inner


print(outer(2)(5), outer(3)(5))


class Counter:
    def __init__(self):
        self.calls = 0

    def counts(self, f):
        def inside():
            self.calls += 1
            return f()

        return inside

    def __call__(self, f):
        return f


counter = Counter()


@counter
@counter.counts
def hello():
    return "hello"


print(hello(), hello(), counter.calls)


@lambda f: f
def plain():
    return late


late = "bound later"
print(plain())


def calls_early(f):
    try:
        f()
    except NameError as error:
        print(error)
    return f


@calls_early
def early():
    return too_late


too_late = 1
print(early())
