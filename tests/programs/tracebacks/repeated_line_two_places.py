def f(n):
    if n == 0:
        raise ValueError("bottom")
    return f(n - 1) if n % 2 else 1 + f(n - 1)
f(10)
