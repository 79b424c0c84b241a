print(round(2.5), round(3.5), round(-2.5), round(2.567, 2), round(1234, -2), round(True))
print(type(round(2.0)) is int, round(7), round(0.1 + 0.2, 10), round(1e15), round(-4e15 + 0.5))
print(pow(2, 10), pow(2.0, 3), pow(2, -2), pow(7, 2, 5), pow(-7, 3, 5), pow(3, 0, 1))
print(abs(-3), abs(3 - 7.5), divmod(7, -2), divmod(0, 5), divmod(-1, 3))
for x in [float("inf"), float("nan")]:
    try:
        print(round(x))
    except (OverflowError, ValueError) as e:
        print(e)
    print(round(x, 2))
