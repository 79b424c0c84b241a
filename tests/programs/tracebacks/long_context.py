def f(n):
    try:
        if n == 0:
            int("x")
        f(n - 1)
    except ValueError:
        raise ValueError(f"level {n}")
f(70)
