a, b = 5  # error: argument-type
print(a, b)
