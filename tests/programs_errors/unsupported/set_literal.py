seen = {1, 2, 3}  # error: unsupported-set
print(2 in seen)
