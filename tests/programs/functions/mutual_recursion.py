def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def hofstadter_f(n):
    return 1 if n == 0 else n - hofstadter_m(hofstadter_f(n - 1))


def hofstadter_m(n):
    return 0 if n == 0 else n - hofstadter_f(hofstadter_m(n - 1))


print(is_even(10), is_odd(7), is_even(201))
print([hofstadter_f(n) for n in range(12)])
print([hofstadter_m(n) for n in range(12)])


def later():
    return defined_below(3)


def defined_below(x):
    return x * 11


print(later())
