def twice(x):
    return x + x


def biggest(items):
    best = items[0]
    for item in items:
        if item > best:
            best = item
    return best


def pair(a, b):
    return (b, a)


print(twice(4), twice(1.5), twice("ab"), twice([1, 2]), twice((0,)))
print(biggest([3, 9, 2]), biggest(["pear", "zoo", "apple"]), biggest([1.5, -2.0]))
print(biggest([(1, "b"), (1, "c"), (0, "z")]))
print(pair(1, "x"), pair("x", 1), pair(pair(1, 2), 3.0))
print(twice(twice(3)), twice(twice("x")))
