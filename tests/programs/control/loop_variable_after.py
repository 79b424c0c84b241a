for i in range(5):
    pass
print(i)
for i, c in enumerate("xyz"):
    if c == "y":
        break
print(i, c)
xs = [1, 2, 3]
for x in xs:
    x += 10
print(x, xs)
total = 0
for i in range(3):
    for i in range(10, 12):
        total += i
    total += i
print(total, i)
for i in [5, 6]:
    last = i * 2
print(last)
n = 0
for n in range(1, 4):
    n *= 2
print(n)
squares = [i * i for i in range(4)]
print(squares, i)
