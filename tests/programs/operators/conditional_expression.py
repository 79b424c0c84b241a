def sign(n):
    return 1 if n > 0 else -1 if n < 0 else 0


def pick(flag):
    return "text" if flag else 0


print([sign(n) for n in [5, -5, 0]])
print(pick(True), pick(False))
x = 10
y = x if x < 5 else 5
print(y, (y if y else 1) + 1, [1, 2] if y else [], "none" if None else "some")
label = "big" if x > 100 else "medium" if x > 9 else "small"
print(label)
value = None if x > 5 else x
print(value)
print(1 if True else 1 / 0, 1 / 0 if False else 2)
total = 0
for i in range(10):
    total += i if i % 2 else -i
print(total, max(0, total) if total > 3 else min(0, total))
