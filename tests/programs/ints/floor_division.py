def show(a, b):
    print(a, b, a // b, a % b, divmod(a, b))


for a in [7, -7, 8, -8, 0, 1, -1]:
    for b in [3, -3, 4, -4, 1, -1]:
        show(a, b)

q = -7 // 2
r = -7 % 2
print(q * 2 + r == -7)
print(-1 // 1000000007, -1 % 1000000007)
print(5 % -1, -5 % 1)
