def f(a, b, c):
    value = (
        a
        # the divisor
        %

        (b - b)

    )
    return value

f(1, 2, 3)
