import odd

NAME = "even"


def is_even(n):
    return n == 0 or odd.is_odd(n - 1)
