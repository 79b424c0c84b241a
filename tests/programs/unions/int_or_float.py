def average(values):
    total = 0
    for v in values:
        total += v
    if not values:
        return 0
    return total / len(values)


def scale(v):
    if v > 10:
        return v * 0.5
    return v


print(average([]), average([1, 2]), average([0.5, 1]))
print([scale(v) for v in [1, 10, 11, 20]])
x = 1
for i in range(6):
    if i == 3:
        x = x + 0.5
    else:
        x = x * 2
    print(x)
print(isinstance(x, int), isinstance(x, float))
