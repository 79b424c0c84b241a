"""Globals of every kind that functions read before and after they are bound."""


def show(read):
    try:
        print(read())
    except NameError as e:
        print("NameError:", e)


def count():
    return number


def ratio():
    return real


def truth():
    return flag


def nothing():
    return maybe


def text():
    return word


def items():
    return values


def call():
    return late(3)


def make():
    return Point(1).x


def square():
    return sqrt(16.0)


def constant():
    return LIMIT


def all_of_them():
    for read in [count, ratio, truth, nothing, text, items, call, make, square, constant]:
        show(read)


all_of_them()
number = 0
real = 0.0
flag = False
maybe = None if number == 0 else 3
word = ""
values = [number]
from math import sqrt  # noqa: E402

LIMIT = 10


def late(n):
    return early(n) * 2


def early(n):
    return n + number


class Point:
    def __init__(self, x):
        self.x = x


print("bound")
all_of_them()
del number, real, word
print("deleted")
all_of_them()
number, real, word = 5, 2.5, "again"
all_of_them()


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


print(even(10), odd(10))
late(undefined_yet())  # a NameError that nothing catches


def undefined_yet():
    return 1
