half = lambda x: 100 // x
print([half(x) for x in [1, 2]])
print(list(map(half, [5, 0])))
