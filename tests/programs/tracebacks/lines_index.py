def f(xs, i):
    return xs[
        i
        + 1
        + 2
        + 3
    ]

print(f([1, 2], 3))
