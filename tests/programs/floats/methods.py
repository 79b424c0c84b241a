print((2.0).is_integer(), (2.5).is_integer(), float("inf").is_integer())
x = 7.25
print(x.is_integer(), (x * 4).is_integer())
print(abs(-3.5), abs(-0.0), -x, +x)
print(x < 8 < x + 1, x == 7.25, x != 7.25, x >= 7.25)
print(float(str(x)) == x, float(repr(0.1 + 0.2)) == 0.1 + 0.2)
print(divmod(7.5, 2), divmod(-7.5, 2))
