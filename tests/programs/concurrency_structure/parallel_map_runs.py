# parallel_map of a function that only computes: tasks make many calls each, and nobody can tell
import random

from weft import parallel_map, scope

CAUGHT = ["none"]


class Odd(Exception):
    pass


def square(n):
    return n * n


def halves(n):
    return n // 2, n / 2


def words(pair):
    word, n = pair
    return f"{word}{n}" * 2


def nothing(n):
    pass


def either(n):
    if n % 3:
        return n
    return str(n)


def even(n):
    if n == 777:
        raise Odd(n)
    return n


def long(n):
    total = 0
    for k in range(20_000 if n % 50 == 0 else 10):
        total += k * n % 7
    return total


def grow(n, seen=[]):
    seen.append(n)
    return len(seen)


def remember(n):
    CAUGHT.append(str(n))
    return len(CAUGHT)


def chance(n):
    return random.random() >= 0 and n


def sorts(xs):
    xs.sort()
    return xs


def main():
    items = list(range(1000))
    print(parallel_map(square, items) == [n * n for n in items])
    print(sum(parallel_map(square, range(1000))), sum(parallel_map(square, range(1000, 0, -3))))
    print(parallel_map(halves, tuple(items))[-2:], parallel_map(words, [("a", n) for n in items])[123])
    print(set(parallel_map(nothing, items)), parallel_map(either, items)[8:11], parallel_map(abs, [-n for n in items])[7])
    print(sum(parallel_map(long, items)))
    for size in (31, 32, 33, 63, 64, 65, 66, 127, 128, 129, 500, 513):
        assert parallel_map(square, range(size)) == [n * n for n in range(size)], size

    # the first error
    try:
        parallel_map(even, items)
    except Odd as error:
        print("odd", error)

    # what each task has of its own
    print(set(parallel_map(grow, items)), set(parallel_map(remember, items)), CAUGHT)
    xs = [3, 1, 2]
    sorted_ones = parallel_map(sorts, [xs] * 1000)
    sorted_ones[0].append(4)
    print(sorted_ones[:2], xs, len(parallel_map(chance, items)))

    # numbers go on as if each call had had its own
    with scope() as s:
        print(s.spawn(square, 1).id)


main()
