def first_factor(n):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        return "prime"
    return d


for n in [2, 9, 13, 15, 97]:
    print(n, first_factor(n))

i = 0
while i < 3:
    i += 1
    if i == 5:
        break
else:
    print("while ended", i)

while True:
    i -= 1
    if i == 0:
        break
else:
    print("never")
print(i)
for x in []:
    print("never")
else:
    print("empty")
for x in range(3):
    continue
else:
    print("continue is no break")
for a in range(3):
    for b in range(3):
        if a * b == 2:
            break
    else:
        continue
    print("found", a, b)
    break
else:
    print("not found")
