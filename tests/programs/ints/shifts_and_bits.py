values = [0, 1, -1, 5, -5, 255, -256, 1 << 40, -(1 << 40)]
for v in values:
    print(v, ~v, v >> 1, v >> 3, v >> 60, v & 255, v | 1, v ^ 3)

print(1 << 0, 1 << 59, 3 << 10, -3 << 10)
print(0xFF, 0b1011, 0o17, 1_000_000)
print(5 & -2, -5 & 7, -5 | 2, -5 ^ 2)
count = 0
n = 0b110101101
while n:
    count += n & 1
    n >>= 1
print(count)
