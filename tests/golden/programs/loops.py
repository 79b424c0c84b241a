def counted(n):
    total = 0
    for i in range(n):
        for j in range(i, n, 2):
            total += i * j
    for k in range(n, 0, -1):
        total -= k
    return total


def by(step):
    return [i for i in range(0, 10, step)]


def until(n):
    while n > 1:
        if n % 2:
            n = 3 * n + 1
            continue
        if n == 10:
            break
        n //= 2
    else:
        return 0
    return n


def searched(xs, wanted):
    for i, x in enumerate(xs):
        if x == wanted:
            break
    else:
        return -1
    return i


def endless(n):
    while True:
        n += 1
        if n > 9:
            return n


def leaving(xs):
    for x in xs:
        try:
            if x:
                return x
            continue
        finally:
            print(x)


counted(4)
by(3)
until(6)
searched([1, 2], 2)
endless(1)
leaving([0, 1])
