def power_table(base):
    out = []
    for exponent in range(12):
        out.append(base ** exponent)
    return out


print(power_table(2))
print(power_table(-3))
print(0 ** 0, 1 ** 60, (-1) ** 61)
print(2 ** 60, -(2 ** 60), 2 ** 60 - 1)
print(2 ** -1, 4 ** -2, (-2) ** -3)
print(-2 ** 2, (-2) ** 2, 2 ** 3 ** 2)
print(pow(3, 4), pow(3, 200, 1000007), pow(2, 10, 1000))
