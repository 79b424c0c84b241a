def f(valu):
    return sum(value for valeu in [1])
f(1)
value = 2
