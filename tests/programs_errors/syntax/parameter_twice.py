def f(a, a):  # error: syntax-error
    return a


print(f(1, 2))
