seen = {}  # error: key-type-not-built
seen[[1, 2]] = True
print(seen)
