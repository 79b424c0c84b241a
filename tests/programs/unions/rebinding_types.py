x = 3
print(x + 1)
x = "three"
print(x.upper())
x = [x, x]
print(len(x), x[0])
x = 2.5
print(x * 2)


def normalise(value):
    value = str(value)
    value = value.strip()
    value = len(value)
    return value


print(normalise(12345), normalise("  ab "), normalise(1.5))
for item in "7":
    item = int(item)
    print(item * 6)
data = "3 4 5"
data = [int(p) for p in data.split()]
data = sum(data)
print(data)
