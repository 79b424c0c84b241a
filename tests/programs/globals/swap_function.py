def slow(n):
    return "slow " + str(n)


def fast(n):
    return "fast " + str(n)


current = slow


def call(n):
    return current(n)


def switch():
    global current
    current = fast if current is slow else slow


print(call(1))
switch()
print(call(2))
switch()
print(call(3))
registry = {"a": slow, "b": fast}
for name, f in registry.items():
    print(name, f(0), f is current)
print(len("abc"), max(1, 2))
total = sum


def apply(f, xs):
    return f(xs)


print(apply(total, [1, 2]), apply(len, [1, 2]), apply(sorted, [2, 1]))
