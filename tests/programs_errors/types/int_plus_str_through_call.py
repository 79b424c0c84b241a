def add(a, b):
    return a + b  # error: operand-types


print(add(1, 2), add("a", "b"))
print(add(1, "b"))
