print(2.0 ** 10, 2.0 ** -1, 9.0 ** 0.5, (-2.0) ** 3, 0.0 ** 0, 1.5 ** 2)
try:
    print(0.0 ** -1)
except ZeroDivisionError as e:
    print(e)
try:
    print(10.0 ** 400)
except OverflowError as e:
    print("overflow")
a = 0.1
b = 0.2
c = 0.3
print((a + b) + c, a + (b + c), (a + b) + c == a + (b + c))
print(a * 3 == 0.3, abs(a * 3 - 0.3) < 1e-9)
print(1e16 + 1.0 - 1e16, 1e16 - 1e16 + 1.0)
print(-2.0 ** 2, -(2.0 ** 2), 7.0 - 2.0 - 1.0, 64.0 / 4.0 / 2.0)
