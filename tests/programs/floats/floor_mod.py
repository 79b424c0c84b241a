for a in [7.5, -7.5, 0.0, -0.0, 6.0, -6.0, 1e16]:
    for b in [2.0, -2.0, 2.5, -2.5, 0.1]:
        print(a, b, a // b, a % b, divmod(a, b))

inf = float("inf")
print(5.0 % inf, -5.0 % inf, 5.0 // inf, -5.0 // inf)
print(1.0 % -inf, -1.0 // -inf)
for b in [0.0, 0]:
    try:
        print(1.0 // b)
    except ZeroDivisionError as e:
        print(e)
    try:
        print(1.0 % b)
    except ZeroDivisionError as e:
        print(e)
    try:
        print(1.0 / b)
    except ZeroDivisionError as e:
        print(e)
