def several(*args):
    return args, len(args)


def both(first, *args, last=0):
    return first, args, last


def passed_on(*args):
    return both(*args, last=1)


def fixed(a, b, c=3):
    return a, b, c


def to_fixed(t, xs, d):
    return fixed(*t), fixed(*xs), fixed(1, *t), fixed(**d)


def to_builtins(xs):
    print(*xs)
    return max(*xs), [*xs, 1, *xs], (*xs, 0)


several(), several(1, "a"), several(*[1, 2])
both(1, 2, 3, last=4)
passed_on(1, 2)
to_fixed((1, "a"), [1, 2], {"a": 1, "b": 2})
to_builtins([1, 2])
