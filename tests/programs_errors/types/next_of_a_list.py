xs = [1, 2]
print(next(xs))  # error: argument-type
