names = ["a", "b"]
print(names["a"])  # error: argument-type
