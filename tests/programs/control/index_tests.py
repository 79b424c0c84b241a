# Counted loops whose body begins with tests of an index: short and long, over the end, with every kind of step.


def total(items, start, stop, step):
    count = 0
    seen = 0
    try:
        for i in range(start, stop, step):
            seen += items[i]
            count += 1
    except IndexError as error:
        return count, seen, str(error)
    return count, seen, "whole"


def fill(items, start, stop, step):
    try:
        for i in range(start, stop, step):
            items[i] = i
    except IndexError as error:
        return str(error)
    return "whole"


def neighbours(a, b, n):
    done = 0
    out = 0
    try:
        for i in range(1, n):
            out += a[i - 1] * 2 + b[i] - a[i + 1]
            done = i
    except IndexError:
        return -done, out
    return done, out


def two(a, b, n):
    log = []
    for i in range(n):
        log.append(a[i] + b[i])
    return len(log)


def upto(items, last):
    i = 0
    out = 0
    while i <= last:
        out += items[i]
        i += 3
    return out


def later(items, n):
    # the test is not the first thing that can be seen
    out = [0]
    try:
        for i in range(n):
            out[0] += 1
            out[0] += items[i]
    except IndexError:
        out.append(-1)
    return out


def growing(n):
    items = [1]
    for i in range(n):
        items.append(items[i] + 1)
    return len(items), items[-1]


def shrinking(items, n):
    try:
        for i in range(n):
            items[i] += 1
            items.pop()
    except IndexError:
        return len(items)
    return -1


def main():
    for size in (0, 1, 5, 1023, 1024, 1025, 3000):
        items = list(range(size))
        for start, stop, step in (
            (0, size, 1),
            (0, size + 1, 1),
            (0, size + 5000, 1),
            (size, size + 1, 1),
            (2, size, 7),
            (2, size + 3000, 7),
            (0, 1 << 40, 1 << 30),
            (0, 1 << 60, 1 << 58),
            (size - 1, -1, -1),
            (size - 1, -size - 3, -1),
            (size + 2, 0, -3),
            (-size, size, 1),
            (-size - 1, 3, 1),
            (-3, 2, 2),
            (5, 5, 1),
            (9, 5, 1),
        ):
            print(size, start, stop, step, total(items, start, stop, step))
            copy = items[:]
            print(fill(copy, start, stop, step), sum(copy))
        print(neighbours(items, items, size - 1), neighbours(items, items, size), neighbours(items, items[: size // 2], size))
        print(later(items, size), later(items, size + 1), shrinking(items[:], size))
        try:
            print(two(items, items[:-1], size))
        except IndexError as error:
            print(error)
        try:
            print(upto(items, size - 1), upto(items, size + 2))
        except IndexError as error:
            print(error)
    print(growing(5000))
    print(two([1] * 3000, [2] * 2500, 3000))


main()
