name = input("name? ")
print("hello", name)
n = int(input())
total = 0
for _ in range(n):
    a, b = input().split()
    total += int(a) * int(b)
print(total)
print(repr(input()), repr(input()))
try:
    input("more? ")
except EOFError as e:
    print()
    print("eof:", e)
