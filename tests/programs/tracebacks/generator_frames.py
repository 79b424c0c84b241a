def inv(x): return 1 // x
def f():
    return max(
        sum(inv(x + y) for x in [1, 0])
        for y in [1, 0])
f()
