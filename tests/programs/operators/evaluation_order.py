def e(n):
    print(n, end=" ")
    return n


print(e(1) + e(2) * e(3) - e(4))
print([e(1), e(2)], (e(3), e(4)), {e(5): e(6), e(7): e(8)})
print(max(e(3), e(1), e(2)))
print(e(1) if e(0) else e(2))
print(e(2) ** e(3) ** e(1))
xs = [0, 0, 0]
xs[e(1)] = e(9)
print(xs)
a, b = e(1), e(2)
print(a, b)


def f(a, b=0, c=0):
    return a * 100 + b * 10 + c


print(f(e(1), c=e(2), b=e(3)))
print(f"{e(1)}-{e(2)}", e(5) // e(2), e(7) in [e(7), e(8)])
print(not e(0), e(0) or e(3) and e(0) or e(4))
