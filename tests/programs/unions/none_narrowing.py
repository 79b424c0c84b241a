def half(n):
    if n % 2:
        return None
    return n // 2


def chain(n):
    trail = []
    while n is not None and n > 0:
        trail.append(n)
        n = half(n)
    return trail, n


print(chain(40))
print(chain(64)[0][-1])
a = half(6)
b = half(7)
if a is not None:
    print(a + 1)
if b is None:
    b = 100
print(b + 1)
c = half(8) or 0
print(c * 2)
d = half(9)
print("odd" if d is None else d - 1)
if not (d is None or d > 3):
    print("never")
e = half(10)
assert e is not None
print(e ** 2)
