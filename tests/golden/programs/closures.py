def counter(start):
    n = start

    def step(by=1):
        nonlocal n
        n += by
        return n

    return step


def adder(k):
    return lambda x: x + k


def shared(xs):
    def add(x):
        xs.append(x)

    def size():
        return len(xs)

    return add, size


def deep(a):
    def middle():
        def inner():
            return a

        return inner

    return middle()()


def recursive(n):
    def fact(k):
        return 1 if k < 2 else k * fact(k - 1)

    return fact(n)


def in_loop(n):
    fs = []
    for i in range(n):
        fs.append(lambda i=i: i)
        fs.append(lambda: n)
    return [f() for f in fs]


def late(flag):
    def g():
        return value

    if flag:
        value = 1
    return g()


step = counter(3)
step(), step(2)
adder(1)(2), adder("a")("b")
add, size = shared([1])
add(2), size()
deep(1)
recursive(4)
in_loop(2)
late(True)
