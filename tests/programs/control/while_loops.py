n = 10
while n:
    n -= 3
    if n < 0:
        n = 0
    if n == 4:
        continue
    print(n)

x, y = 48, 36
while y != 0:
    x, y = y, x % y
print(x)
count = 0
while True:
    count += 1
    if count % 7 == 0 and count % 5 == 0:
        break
print(count)
low, high = 0, 1000
turns = 0
while low < high:
    turns += 1
    mid = (low + high + 1) // 2
    if mid * mid <= 500:
        low = mid
    else:
        high = mid - 1
print(low, turns)
while False:
    print("never")
while (count := count - 10) > 0:
    print("walrus", count)
