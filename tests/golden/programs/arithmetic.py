def ints(a, b):
    return a + b, a - b, a * b, a // b, a % b, -a, +a, abs(a)


def divided(a, b):
    return a / b, a**2, a**b


def floats(a, b):
    return a + b, a - b, a * b, a / b, a // b, a % b, a**b, -a


def mixed(i, x, flag):
    return i + x, x * i, flag + i, flag + flag, x - flag


def augmented(n, x):
    n += 1
    n *= n
    n -= 2
    x /= 2
    x += n
    return n, x


def texts(s, n):
    return s + s, s * n, n * s


def lists(xs, n):
    ys = xs + xs
    ys += [n]
    ys *= 2
    return ys, xs * n


def tuples(t, n):
    return t + (n,), t * 2, tuple([n]) * n


ints(7, 2)
divided(7, 2)
floats(7.5, 2.0)
mixed(3, 0.5, True)
augmented(1, 2.0)
texts("ab", 2)
lists([1], 2)
tuples((1, "a"), 2)
