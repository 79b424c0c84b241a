# CPython raises where no kind of value fits; here that is told before
items = [1, 2, 3]
items[0:1] = 5  # error: argument-type
"abc"._bounds(1, 2)  # error: unknown-attribute


def negative(v):
    return -v  # error: operand-types


negative(None if len("ab") == 2 else "a")
