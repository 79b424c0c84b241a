xs = [1, 2]
xs.add(3)  # error: unknown-attribute
print(xs)
