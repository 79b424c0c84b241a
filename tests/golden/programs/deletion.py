def variables(flag):
    x = [1]
    if flag:
        del x
    try:
        return len(x)
    except UnboundLocalError:
        return -1


def items(xs, d, i):
    del xs[i]
    del xs[-1], d["a"]


def in_closure():
    x = 1

    def g():
        return x

    y = g()
    del x
    return y


def after_loop(xs):
    for x in xs:
        pass
    return x


variables(True)
items([1, 2, 3], {"a": 1}, 0)
in_closure()
after_loop([1])
