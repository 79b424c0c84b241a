# A divisor that the compiler knows to be zero.


def doubled_zero(a, n):
    z = 0
    for i in range(n):
        z *= 2
    try:
        return 5 // (a % z)
    except ZeroDivisionError as e:
        return str(e)


def masked(a):
    try:
        return a % (a & 0)
    except ZeroDivisionError as e:
        return str(e)


def behind_tests(a):
    if a >= 0 and a <= 0:
        try:
            return 7 // a, 7 % a
        except ZeroDivisionError as e:
            return str(e)
    return a % 7 // (7 + a)


def product(n):
    total = 0
    for i in range(n):
        try:
            total += (i + 1) // (i % 1)
        except ZeroDivisionError:
            total += 1
    return total


print(doubled_zero(5, 3))
print(masked(9))
print(behind_tests(0), behind_tests(3))
print(product(5))
