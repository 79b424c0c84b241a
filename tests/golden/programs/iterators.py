def kept(xs):
    it = iter(xs)
    first = next(it)
    return first, next(it, 0), list(it)


def passed_on(it):
    for x in it:
        return x


def made(xs, flag):
    if flag:
        return zip(xs, "ab")
    return zip(xs, "cd")


def in_list(xs):
    its = [iter(xs), iter(xs)]
    return next(its[0]), next(its[1])


def of_text(s):
    it = iter(s)
    return next(it), "".join(it)


def of_map(xs):
    squares = map(lambda x: x * x, xs)
    next(squares)
    return sum(squares)


kept([1, 2, 3])
passed_on(iter({"a": 1}))
list(made([1, 2], True))
in_list([1])
of_text("abc")
of_map([1, 2])
